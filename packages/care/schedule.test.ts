import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { on } from './example.ts'
import { policy } from './policy.ts'
import { loadSchedules } from './schedule.load.ts'
import { defaultSchedule, pinSchedule } from './schedule.ts'

const folder = new URL('../../flows/schedules/', import.meta.url)
const files = Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(new URL(name, folder), 'utf8')]))
const loaded = loadSchedules(files)
const schedules = loaded.ok ? loaded.schedules : {}
const good = files['bd-4@1.yaml'] ?? ''

const faultsOf = (content: string) => {
  const result = loadSchedules({ 'bd-4@1.yaml': content })
  return result.ok ? [] : result.faults
}

test('the schedules in the repository are sound', () => {
  expect(loaded).toMatchObject({ ok: true })
  expect(schedules['bd-4@1']?.contacts.map(({ week }) => week)).toEqual([16, 24, 32, 36])
  expect(schedules['who-8@1']?.contacts.map(({ week }) => week)).toEqual([12, 20, 26, 30, 34, 36, 38, 40])
})

test('nobody has signed them yet, and each says where it comes from', () => {
  for (const { reviewed, source } of Object.values(schedules)) {
    expect(reviewed).toBe('no')
    expect(source.length).toBeGreaterThan(20)
  }
})

test('class and subject of a row are those of the message it sends', () => {
  const messages = new URL('../../flows/messages/', import.meta.url)
  const names = new Set(readdirSync(messages))
  const rows = Object.values(schedules).flatMap(({ around, overdue }) => [...around, ...overdue])
  const known = rows.filter(({ message }) => names.has(`${message}.yaml`))
  expect(known.length).toBeGreaterThan(6)
  for (const row of known) {
    const message = parse(readFileSync(new URL(`${row.message}.yaml`, messages), 'utf8'))
    expect([row.message, row.class, row.about, row.asks]).toEqual([
      row.message,
      message.class,
      message.about,
      message.asks,
    ])
  }
})

describe('a woman is pinned to', () => {
  const later = { ...schedules['bd-4@1']!, version: 2, effective: on('2026-07-01') }
  const both = { ...schedules, 'bd-4@2': later }

  test('the newest version in effect on the day she registers', () => {
    expect(pinSchedule(both, 'bd-4', on('2026-06-30'))).toBe('bd-4@1')
    expect(pinSchedule(both, 'bd-4', on('2026-07-01'))).toBe('bd-4@2')
  })

  test('nothing where no version is in effect, and the four contacts by default', () => {
    expect(pinSchedule(both, 'bd-4', on('2025-12-31'))).toBeUndefined()
    expect(pinSchedule(both, 'who-4', on('2026-07-01'))).toBeUndefined()
    expect(defaultSchedule({ schedules: both, courses: {}, policy }, on('2026-07-01'))).toBe('bd-4@2')
  })
})

describe('a schedule is refused', () => {
  test.each([
    ['whose window reaches into the next contact', ['to: 28', 'to: 32'], 'its window reaches into anc3'],
    ['whose contact lies outside its own window', ['from: 31', 'from: 33'], 'week 32 lies outside'],
    [
      'whose reminder still lives when the next begins',
      ['lasts: 5', 'lasts: 6'],
      'week is still alive when day begins',
    ],
    ['without a source', ['source: 8th month', '# 8th month'], 'no source'],
    ['with a date nobody can read', ['effective: 2026-01-01', 'effective: January'], 'effective is not a date'],
    ['with a class that does not exist', ['class: act', 'class: ad'], 'class is not one of'],
    ['with a number in words', ['week: 24', 'week: twenty-four'], 'week is not a whole number'],
    ['that tells somebody unknown', ['tell: chw', 'tell: husband'], 'nobody is called husband'],
    ['that uses a name twice', ['item: birth', 'item: late'], 'late is there twice'],
    ['in a file of another name', ['version: 1', 'version: 2'], 'bd-4@2 is in a file of another name'],
  ])('%s', (_, [from, to], words) => {
    expect(good).toContain(from)
    const faults = faultsOf(good.replace(from ?? '', to ?? ''))
    expect(faults.map((fault) => fault.words).join('\n')).toContain(words)
  })

  test('with file, line and what to write instead', () => {
    const line = good.split('\n').findIndex((each) => each.includes('to: 28')) + 1
    const [fault] = faultsOf(good.replace('to: 28', 'to: late'))
    expect(fault).toMatchObject({ file: 'bd-4@1.yaml', line, suggestion: 'Write to: and a number.' })
  })

  test('when it is not YAML, or not a schedule at all, without throwing', () => {
    expect(faultsOf('contacts: [')[0]?.line).toBe(1)
    expect(faultsOf('').length).toBeGreaterThan(5)
    expect(faultsOf('- a\n- b').length).toBeGreaterThan(5)
  })
})
