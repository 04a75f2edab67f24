import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readAddress } from './address.ts'
import { readForm, writeForm } from './form.ts'

describe('a form', () => {
  test('is read as it was written, whatever the texts', () => {
    const texts = fc.dictionary(fc.constantFrom('a', 'b', 'text', 'phoneNumber'), fc.string({ unit: 'grapheme' }))
    fc.assert(
      fc.property(texts, (fields) => {
        expect(Object.fromEntries(readForm(writeForm(fields)) ?? [])).toEqual({ ...fields })
      }),
    )
  })

  test('leaves out what is not set', () => {
    expect(writeForm({ to: '+8801712345678', from: undefined, message: 'মা ও শিশু' })).toBe(
      'to=%2B8801712345678&message=%E0%A6%AE%E0%A6%BE+%E0%A6%93+%E0%A6%B6%E0%A6%BF%E0%A6%B6%E0%A7%81',
    )
  })

  test.each([
    ['a broken percent sequence', 'text=%E0%A'],
    ['a percent sign alone', 'text=100%'],
    ['bytes that are not UTF-8', 'text=%E0%A6'],
    ['a key given twice', 'text=1&text=2'],
    ['a key given twice, once encoded', 'text=1&te%78t=2'],
    ['an array', 'text[]=1'],
    ['an encoded array', 'text%5B0%5D=1'],
  ])('with %s is refused', (_what, body) => {
    expect(readForm(body)).toBeUndefined()
  })
})

test.each([
  ['+8801712345678', '+8801712345678'],
  [' 8801712345678', '+8801712345678'],
  ['01712345678', '+8801712345678'],
  ['+254711222333', '+254711222333'],
  [' 254711222333', '+254711222333'],
  ['anonymous', 'anonymous'],
])('the number %j is %s', (given, number) => {
  expect(readAddress(given)).toBe(number)
})
