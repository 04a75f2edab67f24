import fc from 'fast-check'
import { expect, test } from 'vitest'
import { makeDay, printIso, readIso, splitDay } from './day.ts'

const day = fc.integer({ min: -719_162, max: 2_932_896 })

test('agrees with the calendar built into the platform on every day of ten thousand years', () => {
  fc.assert(
    fc.property(day, (given) => {
      const date = new Date(given * 86_400_000)
      const { year, month, date: ofMonth, weekday } = splitDay(given)
      expect([year, month, ofMonth, weekday]).toEqual([
        date.getUTCFullYear(),
        date.getUTCMonth() + 1,
        date.getUTCDate(),
        date.getUTCDay(),
      ])
      expect(makeDay(year, month, ofMonth)).toBe(given)
      expect(printIso(given)).toBe(date.toISOString().slice(0, 10))
      expect(readIso(printIso(given))).toBe(given)
    }),
    { numRuns: 2000 },
  )
})

test.each([
  [1970, 1, 1, 0],
  [2024, 2, 29, 19_782],
  [2000, 2, 29, 11_016],
  [2025, 2, 29, undefined],
  [1900, 2, 29, undefined],
  [2025, 4, 31, undefined],
  [2025, 13, 1, undefined],
  [2025, 0, 1, undefined],
  [2025, 1, 0, undefined],
  [0, 1, 1, undefined],
  [10_000, 1, 1, undefined],
  [2025, 1.5, 1, undefined],
])('%s-%s-%s is day %s', (year, month, date, expected) => {
  expect(makeDay(year, month, date)).toBe(expected)
  if (expected !== undefined) expect(splitDay(expected)).toMatchObject({ year, month, date })
})

test.each(['2025-1-01', '2025-02-30', ' 2025-01-01', '20250101', ''])('%j is no ISO date', (text) => {
  expect(readIso(text)).toBeUndefined()
})
