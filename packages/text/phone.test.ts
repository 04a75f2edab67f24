import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { toBengaliDigits } from './digits.ts'
import { hidePhone, readPhone } from './phone.ts'

const read = (text: string): string => {
  const reading = readPhone(text)
  return reading.ok ? reading.phone : reading.error
}

describe('a mobile number', () => {
  test.each(['013', '014', '015', '016', '017', '018', '019'])('with the operator prefix %s', (prefix) => {
    expect(read(`${prefix}12345678`)).toBe(`+88${prefix}12345678`)
  })

  test.each([
    '01712345678',
    '+8801712345678',
    '8801712345678',
    '008801712345678',
    '1712345678',
    '+880 1712-345678',
    '+880 (0)1712 345 678',
    '88001712345678',
    '01712.345678',
    '০১৭১২৩৪৫৬৭৮',
    '+৮৮০১৭১২৩৪৫৬৭৮',
    '\u202a01712345678\u202c',
    '01712‑345678',
  ])('%j is +8801712345678', (text) => {
    expect(read(text)).toBe('+8801712345678')
  })

  test('is read back however it is written', () => {
    const national = fc.tuple(fc.integer({ min: 3, max: 9 }), fc.integer({ min: 0, max: 99_999_999 }))
    fc.assert(
      fc.property(
        national,
        fc.constantFrom('+880', '880', '00880', '0', ''),
        fc.boolean(),
        ([operator, rest], prefix, isBangla) => {
          const number = `1${operator}${String(rest).padStart(8, '0')}`
          const written = `${prefix}${number.slice(0, 4)} ${number.slice(4)}`
          expect(read(isBangla ? toBengaliDigits(written) : written)).toBe(`+880${number}`)
        },
      ),
    )
  })
})

test.each([
  ['0171234567', 'phone.length'],
  ['017123456789', 'phone.length'],
  ['999', 'phone.length'],
  ['0', 'phone.length'],
  ['01212345678', 'phone.notMobile'],
  ['01012345678', 'phone.notMobile'],
  ['02-9555555', 'phone.notMobile'],
  ['+911712345678', 'phone.notMobile'],
  ['00441712345678', 'phone.notMobile'],
  ['', 'phone.unreadable'],
  ['আমার নম্বর', 'phone.unreadable'],
  ['01712345678x', 'phone.unreadable'],
  ['0171+2345678', 'phone.unreadable'],
])('%j is refused as %s', (text, error) => {
  expect(read(text)).toBe(error)
})

test('only the last three digits are shown', () => {
  expect(hidePhone('+8801712345678')).toBe('…678')
})
