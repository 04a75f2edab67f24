/**
 * No baby after a loss, ever: in every week of a pregnancy and after a birth something is lost, and for sixty weeks
 * whatever goes to a phone linked to her is looked at, by its tag and by its words, in Bangla and English, as text and as
 * it is spoken. The mother's own checks go on after a stillbirth. Lives are lived by the pure rules; a few by the service.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { CareEvent, LossKind } from '@dhatri/care/event'
import type { Flight } from '@dhatri/care/flight.record'
import { createRecord, type Record } from '@dhatri/care/record'
import type { Rules } from '@dhatri/care/schedule'
import { loadSchedules } from '@dhatri/care/schedule.load'
import { listReady, nextDue, step } from '@dhatri/care/step'
import { type Messages, renderMessage } from '@dhatri/flow/message'
import { shippedFolder } from '@dhatri/functions/content'
import { loadPhone, sealNumber } from '@dhatri/service/phone'
import { applyToWoman } from '@dhatri/service/woman'
import { phoneKey } from '@dhatri/store/items'
import { describe, expect, it } from 'vitest'
import { letPass, registers } from './people.ts'
import { numbers, openTown, shipped, type Town } from './world.ts'

const day = 86_400_000
const start = Date.parse('2026-03-02T03:00:00Z')
const lmpOf = (weeks: number) => Math.floor(start / day) - weeks * 7

/** Words of pregnancy, birth and baby; a text that anybody may get after a loss has none of them. */
const TELLING = [
  /গর্ভ|প্রসব|সন্তান|বাচ্চা|শিশু|নবজাতক|জন্ম|টিকা|দুধ|ডেলিভারি|প্রসূতি|মাতৃ|ভ্রূণ|পেটের ভেতর|নড়াচড়া|মায়ের|(^| )মা( |$)/,
  /\b(pregnan\w*|births?|born|bab(y|ies)|child(ren)?|newborns?|infants?|vaccin\w*|breast\w*|milk|womb|deliver\w*|labour|antenatal|little ones?|mother\w*|due date|bump|kick\w*)\b/i,
]

/** The words of a text that tell; none in one that is safe. */
const telling = (text: string): string[] => TELLING.flatMap((words) => words.exec(text)?.[0] ?? [])

const { world } = shipped()
const files = readdirSync(join(shippedFolder, 'schedules'))
const loaded = loadSchedules(
  Object.fromEntries(files.map((name) => [name, readFileSync(join(shippedFolder, 'schedules', name), 'utf8')])),
)
if (!loaded.ok) throw new Error(JSON.stringify(loaded.faults))
/** With the rows whose texts nobody has written yet: their tags are looked at all the same. */
const rules: Rules = { ...world.rules, courses: loaded.courses }

type Sent = { flight: Flight; at: number; facts: { date?: string } }

/** One woman and a shell that hands off whatever may be handed off. */
function live(record: Record) {
  let woman = record
  let now = start
  const sent: Sent[] = []
  const take = (event: CareEvent): void => {
    const stepped = step(woman, event, now, rules)
    woman = stepped.record
    for (const effect of stepped.effects) {
      if (effect.do === 'handOff') sent.push({ flight: effect.flight, at: now, facts: effect.facts })
    }
  }
  const run = (until: number, isAnswered = true): void => {
    for (let due = nextDue(woman, now, rules); due !== undefined && due <= until; due = nextDue(woman, now, rules)) {
      now = Math.max(now, due)
      take({ kind: 'tick' })
      for (const key of listReady(woman, now)) {
        take({ kind: 'claim', key })
        const claim = woman.flights.find((flight) => flight.key === key)?.claim ?? 0
        if (!isAnswered) continue
        take({ kind: 'accepted', key, ref: 'r', claim })
        take({ kind: 'receipt', key, state: 'delivered' })
        take({ kind: 'heard', key, seconds: 30, cause: 'answered' })
      }
    }
    now = until
  }
  return { take, run, sent, now: () => now, record: () => woman }
}

const womanOf = (weeks: number, channel: 'sms' | 'voice', schedule: string): Record =>
  createRecord(
    {
      id: `w${weeks}`,
      area: '302614',
      chw: 'HA1',
      by: 'self',
      lmp: lmpOf(weeks),
      dating: { by: 'lmp', within: 3 },
      schedule,
      channel,
      phone: 'p'.repeat(26),
    },
    start,
  )

/** Everything sent in the sixty weeks after a loss, of a woman who had been registered for some weeks. */
function lose(weeks: number, kind: LossKind, channel: 'sms' | 'voice'): Sent[] {
  const isBorn = kind === 'neonatalDeath' || kind === 'childDeath'
  const life = live(womanOf(weeks, channel, weeks % 2 === 0 ? 'bd-4@1' : 'who-8@1'))
  life.take({ kind: 'registered' })
  life.take({ kind: 'allowed', purpose: 'family', phone: 'f'.repeat(26) })
  if (isBorn) life.take({ kind: 'born', day: Math.floor(start / day), babies: 1 + (weeks % 2), by: 'worker' })
  life.run(start + (10 + weeks) * day)
  // Something is still out when it happens.
  life.run(life.now() + 8 * day, false)
  const before = life.sent.length
  life.take({ kind: 'lost', loss: kind, by: weeks % 2 === 0 ? 'worker' : 'self' })
  if (weeks % 3 > 0) life.take({ kind: 'allowed', purpose: 'support' })
  for (const { key, claim } of life.record().flights)
    life.take({ kind: 'rejected', key, claim, error: 'x', isCertain: true, isPermanent: false })
  life.run(life.now() + 60 * 7 * day)
  return life.sent.slice(before)
}

/** What is wrong with a message after a loss. */
function faultsOf({ flight, facts }: Sent, messages: Messages): string[] {
  const faults = ['mother', 'service'].includes(flight.about) ? [] : [`${flight.key} is about ${flight.about}`]
  const message = messages[flight.message]
  if (message === undefined) return faults
  const all = (['bn', 'en'] as const).flatMap((language) =>
    (['neutral', 'full'] as const).flatMap((privacy) =>
      (['sms', 'voice'] as const).flatMap((channel) => {
        const how = { language, privacy, channel, facts }
        const { text, prompts, about } = renderMessage(world.library, messages, flight.message, how)
        const words = [text, ...prompts.map((prompt) => prompt.text)].flatMap(telling)
        return [...words, ...(about === flight.about ? [] : [`tag ${about}`])]
      }),
    ),
  )
  return [...faults, ...[...new Set(all)].map((words) => `${flight.message} says ${words}`)]
}

const kinds: LossKind[] = [
  'miscarriage',
  'ended',
  'loss',
  'falsePregnancy',
  'stillbirth',
  'neonatalDeath',
  'childDeath',
]
/**
 * Weeks 5 to 42 of the pregnancy, or so many weeks after the birth where the child died: all of them in CI, in a hurry
 * every third, by turns.
 */
const all = Array.from({ length: 38 }, (_, index) => index + 5)
const isWhole = process.env['DHATRI_EVERY_DAY'] === '1'
const weeksOf = (turn: number): number[] => all.filter((week) => isWhole || week % 3 === turn % 3 || week === 42)
const found = (messages: Messages, sent: Sent[]) => [...new Set(sent.flatMap((one) => faultsOf(one, messages)))]

describe.each(kinds)('after %s', (kind) => {
  it.each([
    'sms',
    'voice',
  ] as const)('in any week, by %s, no word about a baby or a pregnancy for sixty weeks', (channel) => {
    let looked = 0
    const weeks = weeksOf(kinds.indexOf(kind) + (channel === 'sms' ? 0 : 1))
    for (const week of weeks) {
      const sent = lose(week, kind, channel)
      looked += sent.length
      const faults = found(world.messages, sent)
      const family = sent.filter(({ flight }) => flight.to === 'family')
      if (faults.length + family.length > 0) expect([week, faults, family]).toEqual([week, [], []])
      const names = sent.map(({ flight }) => flight.message)
      const isSupported = names.some((name) => name.startsWith('support.'))
      // A pregnancy that never was is no loss: nothing is said of it.
      const wants = kind !== 'falsePregnancy' && week % 3 > 0
      if (isSupported !== wants) expect(week).toBe('supported where she agreed')
      // Her own checks go on after a stillbirth.
      if (
        kind === 'stillbirth' &&
        !['pncloss.day', 'pncloss.asked', 'pncloss.week', 'ifa.after'].every((name) => names.includes(name))
      )
        expect([week, names]).toBe('the checks of the mother')
    }
    console.log(`losses: ${kind}, ${channel}: ${weeks.length} lives of 60 weeks, ${looked} messages looked at, 0 tell`)
  })
})

it('a sentence about a baby under a tag of the mother is found, in each form of it', () => {
  const sent = lose(20, 'stillbirth', 'sms')
  const own = world.messages['ifa.after']
  const baby = world.messages['epi.week']
  if (own === undefined || baby?.full === undefined) throw new Error('the messages have other names now')
  expect(found(world.messages, sent)).toEqual([])
  for (const form of ['neutral', 'full', 'voice'] as const) {
    const planted = { ...world.messages, 'ifa.after': { ...own, [form]: baby.full } }
    expect(found(planted, sent).length, form).toBeGreaterThan(0)
  }
  const wrong = { ...world.messages, 'ifa.after': { ...own, about: 'baby' as const } }
  expect(found(wrong, sent)).toEqual(['ifa.after says tag baby'])
})

it('of her death nothing is said to any phone of hers', () => {
  for (const week of [8, 20, 33, 41]) {
    const life = live(womanOf(week, 'sms', 'bd-4@1'))
    life.take({ kind: 'registered' })
    life.take({ kind: 'allowed', purpose: 'family', phone: 'f'.repeat(26) })
    life.run(start + 10 * day, false)
    const before = life.sent.length
    life.take({ kind: 'died', by: 'worker' })
    life.run(life.now() + 60 * 7 * day)
    expect(life.sent.slice(before)).toEqual([])
  }
})

describe('through the whole service', () => {
  const heardBy = (town: Town, number: string, from: number): string[] =>
    town
      .person('x', number)
      .handset.inbox()
      .slice(from)
      .map(({ text }) => text)

  it('a loss that she tells herself silences everything for sixty weeks', async () => {
    const town = await openTown({ on: '2026-06-01' })
    const number = '+8801711000001'
    const rina = town.person('Rina', number)
    await registers(rina, '0501')
    await town.clock.moves({ days: 16 })
    await rina.dials()
    await rina.presses('3')
    const line = (rina.handset.sees()?.text ?? '').split('\n').find((one) => one.includes('বদলে'))
    await rina.presses(/^\d+/.exec(line ?? '')?.[0] ?? '2', '2', '1')
    while (rina.handset.sees()?.isEnd === false) await rina.presses('1')
    const before = rina.handset.inbox().length
    await letPass(town, 60 * 7)
    expect(heardBy(town, number, before)).toEqual([])
    await town.close()
  })

  it.each([
    ['a stillbirth', 'S', '2026-09-01', true],
    // It may have been a stillbirth: her body needs the same care.
    ['a late loss that nobody named', '', '2026-09-01', true],
    ['an early loss', '', '2026-06-01', false],
  ])('after %s that her worker reports by SMS nothing tells, and her own care is what it should be', async (_, code, on, isCaredFor) => {
    const town = await openTown({ on })
    const nasrin = town.person('Nasrin', numbers.chw)
    const number = '+8801711000002'
    const rahima = town.person('Rahima', number)
    await nasrin.texts('REG 05012026 01711000002 রহিমা sms')
    const { text } = await nasrin.receives('রহিমা')
    await town.clock.moves({ minutes: 2 })
    await rahima.texts('1')
    await town.clock.moves({ days: 5 })
    const id = /\d{6}/.exec(text.replace(/[০-৯]/g, (digit) => String('০১২৩৪৫৬৭৮৯'.indexOf(digit))))?.[0] ?? ''
    await nasrin.texts(`LOSS ${id} ${code}`.trim())
    await town.settle()
    await nasrin.texts('1')
    await town.settle()
    const before = rahima.handset.inbox().length
    await letPass(town, 60 * 7)
    const after = heardBy(town, number, before)
    expect(after.flatMap(telling)).toEqual([])
    expect(after.length > 0).toBe(isCaredFor)
    await town.close()
  })

  it('nothing tells on any phone of hers: a shared one of two women, and one of her family', async () => {
    const town = await openTown({ on: '2026-06-01' })
    const number = '+8801711000001'
    const family = '+8801911000007'
    const phone = town.person('Two sisters', number)
    await registers(phone, '0501', 'family')
    await registers(phone, '0103', 'family')
    town.person('Her husband', family)
    const { women } = (await loadPhone(town.world, town.world.keyring.pseudonym(number))).links
    for (const id of women) {
      const pseudonym = town.world.keyring.pseudonym(family)
      await applyToWoman(town.world, id, { kind: 'allowed', purpose: 'family', phone: pseudonym })
      const num = await sealNumber(town.world, pseudonym, family)
      await town.world.table.update(phoneKey(pseudonym), { set: { num: { value: num } } })
      await applyToWoman(town.world, id, { kind: 'lost', loss: 'stillbirth', by: 'worker' })
    }
    const before = phone.handset.inbox().length
    await letPass(town, 60 * 7)
    const after = heardBy(town, number, before)
    expect(after.length).toBeGreaterThan(0)
    expect(after.flatMap(telling)).toEqual([])
    expect(heardBy(town, family, 0)).toEqual([])
    await town.close()
  })
})
