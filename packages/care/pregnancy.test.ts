import fc from 'fast-check'
import { expect, test } from 'vitest'
import { on } from './example.ts'
import { countWeeks, dateFrom, estimateDue, readDating } from './pregnancy.ts'

const today = on('2026-05-21')

test('the due date is 280 days after the last period, and weeks are whole sevens', () => {
  expect(estimateDue(on('2026-01-01'))).toBe(on('2026-10-08'))
  expect(countWeeks(on('2026-01-01'), on('2026-03-25'))).toBe(11)
  expect(countWeeks(on('2026-01-01'), on('2026-03-26'))).toBe(12)
})

test.each([
  ['d2026-01-01', '2026-01-01', 'lmp', 3],
  ['e2026-10-08', '2026-01-01', 'edd', 3],
  ['m5', '2026-01-01', 'months', 14],
  ['w20', '2026-01-01', 'weeks', 7],
] as const)('%s on 21 May 2026 means a last period on %s', (value, lmp, by, within) => {
  expect(dateFrom(value, today)).toEqual({ ok: true, lmp: on(lmp), dating: { by, within } })
})

test.each([
  ['d2026-05-22', 'lmp.future'],
  ['d2026-05-08', 'lmp.tooEarly'],
  ['d2025-07-24', 'lmp.tooLate'],
  ['w43', 'lmp.tooLate'],
  ['d2026-02-30', 'lmp.unreadable'],
  ['x5', 'lmp.unreadable'],
  ['m', 'lmp.unreadable'],
  ['', 'lmp.unreadable'],
])('%s is refused: %s', (value, error) => {
  expect(dateFrom(value, today)).toEqual({ ok: false, error })
})

test('two and forty-two completed weeks are the ends of what can be registered', () => {
  expect(dateFrom('d2026-05-07', today).ok).toBe(true)
  expect(dateFrom({ by: 'lmp', day: today - 42 * 7 - 6 }, today).ok).toBe(true)
  expect(dateFrom({ by: 'lmp', day: today - 43 * 7 }, today).ok).toBe(false)
})

test('no text can make it throw', () => {
  fc.assert(
    fc.property(fc.string(), (value) => readDating(value) === undefined || dateFrom(value, today) !== undefined),
  )
})
