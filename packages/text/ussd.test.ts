import { expect, test } from 'vitest'
import { fitsUssd, measureUssd, SAFE_BUDGET } from './ussd.ts'

test('a screen is measured in the encoding it will travel in', () => {
  expect(measureUssd('1 Yes [2]')).toEqual({ encoding: 'gsm7', units: 11 })
  expect(measureUssd('১ হ্যাঁ')).toEqual({ encoding: 'ucs2', units: 7 })
})

test('the budget holds to the unit, in septets and in UCS-2', () => {
  expect(fitsUssd('a'.repeat(160), SAFE_BUDGET)).toBe(true)
  expect(fitsUssd('a'.repeat(161), SAFE_BUDGET)).toBe(false)
  expect(fitsUssd(`${'a'.repeat(159)}€`, SAFE_BUDGET)).toBe(false)
  expect(fitsUssd('ক'.repeat(70), SAFE_BUDGET)).toBe(true)
  expect(fitsUssd('ক'.repeat(71), SAFE_BUDGET)).toBe(false)
})

test.each([
  ['ascii', 'Plain\ntext', true],
  ['ascii', 'café', false],
  ['ascii', 'a`b', false],
  ['ascii', 'ক', false],
  ['gsm7', 'café', true],
  ['gsm7', 'ক', false],
  ['ucs2', 'ক', true],
] as const)('a gateway that carries %s: %j fits is %s', (charset, text, isFitting) => {
  expect(fitsUssd(text, { gsm7: 160, ucs2: 70, charset })).toBe(isFitting)
})
