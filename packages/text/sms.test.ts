import { createRequire } from 'node:module'
import fc from 'fast-check'
import { SegmentedMessage } from 'sms-segments-calculator'
import { describe, expect, test } from 'vitest'
import { countSeptets, listNonGsm } from './gsm7.ts'
import { measureSms } from './sms.ts'

/** Two independent counters; the second keeps whole letters together, so it may need more parts than the network does. */
const { split } = createRequire(import.meta.url)('split-sms') as { split(text: string): { parts: unknown[] } }
const countByTwilio = (text: string): number => new SegmentedMessage(text).segmentsCount

const BANGLA = [...'কখগঘচছজটডতথদধনপফবভমযরলশষসহািীুূেৈোৌংঃঁ্০১২৩৪৫৬৭৮৯।‍', 'ক্ষ', 'ক্লি', 'র‍্যা', 'য়', ' ']
const GSM = [...'abcXYZ0189 .,!?@£éΔ_', '{', '}', '€', '~', '\\', '|', '^', '[', ']', '\n']
const ODD = ['😀', '👩', '৳', '“', '’', '–']

const textOf = (letters: string[], most: number): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(...letters), maxLength: most, size: 'max' })

describe('the number of SMS segments', () => {
  test('English text agrees with both counters', () => {
    fc.assert(
      fc.property(textOf(GSM, 480), (text) => {
        const { encoding, segments } = measureSms(text)
        expect(encoding).toBe('gsm7')
        expect(segments).toBe(split(text).parts.length)
        expect(segments).toBe(countByTwilio(text))
      }),
      { numRuns: 400 },
    )
  })

  test('Bangla and mixed text agree with split-sms', () => {
    fc.assert(
      fc.property(textOf([...BANGLA, ...GSM, ...ODD], 300), (text) => {
        expect(measureSms(text).segments).toBe(split(text).parts.length)
      }),
      { numRuns: 600 },
    )
  })

  test('a counter that keeps Bangla letters whole needs at least as many, and the same where letters are single units', () => {
    fc.assert(
      fc.property(textOf([...BANGLA, ...ODD], 300), (text) => {
        expect(measureSms(text).segments).toBeLessThanOrEqual(countByTwilio(text))
      }),
      { numRuns: 300 },
    )
    fc.assert(
      fc.property(textOf([...'কখগঘচছজ০১২৩ '], 300), (text) => {
        expect(measureSms(text).segments).toBe(countByTwilio(text))
      }),
      { numRuns: 200 },
    )
  })

  test.each([
    ['a'.repeat(160), 1],
    ['a'.repeat(161), 2],
    ['a'.repeat(306), 2],
    ['a'.repeat(307), 3],
    ['ক'.repeat(70), 1],
    ['ক'.repeat(71), 2],
    ['ক'.repeat(134), 2],
    ['ক'.repeat(135), 3],
    ['{'.repeat(80), 1],
    ['{'.repeat(81), 2],
    // The 153rd septet would be the first half of an escaped brace: it moves to the next part.
    [`${'a'.repeat(152)}{${'a'.repeat(152)}`, 3],
    // The 67th unit would be the first half of a surrogate pair.
    [`${'ক'.repeat(66)}😀${'ক'.repeat(66)}`, 3],
    ['', 1],
  ])('%#: the borders of one, two and three parts', (text, segments) => {
    expect(measureSms(text).segments).toBe(segments)
  })

  test('one curly quote turns an English text into UCS-2', () => {
    expect(measureSms(`It${"'"}s time`)).toEqual({ encoding: 'gsm7', units: 9, segments: 1 })
    expect(measureSms('It’s time')).toEqual({ encoding: 'ucs2', units: 9, segments: 1 })
  })
})

describe('septets', () => {
  test('the alphabet has 127 plain characters and ten that cost two', () => {
    const all = Array.from({ length: 0x3000 }, (_, point) => String.fromCodePoint(point))
    const costs = all.map(countSeptets)
    expect(costs.filter((cost) => cost === 1)).toHaveLength(127)
    expect(all.filter((_, point) => costs[point] === 2).join('')).toBe('\f[\\]^{|}~€')
  })

  test('the characters outside are listed once each', () => {
    expect(countSeptets('Tk ৳50')).toBeUndefined()
    expect(listNonGsm('৳50 – ৳60 `x`')).toEqual(['৳', '–', '`'])
  })
})
