import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { CaseEffect, SteppedCase } from './case.flight.ts'
import { packCase, unpackCase } from './case.pack.ts'
import type { Case, CaseEvent, Opening } from './case.record.ts'
import { caseDue, listCalls, openCase, stepCase } from './case.ts'
import { loadLadder } from './ladder.ts'
import { policy } from './policy.ts'

const loaded = loadLadder(readFileSync(new URL('../../flows/ladder.yaml', import.meta.url), 'utf8'))
if (!loaded.ok) throw new Error('ladder')
const rules = { ladder: loaded.ladder, policy }
const start = Date.parse('2026-06-15T18:00:00Z')
const day = 86_400_000

const workers = fc.constantFrom('HA-DHM-0001', 'SUP-DHM-001', 'DESK-000001', 'NOBODY')
const people = fc.record(
  { chw: fc.constant('HA-DHM-0001'), supervisor: fc.constant('SUP-DHM-001'), desk: fc.constant('DESK-000001') },
  { requiredKeys: [] },
)
const openings: fc.Arbitrary<Opening> = fc.record({
  id: fc.constant('abcdefghijklmnopqrstuvwxyz'),
  woman: fc.constant('abcdefghijklmnopqrstuvwxyz'),
  phone: fc.constant('abcdefghijklmnopqrstuvwxyz'),
  area: fc.constantFrom('', '302614'),
  isLocal: fc.boolean(),
  answers: fc.constantFrom('sms', 'voice', 'none'),
  people,
})

type Move =
  | { do: 'wait'; time: number }
  | { do: 'claim' | 'accept' | 'reject' | 'lose' | 'heard' | 'deliver'; at: number }
  | { do: 'event'; event: CaseEvent }

const moves: fc.Arbitrary<Move> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('wait' as const),
      time: fc.constantFrom(1000, 60_000, 400_000, 3_600_000, day),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constantFrom('claim', 'accept', 'reject', 'lose', 'heard', 'deliver'),
      at: fc.nat(5),
    }),
  },
  {
    weight: 3,
    arbitrary: fc
      .oneof(
        fc.record({ kind: fc.constant('tick' as const) }),
        fc.record({ kind: fc.constant('joined' as const), isLocal: fc.boolean(), people }),
        fc.record({ kind: fc.constantFrom('taken', 'passed', 'handedOn'), by: workers }),
        fc.record({ kind: fc.constant('seen' as const), didSee: fc.constant(false), by: workers }),
        fc.record({ kind: fc.constant('left' as const), didLeave: fc.boolean(), by: workers }),
      )
      .map((event) => ({ do: 'event' as const, event: event as CaseEvent })),
  },
)

function eventOf(move: Move, record: Case): CaseEvent | undefined {
  if (move.do === 'wait') return { kind: 'tick' }
  if (move.do === 'event') return move.event
  const flight = record.flights[move.at % Math.max(1, record.flights.length)]
  if (flight === undefined) return undefined
  const { key, claim } = flight
  switch (move.do) {
    case 'claim':
      return { kind: 'claim', key }
    case 'accept':
      return { kind: 'accepted', key, claim, ref: 'gateway-reference-000000000001' }
    case 'reject':
      return { kind: 'rejected', key, claim, error: 'gateway.refused', isCertain: true, isPermanent: false }
    case 'lose':
      return { kind: 'unknown', key, claim, error: 'gateway.timeout' }
    case 'heard':
      return { kind: 'heard', key, seconds: 0, cause: 'noAnswer' }
    case 'deliver':
      return { kind: 'receipt', key, state: 'delivered' }
  }
}

/** Plays a life, checking every state and effect on the way. */
function live(opening: Opening, life: Move[], check: (stepped: SteppedCase, now: number) => void): Case {
  let now = start
  let stepped = openCase(opening, now, rules)
  check(stepped, now)
  for (const move of life) {
    if (move.do === 'wait') now += move.time
    const event = eventOf(move, stepped.record)
    if (event === undefined) continue
    stepped = stepCase(unpackCase(packCase(stepped.record)), event, now, rules)
    check(stepped, now)
  }
  return stepped.record
}

const lives = fc.array(moves, { maxLength: 80 })

test('a case never ends in silence: until it is closed there is a next moment, within two days', () => {
  fc.assert(
    fc.property(openings, lives, (opening, life) => {
      live(opening, life, ({ record }, now) => {
        expect(record.state).not.toBe('closed')
        const due = caseDue(record)
        expect(due).toBeDefined()
        expect(due).toBeLessThanOrEqual(now + 2 * day)
      })
    }),
    { numRuns: 150 },
  )
})

test('ticking at every due moment always gets on: something is handed to the gateways again and again', () => {
  fc.assert(
    fc.property(openings, lives, (opening, life) => {
      let record = live(opening, life, () => {})
      const isManned = Object.keys(record.people).length > 0 && (record.isLocal || record.people.desk !== undefined)
      let now = start + 80 * day
      let offs = 0
      for (let turn = 0; turn < 400 && now < start + 90 * day; turn += 1) {
        const due = caseDue(record) ?? Number.NaN
        now = Math.max(now, due) + (due <= now ? 1 : 0)
        record = stepCase(record, { kind: 'tick' }, now, rules).record
        for (const key of listCalls(record, now)) {
          const stepped = stepCase(record, { kind: 'claim', key }, now, rules)
          record = stepped.record
          offs += stepped.effects.filter((effect) => effect.do === 'handOff').length
        }
      }
      if (isManned || record.taken) expect(offs).toBeGreaterThan(5)
    }),
    { numRuns: 30 },
  )
})

test('it stays under 1 KB and comes back from its packed form as it was', () => {
  fc.assert(
    fc.property(openings, lives, (opening, life) => {
      live(opening, life, ({ record }) => {
        const packed = packCase(record)
        expect(Buffer.byteLength(packed)).toBeLessThanOrEqual(1024)
        expect(unpackCase(packed)).toEqual(record)
      })
    }),
    { numRuns: 100 },
  )
})

test('nobody says that somebody has it before somebody has, and nothing waits for the morning', () => {
  fc.assert(
    fc.property(openings, lives, (opening, life) => {
      let hasTaker = false
      live(opening, life, ({ record, effects }, now) => {
        hasTaker ||= record.taken !== undefined
        for (const effect of effects) {
          if (effect.do === 'handOff' && effect.flight.message === 'case.someone') expect(hasTaker).toBe(true)
        }
        for (const flight of record.flights) expect(flight.at).toBeLessThanOrEqual(now + 2 * 3_600_000)
      })
    }),
    { numRuns: 100 },
  )
})

test('every entry of its history has an id of its own', () => {
  fc.assert(
    fc.property(openings, lives, (opening, life) => {
      const ids: string[] = []
      const isHistory = (effect: CaseEffect) => effect.do === 'history'
      live(opening, life, ({ effects }) => ids.push(...effects.filter(isHistory).map(({ id }) => id)))
      expect(ids.filter((id, index) => ids.indexOf(id) !== index && !id.startsWith('case.notSeen'))).toEqual([])
    }),
    { numRuns: 100 },
  )
})
