/** The visit after a loss: a task on the list for four weeks, until somebody has seen her; the supervisor once. */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { findDue, listedFrom } from './due.ts'
import { at, exampleRules, on, registered } from './example.ts'
import { packRecord } from './pack.ts'
import { plan } from './plan.ts'
import type { Record } from './record.ts'
import { step } from './step.ts'

const folder = new URL('../../flows/schedules/', import.meta.url)
const files = ['bd-4@1.yaml', 'loss@1.yaml', 'pnc-loss@1.yaml']
const rules = exampleRules(Object.fromEntries(files.map((name) => [name, readFileSync(new URL(name, folder), 'utf8')])))
const woman = registered(at('2026-02-12 09:00'), rules)
const lost = step(woman, { kind: 'lost', loss: 'loss', by: 'self' }, at('2026-04-02 20:00'), rules).record
const keysOf = (record: Record) => plan(record, rules).map(({ key }) => key)

describe('after a loss that she told', () => {
  test('she stands on the list from that day on, overdue from the next, for four weeks', () => {
    expect(findDue(lost, rules, on('2026-04-02'))).toEqual({ is: 'due', what: 'visit', day: on('2026-04-02') })
    expect(findDue(lost, rules, on('2026-04-03'))?.is).toBe('overdue')
    expect(findDue(lost, rules, on('2026-04-30'))?.is).toBe('overdue')
    expect(findDue(lost, rules, on('2026-05-01'))).toBeUndefined()
    expect(listedFrom(lost, rules, on('2026-04-02'))).toBe(on('2026-04-02'))
  })

  test('her supervisor is told once after a week, and no word goes to her', () => {
    const items = plan(lost, rules)
    expect(items.map(({ key, tell, message }) => `${key} ${tell} ${message}`)).toEqual([
      'loss.unseen supervisor supervisor.silent',
    ])
    const told = step(lost, { kind: 'tick' }, at('2026-04-09 14:00'), rules)
    expect(told.effects.filter((effect) => effect.do === 'tell')).toHaveLength(1)
    const later = step(told.record, { kind: 'tick' }, at('2026-04-20 14:00'), rules)
    expect(later.effects.filter((effect) => effect.do === 'tell')).toEqual([])
  })

  test('a visit ends both, with few letters of the record', () => {
    const seen = step(lost, { kind: 'checked', day: on('2026-04-04'), by: 'worker' }, at('2026-04-04 12:00'), rules)
    expect(findDue(seen.record, rules, on('2026-04-05'))).toBeUndefined()
    expect(keysOf(seen.record)).toEqual([])
    expect(packRecord(seen.record).length - packRecord(lost).length).toBeLessThan(24)
    const undone = step(
      seen.record,
      { kind: 'unvisited', contact: 'seen', since: at('2026-04-04 12:00'), by: 'worker' },
      at('2026-04-04 13:00'),
      rules,
    )
    expect(findDue(undone.record, rules, on('2026-04-05'))?.is).toBe('overdue')
  })

  test('a day before the loss is no visit after it', () => {
    const { record } = step(lost, { kind: 'seen', day: on('2026-04-01'), by: 'worker' }, at('2026-04-03 12:00'), rules)
    expect(record).toBe(lost)
  })

  test('a loss that is taken back is forgotten with its visit', () => {
    const seen = step(lost, { kind: 'seen', day: on('2026-04-02'), by: 'worker' }, at('2026-04-02 21:00'), rules).record
    const back = step(seen, { kind: 'undone', by: 'worker' }, at('2026-04-02 22:00'), rules).record
    expect(back.visits).toEqual({})
  })
})

test('a worker who reports the loss has seen her', () => {
  const told = step(woman, { kind: 'lost', loss: 'loss', by: 'worker' }, at('2026-04-02 20:00'), rules).record
  expect(findDue(told, rules, on('2026-04-03'))).toBeUndefined()
  expect(keysOf(told)).toEqual([])
})

test('after a stillbirth a check of the mother is that visit too', () => {
  const born = step(woman, { kind: 'lost', loss: 'stillbirth', by: 'self' }, at('2026-07-02 20:00'), rules).record
  expect(keysOf(born)).toContain('loss.unseen')
  const { record } = step(born, { kind: 'checked', day: on('2026-07-03'), by: 'worker' }, at('2026-07-03 12:00'), rules)
  expect(Object.keys(record.visits).sort()).toEqual(['pnc1', 'seen'])
  expect(keysOf(record)).not.toContain('loss.unseen')
})
