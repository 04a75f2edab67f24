import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { CareEvent } from './event.ts'
import { at, exampleRules, on } from './example.ts'
import type { Registration } from './record.ts'
import { type Story, tellStory } from './story.ts'

const read = (pin: string): string =>
  readFileSync(new URL(`../../flows/schedules/${pin}.yaml`, import.meta.url), 'utf8')
const rules = exampleRules({ 'bd-4@1.yaml': read('bd-4@1') })
const start = at('2026-02-12 09:00')
const tell = (more: Partial<Registration> = {}): Story => tellStory(rules, start, more)

describe('an outcome', () => {
  const claimed = () => {
    const woman = tell()
    woman.when('2026-04-22 13:00')
    woman.take({ kind: 'tick' })
    const claim = woman.claim('anc1.day')
    woman.hear()
    return { ...woman, serial: claim }
  }

  test.each([
    [{ kind: 'lost', loss: 'miscarriage', by: 'self' }, 'lost', 'miscarriage'],
    [{ kind: 'lost', loss: 'loss', by: 'self' }, 'lost', 'loss'],
    [{ kind: 'born', day: on('2026-04-22'), by: 'self' }, 'born', 'liveBirth'],
  ] as [
    CareEvent,
    string,
    string,
  ][])('%o takes away even what was claimed, and the CHW is told once', (event, state, what) => {
    const { take, hear, flights, record, due } = claimed()
    take(event)
    take(event)
    expect(flights()).toEqual([])
    expect(record().state).toBe(state)
    expect(hear()).toEqual([what, 'tell chw chw.changed', 'anc1.day cancelled'])
    expect(due()).toBeUndefined()
  })

  test('the outcome of a hand-off that was under way changes nothing any more', () => {
    const { take, record, serial } = claimed()
    take({ kind: 'lost', loss: 'loss', by: 'self' })
    const before = record()
    take({ kind: 'accepted', key: 'anc1.day', claim: serial, ref: 'r' })
    take({ kind: 'rejected', key: 'anc1.day', claim: serial, error: 'x', isCertain: true, isPermanent: false })
    expect(record()).toBe(before)
  })

  test('her death and a wrong entry end everything; of a death the supervisor and the desk hear too', () => {
    const died = claimed()
    died.take({ kind: 'died', by: 'worker' })
    expect(died.hear()).toEqual([
      'maternalDeath',
      'tell chw chw.changed',
      'tell supervisor supervisor.review',
      'tell desk supervisor.review',
      'anc1.day cancelled',
    ])
    expect(died.due()).toBeUndefined()
    const wrong = claimed()
    wrong.take({ kind: 'wrongEntry', by: 'worker' })
    wrong.take({ kind: 'visit', contact: 'anc1', didGo: true, by: 'worker' })
    expect(wrong.hear()).toEqual(['wrongEntry', 'anc1.day cancelled'])
  })

  test('a woman who moved keeps her reminders; her CHW is told once and not reminded of her', () => {
    const { when, take, deliver, hear } = tell()
    when('2026-04-01 12:00')
    take({ kind: 'moved', by: 'self' })
    for (const day of ['2026-04-16', '2026-04-30']) {
      when(`${day} 13:00`)
      deliver()
    }
    expect(hear()).toEqual([
      'moved',
      'tell chw chw.changed',
      'send anc.week 2026-04-23',
      'anc1.week delivered',
      'anc1.day expired',
      'anc1.asked expired',
    ])
  })

  test('what was due but not yet looked at is accounted for when the loss comes first', () => {
    const { when, take, hear } = tell()
    when('2026-04-22 13:00')
    take({ kind: 'lost', loss: 'loss', by: 'worker' })
    expect(hear()).toEqual(['anc1.week expired', 'loss', 'tell chw chw.changed', 'anc1.day cancelled'])
  })
})

describe('an undo', () => {
  test('brings back what is ahead and nothing that was taken away', () => {
    const { when, take, hear, due } = tell()
    when('2026-04-22 13:00')
    take({ kind: 'lost', loss: 'loss', by: 'self' })
    when('2026-04-22 15:00')
    hear()
    take({ kind: 'undone', by: 'worker' })
    take({ kind: 'undone', by: 'worker' })
    expect(hear()).toEqual(['undone'])
    expect(due()).toBeGreaterThan(at('2026-04-26 10:00'))
  })

  test('catches up on one message at most', () => {
    const { when, take, hear, flights } = tell()
    when('2026-04-21 20:00')
    take({ kind: 'lost', loss: 'loss', by: 'self' })
    hear()
    when('2026-04-22 19:00')
    take({ kind: 'undone', by: 'worker' })
    expect(flights().map(({ key }) => key)).toEqual(['anc1.day'])
    expect(hear()).toEqual(['undone'])
  })

  test('after a day is too late', () => {
    const { when, take, record } = tell()
    take({ kind: 'born', day: on('2026-02-12'), by: 'self' })
    when('2026-02-13 09:01')
    take({ kind: 'undone', by: 'worker' })
    expect(record().state).toBe('born')
  })
})

describe('a new dating', () => {
  const later: CareEvent = { kind: 'redated', lmp: on('2026-01-15'), dating: { by: 'edd', within: 3 }, by: 'worker' }

  test('moves what is ahead, sends nothing twice, and writes both dates down', () => {
    const { when, take, deliver, hear } = tell()
    when('2026-04-16 13:00')
    deliver()
    when('2026-04-17 09:00')
    take(later)
    take(later)
    for (const day of ['2026-04-30', '2026-05-06']) {
      when(`${day} 13:00`)
      deliver()
    }
    expect(hear()).toEqual([
      'send anc.week 2026-04-23',
      'anc1.week delivered',
      'redated',
      'send anc.day 2026-05-07',
      'anc1.day delivered',
    ])
  })

  test('puts a message that waited for the morning back into the plan', () => {
    const { when, take, flights, due } = tell()
    when('2026-04-16 21:30')
    take({ kind: 'tick' })
    expect(flights().map(({ key }) => key)).toEqual(['anc1.week'])
    take(later)
    expect(flights()).toEqual([])
    expect(due()).toBeGreaterThanOrEqual(at('2026-04-30 10:00'))
  })

  test('ends what may be out with the old date instead of trying it again', () => {
    const { when, take, claim, hear, due } = tell()
    when('2026-04-16 13:00')
    take({ kind: 'tick' })
    take({ kind: 'unknown', key: 'anc1.week', claim: claim('anc1.week') })
    take(later)
    expect(hear()).toEqual(['send anc.week 2026-04-23', 'ask the gateway', 'redated', 'anc1.week unknown'])
    expect(due()).toBeGreaterThan(at('2026-05-06 10:00'))
  })

  test('to an earlier date never floods: at most one message is caught up on', () => {
    const { when, take, flights, hear } = tell()
    when('2026-04-01 18:00')
    take({ kind: 'redated', lmp: on('2025-11-01'), dating: { by: 'edd', within: 3 }, by: 'worker' })
    expect(flights().length).toBeLessThanOrEqual(1)
    expect(hear().filter((line) => line.startsWith('send'))).toEqual([])
  })

  test('after an outcome changes nothing', () => {
    const { take, record } = tell()
    take({ kind: 'lost', loss: 'loss', by: 'self' })
    const before = record()
    take(later)
    expect(record()).toBe(before)
  })
})
