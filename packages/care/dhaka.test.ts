import fc from 'fast-check'
import { expect, test } from 'vitest'
import { civilDay, clockMinutes, instantOf } from './dhaka.ts'
import { on } from './example.ts'

test('midnight in Dhaka is 18:00 of the day before in Greenwich', () => {
  expect(civilDay(Date.UTC(2026, 9, 7, 17, 59))).toBe(on('2026-10-07'))
  expect(civilDay(Date.UTC(2026, 9, 7, 18, 0))).toBe(on('2026-10-08'))
  expect(clockMinutes(Date.UTC(2026, 9, 8, 3, 30))).toBe(9 * 60 + 30)
})

test('the summer of 2009 was an hour ahead, and that hour is not lost', () => {
  expect(instantOf(on('2009-07-01'), 12 * 60)).toBe(Date.UTC(2009, 6, 1, 5, 0))
  expect(instantOf(on('2010-07-01'), 12 * 60)).toBe(Date.UTC(2010, 6, 1, 6, 0))
  expect(civilDay(Date.UTC(2009, 6, 1, 17, 30))).toBe(on('2009-07-02'))
})

test('a wall clock time and its instant belong to each other', () => {
  fc.assert(
    fc.property(fc.integer({ min: 14_610, max: 25_000 }), fc.integer({ min: 0, max: 1439 }), (day, minutes) => {
      const now = instantOf(day, minutes)
      expect([civilDay(now), clockMinutes(now)]).toEqual([day, minutes])
    }),
  )
})

test('the clock jumps where the tables say: 23:00 on 19 June 2009 was midnight', () => {
  const jump = Date.UTC(2009, 5, 19, 17, 0)
  expect([clockMinutes(jump - 1), clockMinutes(jump)]).toEqual([22 * 60 + 59, 0])
  expect(civilDay(jump)).toBe(on('2009-06-20'))
})
