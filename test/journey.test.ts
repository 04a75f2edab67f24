/** Sixty weeks of random lives with every fault of the shell and the gateways we can think of, and what must hold. */
import { readdirSync, readFileSync } from 'node:fs'
import { isDeepStrictEqual } from 'node:util'
import { day, hour, minute } from '@dhatri/care/dhaka'
import type { CareEvent, Effect } from '@dhatri/care/event'
import { at, exampleRules, on } from '@dhatri/care/example'
import type { Flight } from '@dhatri/care/flight.record'
import { isOpen } from '@dhatri/care/item'
import { isHeldBack } from '@dhatri/care/minor'
import { isCarrying, mayHear } from '@dhatri/care/outcome'
import { packRecord, unpackRecord } from '@dhatri/care/pack'
import { plan } from '@dhatri/care/plan'
import { isAllowed } from '@dhatri/care/quiet'
import { createRecord, type Record } from '@dhatri/care/record'
import { boundCalls } from '@dhatri/care/rings'
import type { Rules } from '@dhatri/care/schedule'
import { listReady, nextDue, step } from '@dhatri/care/step'
import { seedChance } from '@dhatri/text/chance'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dating, type Life, life } from './lives.ts'

const folder = new URL('../flows/schedules/', import.meta.url)
const rules: Rules = {
  ...exampleRules(
    Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(new URL(name, folder), 'utf8')])),
  ),
  minors: 'guardian',
}
/** What may come once she is not carrying any more: the courses counted from a birth or a loss. */
const afterwards = /^(pnc|pnc-loss|epi|ifa-after|week-b|support)\./
const start = at('2026-01-10 09:00')
const end = start + 60 * 7 * day

/** One woman, one shell that may crash anywhere, one gateway that may lie; everything it does is checked as it goes. */
function live(life: Life): { record: Record; ended: Map<string, string>; steps: number; largest: number } {
  const random = seedChance(life.seed)
  const chance = (share: number): boolean => random() < share
  let now = start
  let steps = 0
  let largest = 0
  let isStopped = false
  let frozen = new Set<string>()
  const ended = new Map<string, string>()
  const fellDue = new Set<string>()
  const copies = new Map<string, number>()
  const later: { at: number; event: CareEvent }[] = []
  const ahead = [...life.events]
  let record = createRecord(
    {
      id: `w${life.seed}`.padEnd(26, 'x'),
      area: '302614',
      chw: 'CHW0302',
      by: life.by,
      lmp: Math.floor(start / day) - life.weeks * 7,
      dating: { by: 'lmp', within: 3 },
      schedule: life.schedule,
      channel: life.channel,
      ...(life.hasPhone && { phone: 'p'.repeat(26) }),
    },
    now,
  )

  /** One event, written and read back as the store does; sometimes the step is taken and the write is lost. */
  function take(event: CareEvent): Effect[] {
    const before = record
    if (chance(0.03)) step(before, event, now, rules)
    const { record: after, effects } = step(before, event, now, rules)
    // What was due at this moment, by the plan as it stood, must have ended or be under way when the step is over.
    const due =
      before.settledTo === 0 ? [] : plan(before, rules).filter((item) => item.at <= now && isOpen(item, before))
    for (const item of due) fellDue.add(item.key)
    if (event.kind === 'started') frozen = new Set([...due, ...before.flights].map(({ key }) => key))
    check(after, effects)
    const begun = after.flights.filter(({ key }) => !before.flights.some((flight) => flight.key === key))
    for (const to of ['woman', 'family'])
      expect(begun.filter((flight) => flight.to === to).length, 'a flood').toBeLessThanOrEqual(1)
    if (event.kind === 'redated') forgetFreed(before, after)
    const again = step(after, event, now, rules)
    expect([again.record === after, again.effects], `${event.kind} twice`).toEqual([true, []])
    const packed = packRecord(after)
    record = unpackRecord(packed)
    if (!isDeepStrictEqual(record, after)) expect(record).toEqual(after)
    largest = Math.max(largest, Buffer.byteLength(packed))
    steps++
    return effects
  }

  function check(after: Record, effects: Effect[]): void {
    for (const effect of effects) {
      if (effect.do === 'history' && effect.id.startsWith('item.')) {
        expect(ended.has(effect.id), `${effect.id} ends twice`).toBe(false)
        ended.set(effect.id, effect.what)
      }
      if (effect.do === 'handOff') checkHandOff(effect.flight, after)
    }
    for (const flight of after.flights) {
      const isOver = !isCarrying(after) && !afterwards.test(flight.key)
      if (!mayHear(after, flight.about) || isOver) expect.fail(`${flight.key} flies after ${after.state}`)
      expect(flight.calls).toBeLessThanOrEqual(boundCalls(flight, rules.policy))
    }
    expect(new Set(after.flights.map(({ key }) => key)).size).toBe(after.flights.length)
  }

  /** A message that was begun, never tried and moved away by a new dating has not fallen due after all. */
  function forgetFreed(before: Record, after: Record): void {
    for (const { key } of before.flights)
      if (!ended.has(`item.${key}`) && !after.flights.some((flight) => flight.key === key)) fellDue.delete(key)
  }

  function checkHandOff(flight: Flight, after: Record): void {
    expect(isAllowed(now, rules.policy.hours), 'at night').toBe(true)
    expect(now).toBeLessThanOrEqual(flight.until)
    expect(frozen.has(flight.key), 'revived after START').toBe(false)
    if (flight.to === 'family') {
      expect(flight.message === 'family.invite' ? after.kin : after.family).toBeDefined()
      expect(after.consent).toBe('agreed')
      expect(isHeldBack(after, rules, now), 'under age').toBe(false)
      return
    }
    expect(after.phone).toBeDefined()
    expect(isHeldBack(after, rules, now), 'under age').toBe(false)
    expect(after.consent).toBe(flight.message === 'invite' ? 'invited' : 'agreed')
    const bound = flight.channel === 'voice' ? (flight.most ?? 9) : 2
    expect(copies.get(flight.key) ?? 0, `${flight.key} once too often`).toBeLessThan(bound)
  }

  /** The shell and the gateway: anything may fail between any two lines. */
  function send(key: string): void {
    const effects = take({ kind: 'claim', key })
    if (chance(0.05)) take({ kind: 'claim', key })
    const flight = effects.flatMap((effect) => (effect.do === 'handOff' ? [effect.flight] : []))[0]
    // Life does not wait for a hand-off to be over.
    if (flight && chance(0.2)) happen(ahead.shift()?.event)
    if (flight && !chance(0.05)) report(handOff(flight))
    if (flight && chance(0.1)) happen(ahead.shift()?.event)
  }

  function happen(event: CareEvent | undefined): void {
    if (!event) return
    take(event)
    if (chance(0.1)) later.push({ at: Math.floor(now + random() * day), event })
    if (event.kind === 'stopped') isStopped = true
    if (event.kind === 'started') isStopped = false
  }

  /** Hands one message off, or holds it back, and says what the shell believes of it. */
  function handOff(flight: Flight): CareEvent {
    const { key, claim } = flight
    const rejected = { kind: 'rejected', key, claim, error: 'gateway.x', isCertain: true, isPermanent: false } as const
    if (isStopped || chance(0.03)) return { kind: 'suppressed', key, reason: 'stop', claim }
    if (chance(0.05)) return { kind: 'handedBack', key, claim, at: Math.floor(now + random() * 20 * hour), reason: 'x' }
    if (chance(0.15)) return { ...rejected, isPermanent: chance(0.1) }
    const ref = `${key}-${claim}-0a1b2c3d4e5f60718293`
    const hasLeft = chance(0.9)
    if (hasLeft) copies.set(key, (copies.get(key) ?? 0) + 1)
    if (hasLeft && chance(0.8)) answer(flight, ref)
    if (hasLeft && chance(0.85)) return { kind: 'accepted', key, ref, claim }
    return chance(0.5) ? { kind: 'unknown', key, claim, error: 'gateway.x' } : { ...rejected, isCertain: false }
  }

  /** The outcome of a hand-off: fed at once, or lost, or repeated at any time later. */
  function report(event: CareEvent): void {
    if (chance(0.1)) return
    take(event)
    if (chance(0.2)) later.push({ at: now + random() * 30 * hour, event })
  }

  /** What comes back from the network: lost, late, repeated, contradictory. */
  function answer({ key, channel }: Flight, ref: string): void {
    const delay = chance(0.8) ? random() * 10 * minute : random() * 3 * day
    const heard = {
      kind: 'heard',
      key,
      ref,
      seconds: Math.floor(random() * 40),
      cause: pick(['answered', 'noAnswer', 'busy', 'off'] as const),
    } as const
    const receipt = {
      kind: 'receipt',
      key,
      ref,
      state: pick(['sent', 'delivered', 'delivered', 'undelivered'] as const),
    } as const
    const event: CareEvent = channel === 'voice' ? heard : receipt
    later.push({ at: now + delay, event })
    if (chance(0.3)) later.push({ at: now + delay + random() * 10 * hour, event })
    if (chance(0.1)) later.push({ at: now + delay + hour, event: { kind: 'receipt', key, ref, state: 'undelivered' } })
  }

  function pick<Choice>(choices: readonly Choice[]): Choice {
    return choices[Math.floor(random() * choices.length)] as Choice
  }

  /** Runs the timer until an instant: the tick may be late, come twice, or stay away for days. */
  function run(until: number): void {
    for (let count = 0; ; count++) {
      if (count > 3000) expect.fail(`the timer does not come to rest: ${JSON.stringify(record)}`)
      later.sort((one, other) => one.at - other.at)
      const due = nextDue(record, now, rules) ?? Number.POSITIVE_INFINITY
      const next = Math.min(due, later[0]?.at ?? Number.POSITIVE_INFINITY)
      if (next > until) break
      now = Math.floor(Math.max(now, next) + random() * (chance(0.9) ? minute : chance(0.9) ? 6 * hour : 9 * day))
      while (later[0] && later[0].at <= now) {
        const [first] = later.splice(0, 1)
        if (first) take(first.event)
      }
      take({ kind: 'tick' })
      for (const key of listReady(record, now)) if (chance(0.95)) send(key)
    }
    now = Math.max(now, until)
  }

  take({ kind: 'registered' })
  for (let next = ahead.shift(); next && now + next.after < end; next = ahead.shift()) {
    run(now + next.after)
    happen(next.event)
  }
  run(end + 80 * 7 * day)
  expect(record.flights).toEqual([])
  expect(nextDue(record, now, rules)).toBeUndefined()
  for (const key of fellDue) expect(ended.has(`item.${key}`), `${key} fell due and has no end`).toBe(true)
  return { record, ended, steps, largest }
}

test('in any life, nothing is sent twice, at night, after a loss or without consent, and everything that fell due has one end', () => {
  let steps = 0
  let largest = 0
  const ends = new Map<string, number>()
  fc.assert(
    fc.property(life, (given) => {
      const lived = live(given)
      steps += lived.steps
      largest = Math.max(largest, lived.largest)
      for (const how of lived.ended.values()) ends.set(how, (ends.get(how) ?? 0) + 1)
    }),
    { numRuns: process.env['DHATRI_EVERY_DAY'] === '1' ? 200 : 20, seed: 20_260_101 },
  )
  // The lives are worth nothing if they do not come to every end.
  const all = ['accepted', 'delivered', 'undelivered', 'expired', 'cancelled', 'suppressed', 'unknown', 'told']
  expect(all.filter((how) => !ends.has(`item.${how}`))).toEqual([])
  expect(steps).toBeGreaterThan(5000)
  expect(largest).toBeLessThanOrEqual(1024)
}, 120_000)

test('a long pregnancy of eight contacts, unanswered and re-dated, still fits a kilobyte', () => {
  const events = Array.from({ length: 8 }, (_, index) => ({
    after: 35 * day,
    event: { kind: 'redated', lmp: on('2025-12-20') + index * 3, dating, by: 'worker' } as const,
  }))
  const lived = live({ seed: 7, weeks: 2, by: 'self', schedule: 'who-8@1', channel: 'voice', hasPhone: true, events })
  expect(lived.record.settled.length).toBeGreaterThan(25)
  expect(lived.largest).toBeLessThanOrEqual(1024)
  // With all that was asked of her later on top.
  const full: Record = {
    ...lived.record,
    watchers: ['FWA0302', 'CHCP0302', 'SK0302'],
    family: { at: start, words: 'relative@zxnsrw1h8i26d', phone: 'f'.repeat(26) },
    asked: { what: 'whvanf', at: start },
    safe: { from: 1020, to: 1260 },
    age: { years: 17, at: 20_500 },
    guardian: start,
  }
  expect(Buffer.byteLength(packRecord(full))).toBeLessThanOrEqual(1024)
})
