import fc from 'fast-check'
import { expect, test } from 'vitest'
import { foldDigits, readPlain, toBengaliDigits } from './digits.ts'
import { readWhole } from './number.ts'

const NUMBERS = Array.from({ length: 0x20000 }, (_, point) => String.fromCodePoint(point)).filter((c) =>
  /^\p{Nd}$/u.test(c),
)

test('every decimal digit of Unicode becomes 0-9, in order', () => {
  expect(NUMBERS.length).toBeGreaterThan(600)
  expect(NUMBERS.map(foldDigits).join('')).toBe('0123456789'.repeat(NUMBERS.length / 10))
})

test('Bengali, Devanagari and Arabic digits in one text', () => {
  expect(foldDigits('০১৭ ४५ ٦٧ 89 টা')).toBe('017 45 67 89 টা')
})

test('numbers printed in Bengali digits are read back', () => {
  expect(toBengaliDigits('10:30, room 7')).toBe('১০:৩০, room ৭')
  fc.assert(
    fc.property(fc.nat(), (number) => {
      expect(readWhole(toBengaliDigits(String(number)))).toBe(number)
    }),
  )
})

test.each([
  ['0', 0],
  ['007', 7],
  ['999999999999999', 999_999_999_999_999],
  ['1000000000000000', -1],
  ['', -1],
  [' 1', -1],
  ['১', -1],
  ['1/', -1],
  ['1:', -1],
])('%j as plain digits is %s', (text, number) => {
  expect(readPlain(text)).toBe(number)
})

test.each([
  [' ১২ ', 12],
  ['007', 7],
  ['999999999999999', 999_999_999_999_999],
  ['1000000000000000', undefined],
  ['', undefined],
  ['-1', undefined],
  ['1.5', undefined],
  ['1 2', undefined],
  ['twelve', undefined],
])('%j as a whole number is %s', (text, number) => {
  expect(readWhole(text)).toBe(number)
})
