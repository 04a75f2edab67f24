import { expect, test } from 'vitest'
import { hour } from './dhaka.ts'
import { at } from './example.ts'
import { policy } from './policy.ts'
import { isAllowed, narrowHours, nextAllowed, nextApart } from './quiet.ts'

const { hours, gap } = policy

test.each([
  ['2026-05-01 07:59', false],
  ['2026-05-01 08:00', true],
  ['2026-05-01 20:59', true],
  ['2026-05-01 21:00', false],
  ['2026-05-02 00:00', false],
])('%s is allowed: %s', (when, expected) => {
  expect(isAllowed(at(when), hours)).toBe(expected)
})

test.each([
  ['2026-05-01 12:34', '2026-05-01 12:34'],
  ['2026-05-01 03:00', '2026-05-01 08:00'],
  ['2026-05-01 21:00', '2026-05-02 08:00'],
  ['2026-12-31 23:59', '2027-01-01 08:00'],
])('from %s the next allowed moment is %s', (when, expected) => {
  expect(nextAllowed(at(when), hours)).toBe(at(expected))
})

test('safe hours only ever narrow, and hours that nobody shares are no hours', () => {
  expect(narrowHours(hours, undefined)).toBe(hours)
  expect(narrowHours(hours, { from: 600, to: 1500 })).toEqual({ from: 600, to: 1260 })
  expect(narrowHours(hours, { from: 1300, to: 1400 })).toBeUndefined()
})

test('two messages to one phone are twelve hours apart, and still not at night', () => {
  const last = at('2026-05-01 10:00')
  expect(nextApart(last + hour, last, gap, hours)).toBe(at('2026-05-02 08:00'))
  expect(nextApart(at('2026-05-02 11:00'), last, gap, hours)).toBe(at('2026-05-02 11:00'))
  expect(nextApart(at('2026-05-01 08:30'), at('2026-05-01 08:00'), gap, hours)).toBe(at('2026-05-01 20:00'))
})
