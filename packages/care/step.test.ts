import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { minute } from './dhaka.ts'
import { at, exampleRules, on, registered } from './example.ts'
import { createRecord, type Registration } from './record.ts'
import { nextDue, step } from './step.ts'
import { describeEffect, type Story, tellStory } from './story.ts'

const read = (pin: string): string =>
  readFileSync(new URL(`../../flows/schedules/${pin}.yaml`, import.meta.url), 'utf8')
const rules = exampleRules({ 'bd-4@1.yaml': read('bd-4@1') })
const start = at('2026-02-12 09:00')
const tell = (more: Partial<Registration> = {}): Story => tellStory(rules, start, more)

describe('a registration', () => {
  test('is written down once', () => {
    const woman = createRecord({ ...registered(start, rules), id: 'w1' }, start)
    const once = step(woman, { kind: 'registered' }, start, rules)
    expect(once.effects.map(describeEffect)).toEqual(['registered'])
    expect(step(once.record, { kind: 'registered' }, start + minute, rules)).toEqual({
      record: once.record,
      effects: [],
    })
  })

  test('happens with the first event, whichever comes first, and is due at once until then', () => {
    const woman = createRecord({ ...registered(start, rules), id: 'w1' }, start)
    expect(nextDue(woman, start, rules)).toBe(start)
    expect(step(woman, { kind: 'tick' }, start, rules).effects.map(describeEffect)).toEqual(['registered'])
  })

  test('looks at her again when the first reminder falls due', () => {
    const { due } = tell()
    expect(due()).toBeGreaterThanOrEqual(at('2026-04-16 10:00'))
    expect(due()).toBeLessThan(at('2026-04-16 13:00'))
  })
})

describe('around a contact', () => {
  test('she hears a week before and the day before, with the date, and is asked three days after', () => {
    const { when, deliver, hear } = tell()
    for (const day of ['2026-04-16', '2026-04-22', '2026-04-26']) {
      when(`${day} 13:00`)
      deliver()
    }
    expect(hear()).toEqual([
      'send anc.week 2026-04-23',
      'anc1.week delivered',
      'send anc.day 2026-04-23',
      'anc1.day delivered',
      'send anc.asked 2026-04-23',
      'anc1.asked delivered',
    ])
  })

  test('when she does not answer, her CHW is told a week after', () => {
    const { when, take, hear } = tell()
    when('2026-04-26 13:00')
    take({ kind: 'tick' })
    hear()
    when('2026-04-30 13:00')
    take({ kind: 'tick' })
    expect(hear()).toEqual(['anc1.asked expired', 'anc1.silent told', 'tell chw chw.silent 2026-04-23'])
  })

  test('when she says no, her CHW is told at once, once, and not again for silence', () => {
    const { when, take, hear } = tell()
    when('2026-04-27 09:00')
    take({ kind: 'tick' })
    hear()
    take({ kind: 'visit', didGo: false, by: 'self' })
    take({ kind: 'visit', didGo: false, by: 'self' })
    when('2026-05-10 13:00')
    take({ kind: 'tick' })
    expect(hear()).toEqual(['missed', 'tell chw chw.missed 2026-04-23', 'anc1.asked expired'])
  })

  test('when she says yes, the day of the contact is noted, and nothing more is said about it', () => {
    const { when, take, hear, record, flights } = tell()
    when('2026-04-26 13:00')
    take({ kind: 'tick' })
    hear()
    take({ kind: 'visit', didGo: true, by: 'self' })
    take({ kind: 'visit', didGo: true, by: 'self' })
    expect(record().visits).toEqual({ anc1: on('2026-04-23') })
    expect(flights()).toEqual([])
    expect(hear()).toEqual(['visit', 'anc1.asked cancelled'])
    when('2026-05-10 13:00')
    expect(take({ kind: 'tick' })).toEqual([])
  })

  test("a CHW's report before the day takes the reminders away", () => {
    const { when, take, due, record } = tell()
    when('2026-04-10 09:00')
    take({ kind: 'visit', didGo: true, by: 'worker', day: on('2026-04-09') })
    expect(record().visits).toEqual({ anc1: on('2026-04-09') })
    expect(due()).toBeGreaterThan(at('2026-06-11 10:00'))
  })

  test('a yes after a no counts, a no after a yes does not', () => {
    const { when, take, record, hear } = tell()
    when('2026-04-27 09:00')
    take({ kind: 'visit', didGo: false, by: 'self' })
    take({ kind: 'visit', didGo: true, by: 'worker', contact: 'anc1' })
    hear()
    take({ kind: 'visit', didGo: false, by: 'self', contact: 'anc1' })
    expect(record()).toMatchObject({ visits: { anc1: on('2026-04-27') }, missed: [] })
    expect(hear()).toEqual([])
  })

  test('the record keeps nothing of the reminders of a contact that is done', () => {
    const { when, deliver, take, record } = tell()
    when('2026-04-16 13:00')
    deliver()
    expect(record().settled).toEqual(['anc1.week'])
    take({ kind: 'visit', contact: 'anc1', didGo: true, by: 'worker' })
    expect(record().settled).toEqual([])
  })

  test('after a loss a "no" is nobody\'s business any more', () => {
    const { when, take, hear } = tell()
    when('2026-04-27 09:00')
    take({ kind: 'lost', loss: 'loss', by: 'self' })
    hear()
    take({ kind: 'visit', contact: 'anc1', didGo: false, by: 'self' })
    expect(hear()).toEqual([])
  })

  test('a contact that does not exist changes nothing', () => {
    const { take, record } = tell()
    const before = record()
    take({ kind: 'visit', didGo: true, by: 'worker', contact: 'anc9' })
    expect(record()).toBe(before)
  })
})

describe('registered by a worker', () => {
  test('one SMS, one call the next day, then nothing, and her CHW goes on hearing of her', () => {
    const { when, take, claim, due, hear } = tell({ by: 'worker' })
    when('2026-02-12 09:01')
    take({ kind: 'tick' })
    take({ kind: 'accepted', key: 'invite', claim: claim('invite'), ref: 'a' })
    take({ kind: 'receipt', key: 'invite', state: 'delivered' })
    when('2026-02-13 13:00')
    take({ kind: 'tick' })
    take({ kind: 'accepted', key: 'invite.call', claim: claim('invite.call'), ref: 'b' })
    take({ kind: 'heard', key: 'invite.call', seconds: 0, cause: 'noAnswer' })
    expect(hear()).toEqual(['send invite', 'invite delivered', 'send invite', 'invite.call undelivered'])
    expect(due()).toBeGreaterThan(at('2026-04-30 10:00'))
    when('2026-04-30 13:00')
    take({ kind: 'tick' })
    expect(hear()).toEqual(['anc1.silent told', 'tell chw chw.silent 2026-04-23'])
  })

  test('her yes starts the plan and stops the call', () => {
    const { when, deliver, take, hear, record } = tell({ by: 'worker' })
    when('2026-02-12 09:30')
    deliver()
    take({ kind: 'agreed', words: 'invite.1' })
    when('2026-04-16 13:00')
    deliver()
    expect(hear()).toEqual([
      'send invite',
      'invite delivered',
      'consent.agreed',
      'send anc.week 2026-04-23',
      'anc1.week delivered',
    ])
    expect(record()).toMatchObject({ consent: 'agreed', consentWords: 'invite.1' })
  })

  test.each(['declined', 'wrongNumber'] as const)('%s: nothing ever, and her CHW is told', (kind) => {
    const { when, take, hear, flights } = tell({ by: 'worker' })
    when('2026-02-12 09:01')
    take({ kind: 'tick' })
    take({ kind })
    take({ kind })
    expect(flights()).toEqual([])
    expect(hear()).toEqual([`consent.${kind}`, 'tell chw chw.changed', 'invite cancelled'])
  })

  test('a wrong number never becomes right, but who declined may agree', () => {
    const wrong = tell({ by: 'worker' })
    wrong.take({ kind: 'wrongNumber' })
    wrong.take({ kind: 'agreed' })
    expect(wrong.record().consent).toBe('wrongNumber')
    const declined = tell({ by: 'worker' })
    declined.take({ kind: 'declined' })
    declined.take({ kind: 'agreed' })
    expect(declined.record().consent).toBe('agreed')
  })
})
