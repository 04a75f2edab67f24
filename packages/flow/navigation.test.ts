import { compose, normalise } from '@dhatri/text/normal'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { NAME } from './answers/name.ts'
import { optionIndex, optionNumber, readEntry, readKey } from './navigation.ts'

describe('the number of an option', () => {
  test('skips 9 and 99, which are keys', () => {
    expect(Array.from({ length: 11 }, (_, index) => optionNumber(index))).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12])
    expect(optionNumber(96)).toBe(98)
    expect(optionNumber(97)).toBe(100)
  })

  test('leads back to its option', () => {
    for (let index = 0; index < 150; index += 1) expect(optionIndex(optionNumber(index))).toBe(index)
    expect(optionIndex(9)).toBe(-1)
    expect(optionIndex(99)).toBe(-1)
    expect(optionIndex(0)).toBe(-1)
  })
})

describe('a key', () => {
  test('is the engine’s unless the screen takes it as an answer', () => {
    expect(readKey('ussd', '0', [])).toBe('back')
    expect(readKey('ussd', '0', ['0'])).toBeUndefined()
    expect(readKey('voice', '9', [])).toBe('danger')
    expect(readKey('voice', '9', ['9'])).toBeUndefined()
    expect(readKey('voice', '*9', ['9'])).toBe('danger')
  })

  test('means something else on a call than on USSD, and nothing in a text message', () => {
    expect([readKey('ussd', '*', []), readKey('voice', '*', [])]).toEqual(['back', 'repeat'])
    for (const key of ['0', '00', '9', '99', '*', '#', '']) expect(readKey('sms', key, [])).toBeUndefined()
  })

  test('is never a name that objects own', () => {
    expect(readKey('ussd', 'constructor', [])).toBeUndefined()
    expect(readKey('ussd', '__proto__', [])).toBeUndefined()
  })
})

describe('an entry', () => {
  const LETTERS = 'কখগড়ঢ়য়ািীোৌৈ্ংঁ০৯ ab1\u200d\u09bc\u09c7\u09be\u00a0'

  test('is trimmed, and its digits folded for reading only', () => {
    expect(readEntry('ussd', '  ১২ দিন ')).toEqual({ text: '১২ দিন', key: '12 দিন' })
    expect(readEntry('ussd', '１２')).toEqual({ text: '１２', key: '12' })
  })

  test('is cut where it is absurdly long', () => {
    expect(readEntry('sms', 'x'.repeat(100_000)).text).toHaveLength(1000)
  })

  test('is normalised, also where the short way says there is nothing to do', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...LETTERS), maxLength: 12 }), (text) => {
        expect(readEntry('sms', text).text).toBe(normalise(text))
      }),
      { numRuns: 3000 },
    )
  })

  test('that is a name is composed, also where the short way says there is nothing to do', () => {
    const sight = { today: 0, places: {}, channel: 'sms' as const }
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...LETTERS), maxLength: 12 }), (text) => {
        const reading = NAME.read({ type: 'name', most: 20 }, text, sight)
        if (reading.ok) expect(reading.value).toBe(compose(normalise(text)))
      }),
      { numRuns: 3000 },
    )
  })
})
