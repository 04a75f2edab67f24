import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findDue, isWorthSending, listedFrom, NEVER } from './due.ts'
import { at, exampleRules, on, registered } from './example.ts'
import type { Record } from './record.ts'
import { step } from './step.ts'

const folder = new URL('../../flows/schedules/', import.meta.url)
const rules = exampleRules(
  Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(new URL(name, folder), 'utf8')])),
)
const start = on('2026-01-20')

const lives = fc.record({
  visits: fc.uniqueArray(fc.integer({ min: 0, max: 250 }), { maxLength: 4 }),
  end: fc.constantFrom('born', 'lost', 'none'),
  ended: fc.integer({ min: 100, max: 285 }),
  look: fc.integer({ min: 0, max: 500 }),
})

function live({ visits, end, ended, look }: { visits: number[]; end: string; ended: number; look: number }): Record {
  let record = registered(at('2026-01-20 10:00'), rules)
  const now = (days: number) => at('2026-01-20 12:00') + days * 86_400_000
  for (const day of [...visits].sort((one, other) => one - other)) {
    if (day > look || (end !== 'none' && day >= ended)) continue
    record = step(record, { kind: 'visit', didGo: true, day: start + day, by: 'worker' }, now(day), rules).record
  }
  if (end === 'born' && ended <= look)
    record = step(record, { kind: 'born', day: start + ended, by: 'worker' }, now(ended), rules).record
  if (end === 'lost' && ended <= look)
    record = step(record, { kind: 'lost', loss: 'stillbirth', by: 'worker' }, now(ended), rules).record
  return record
}

test('before the day she is listed from there is nothing to see to, whatever her life', () => {
  fc.assert(
    fc.property(lives, (life) => {
      const record = live(life)
      const today = start + life.look
      const from = listedFrom(record, rules, today)
      expect(from).toBeGreaterThanOrEqual(today)
      for (let day = today; day < Math.min(from, today + 40); day++) expect(findDue(record, rules, day)).toBeUndefined()
    }),
    { numRuns: 300 },
  )
})

test('whoever is due is listed today; after a death never again', () => {
  const record = registered(at('2026-01-20 10:00'), rules)
  const day = start + 70
  const due =
    Array.from({ length: 60 }, (_, n) => day + n).find((each) => findDue(record, rules, each) !== undefined) ?? 0
  expect(listedFrom(record, rules, due)).toBe(due)
  const died = step(record, { kind: 'died', by: 'worker' }, at('2026-02-20 10:00'), rules).record
  expect(listedFrom(died, rules, due)).toBe(NEVER)
})

test('a list is sent on Sunday whatever is on it, on other days only for danger, today, or whoever was missed yesterday', () => {
  const sunday = on('2026-06-07')
  const due = (day: number) => ({
    isDanger: false,
    due: { is: day < sunday ? 'overdue' : 'due', what: 'visit', day } as const,
  })
  expect(isWorthSending([due(sunday - 30)], sunday)).toBe(true)
  expect(isWorthSending([], sunday)).toBe(false)
  expect(isWorthSending([due(sunday - 30), due(sunday + 4)], sunday + 1)).toBe(false)
  expect(isWorthSending([due(sunday + 1)], sunday + 1)).toBe(true)
  expect(isWorthSending([due(sunday)], sunday + 1)).toBe(true)
  expect(isWorthSending([{ isDanger: true }], sunday + 3)).toBe(true)
})
