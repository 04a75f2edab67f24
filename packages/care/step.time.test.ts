import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { hour } from './dhaka.ts'
import type { CareEvent } from './event.ts'
import { at, exampleRules, registered } from './example.ts'
import type { Record, Registration } from './record.ts'
import type { Schedule } from './schedule.ts'
import { step } from './step.ts'
import { describeEffect, type Story, tellStory } from './story.ts'

const read = (pin: string): string =>
  readFileSync(new URL(`../../flows/schedules/${pin}.yaml`, import.meta.url), 'utf8')
const rules = exampleRules({ 'bd-4@1.yaml': read('bd-4@1') })
const start = at('2026-02-12 09:00')
const tell = (more: Partial<Registration> = {}): Story => tellStory(rules, start, more)

describe('STOP and START', () => {
  test('end what waits and what may be out, and revive nothing that was due before', () => {
    const { when, take, hear, flights, due } = tell()
    when('2026-04-16 13:00')
    take({ kind: 'tick' })
    take({ kind: 'stopped' })
    expect(flights()).toEqual([])
    when('2026-04-22 19:00')
    take({ kind: 'started' })
    expect(flights()).toEqual([])
    expect(hear()).toEqual(['anc1.week suppressed', 'anc1.day suppressed'])
    expect(due()).toBeGreaterThan(at('2026-04-26 10:00'))
  })

  test('leave a message that is being handed off to its look at the phone, without a second try', () => {
    const { when, take, claim, hear } = tell()
    when('2026-04-16 13:00')
    take({ kind: 'tick' })
    const serial = claim('anc1.week')
    take({ kind: 'stopped' })
    take({ kind: 'rejected', key: 'anc1.week', claim: serial, error: 'busy', isCertain: true, isPermanent: false })
    expect(hear()).toEqual(['send anc.week 2026-04-23', 'anc1.week expired'])
  })

  test('stop a call that rings just then from ringing again', () => {
    const { when, take, claim, hear } = tell({ channel: 'voice' })
    when('2026-04-16 13:00')
    take({ kind: 'tick' })
    take({ kind: 'accepted', key: 'anc1.week', claim: claim('anc1.week') })
    take({ kind: 'started' })
    take({ kind: 'heard', key: 'anc1.week', seconds: 0, cause: 'noAnswer' })
    expect(hear()).toEqual(['send anc.week 2026-04-23', 'anc1.week undelivered'])
  })

  test('suppressed at the hand-off, an item is settled for good', () => {
    const { when, take, claim, hear } = tell()
    when('2026-04-22 13:00')
    take({ kind: 'tick' })
    take({ kind: 'suppressed', key: 'anc1.day', reason: 'stop', claim: claim('anc1.day') })
    take({ kind: 'tick' })
    expect(hear()).toEqual(['anc1.week expired', 'send anc.day 2026-04-23', 'anc1.day suppressed'])
  })
})

describe('what her phone prefers', () => {
  test('is how the next messages go, those that wait included', () => {
    const { when, take, flights } = tell()
    when('2026-04-16 13:00')
    take({ kind: 'tick' })
    take({ kind: 'preferred', channel: 'voice' })
    expect(flights().map(({ channel }) => channel)).toEqual(['voice'])
  })

  test('does not change what is being sent, nor the invitation', () => {
    const { when, take, claim, flights } = tell({ by: 'worker' })
    when('2026-02-12 09:01')
    take({ kind: 'tick' })
    take({ kind: 'preferred', channel: 'voice' })
    claim('invite')
    expect(flights().map(({ channel }) => channel)).toEqual(['sms'])
  })
})

describe('after the due date', () => {
  test('first her CHW is asked, then she, then the supervisor, and never a word of a baby', () => {
    const { when, take, deliver, hear } = tell()
    for (const contact of ['anc1', 'anc2', 'anc3', 'anc4']) take({ kind: 'visit', contact, didGo: true, by: 'worker' })
    hear()
    for (const day of ['2026-10-15', '2026-10-18', '2026-10-22']) {
      when(`${day} 13:00`)
      deliver()
    }
    expect(hear()).toEqual([
      'overdue told',
      'tell chw chw.overdue',
      'send birth.asked',
      'birth delivered',
      'late told',
      'tell supervisor chw.overdue',
    ])
  })
})

describe('when the tick was silent for weeks', () => {
  test('what is past expires with a reason and one message at most goes out', () => {
    const { when, take, hear, flights } = tell()
    when('2026-07-01 09:00')
    take({ kind: 'tick' })
    expect(hear()).toEqual([
      'anc1.week expired',
      'anc1.day expired',
      'anc1.asked expired',
      'anc1.silent expired',
      'anc1.unseen expired',
      'anc2.week expired',
      'anc2.day expired',
      'anc2.asked expired',
      'anc2.silent told',
      'tell chw chw.silent 2026-06-18',
    ])
    expect(flights()).toEqual([])
  })

  test('of several messages still worth sending only the newest goes', () => {
    const schedule = rules.schedules['bd-4@1']
    const around = schedule?.around.map((row) => ({ ...row, lasts: 30 })) ?? []
    const long = { ...rules, schedules: { 'bd-4@1': { ...(schedule as Schedule), around } } }
    const { record, effects } = step(registered(start, long), { kind: 'tick' }, at('2026-04-27 09:00'), long)
    expect(record.flights.map(({ key }) => key)).toEqual(['anc1.asked'])
    expect(effects.map(describeEffect).filter(Boolean)).toEqual(['anc1.week expired', 'anc1.day expired'])
  })

  test('a lease that ran out meanwhile is handled by class, and the timer knows of it', () => {
    const { when, take, claim, due, hear } = tell()
    when('2026-04-16 13:00')
    take({ kind: 'tick' })
    claim('anc1.week')
    expect(due()).toBe(at('2026-04-16 13:00') + rules.policy.lease)
    when('2026-04-16 13:02')
    take({ kind: 'tick' })
    expect(due()).toBe(at('2026-04-16 13:02') + 6 * hour)
    expect(hear()).toEqual(['send anc.week 2026-04-23', 'ask the gateway'])
  })
})

test('history ids say what they are of, so that a second write of a step changes nothing', () => {
  const woman: Record = registered(start, rules)
  const event: CareEvent = { kind: 'visit', contact: 'anc1', didGo: true, by: 'worker' }
  const ids = () =>
    step(woman, event, start, rules).effects.flatMap((effect) => (effect.do === 'history' ? [effect.id] : []))
  expect(ids()).toEqual(['visit.anc1'])
  expect(ids()).toEqual(ids())
})
