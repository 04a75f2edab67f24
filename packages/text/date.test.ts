import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type DateLimits, printDate, readDate, widestDate } from './date.ts'
import { printIso, readIso } from './day.ts'
import { toBengaliDigits } from './digits.ts'
import { printMonth, readMonth } from './month.ts'

const dayOf = (iso: string): number => readIso(iso) ?? Number.NaN
const limits = (today: string, from: string, to: string): DateLimits => ({
  today: dayOf(today),
  from: dayOf(from),
  to: dayOf(to),
})

/** Ten months back from 10 January 2026: what a last period may be. */
const PAST = limits('2026-01-10', '2025-03-22', '2026-01-10')

const read = (text: string, within: DateLimits): string => {
  const reading = readDate(text, within)
  return reading.ok ? `${printIso(reading.day)} ${reading.had}` : reading.error
}

describe('a full date', () => {
  test.each([
    '04072025',
    '040725',
    '4-7-25',
    '04.07.2025',
    '4 7 2025',
    '4/7/25',
    '৪/৭/২৫',
    '০৪০৭২০২৫',
    '৪।৭।২০২৫',
    '2025-07-04',
    '2025/7/4',
    ' 4 july 2025 ',
    '4th July, 2025',
    '4 Jul 25',
    'July 4 2025',
    '৪ জুলাই ২০২৫',
    '৪ঠা জুলাই, ২০২৫',
    '4–7–2025',
    '4julai2025',
  ])('%j is 4 July 2025', (text) => {
    expect(read(text, PAST)).toBe('2025-07-04 full')
  })

  test('the day always comes first, even where that makes it impossible', () => {
    expect(read('07/04/2025', PAST)).toBe('2025-04-07 full')
    expect(read('4/13/2025', PAST)).toBe('date.impossible')
    expect(read('20250704', PAST)).toBe('date.impossible')
  })

  test.each([
    ['31/04/2025', 'date.impossible'],
    ['29/02/2025', 'date.impossible'],
    ['00/05/2025', 'date.impossible'],
    ['11/01/2026', 'date.future'],
    ['21/03/2025', 'date.tooOld'],
    ['22/03/2025', '2025-03-22 full'],
    ['04-07-1432', 'date.tooOld'],
  ])('%s: %s', (text, expected) => {
    expect(read(text, PAST)).toBe(expected)
  })

  test('after the limits is "future" only when it is after today too', () => {
    const conception = limits('2026-01-10', '2025-03-22', '2025-12-13')
    expect(read('20/12/2025', conception)).toBe('date.tooFar')
    expect(read('11/01/2026', conception)).toBe('date.future')
    expect(read('01/01/2027', limits('2026-01-10', '2026-01-10', '2026-10-17'))).toBe('date.tooFar')
  })

  test('29 February is read in a leap year', () => {
    expect(read('29/2/24', limits('2024-06-01', '2023-09-01', '2024-06-01'))).toBe('2024-02-29 full')
  })
})

describe('a date without a year', () => {
  test.each([
    ['0407', '2025-07-04 dayMonth'],
    ['4/7', '2025-07-04 dayMonth'],
    ['৪ জুলাই', '2025-07-04 dayMonth'],
    ['july 4', '2025-07-04 dayMonth'],
    ['2 অক্টোবর', '2025-10-02 dayMonth'],
    ['১ লা মে', 'date.unreadable'],
    ['১লা মে', '2025-05-01 dayMonth'],
  ])('%j on 10 January 2026: %s', (text, expected) => {
    expect(read(text, PAST)).toBe(expected)
  })

  test('in January, December is last year and this month is this year', () => {
    expect(read('3112', PAST)).toBe('2025-12-31 dayMonth')
    expect(read('0101', PAST)).toBe('2026-01-01 dayMonth')
    expect(read('1001', PAST)).toBe('2026-01-10 dayMonth')
  })

  test('tomorrow is in the future, not a year ago; what is just too old is too old', () => {
    expect(read('1101', PAST)).toBe('date.future')
    expect(read('2103', PAST)).toBe('date.tooOld')
    expect(read('3112', limits('2026-01-10', '2026-01-05', '2026-01-10'))).toBe('date.tooOld')
  })

  test('29 February is taken in the leap year inside the limits, and is impossible where the February inside has none', () => {
    expect(read('2902', limits('2024-06-01', '2023-09-01', '2024-06-01'))).toBe('2024-02-29 dayMonth')
    expect(read('2902', limits('2025-06-01', '2024-09-01', '2025-06-01'))).toBe('date.impossible')
    expect(read('2902', limits('2026-06-01', '2018-06-01', '2026-06-01'))).toBe('2024-02-29 dayMonth')
  })

  test('31 April is impossible in every year', () => {
    expect(read('3104', PAST)).toBe('date.impossible')
  })

  test('ahead of today the earliest is taken', () => {
    const ahead = limits('2026-01-10', '2026-01-11', '2028-01-10')
    expect(read('0407', ahead)).toBe('2026-07-04 dayMonth')
    expect(read('0501', ahead)).toBe('2027-01-05 dayMonth')
  })
})

test.each([
  '',
  'হ্যাঁ',
  '407',
  '12345',
  '4',
  '4/7/025',
  '4*7',
  '4/7/2025/1',
  'July 2025',
  '2025-07',
  '4 foo',
  '99999999999',
  '//',
])('%j is not a date', (text) => {
  expect(read(text, PAST)).toBe('date.unreadable')
})

describe('a printed date', () => {
  test.each([
    ['bn', 'full', '৮ অক্টোবর ২০২৬'],
    ['bn', 'short', '৮ অক্টোবর'],
    ['en', 'full', '8 October 2026'],
    ['en', 'short', '8 Oct'],
    ['bn-Latn', 'full', '8 October 2026'],
  ] as const)('%s %s is %s', (language, style, words) => {
    expect(printDate(dayOf('2026-10-08'), language, style)).toBe(words)
  })

  test('is read back as the same day', () => {
    const wide = limits('2030-01-01', '2001-01-01', '2099-12-31')
    fc.assert(
      fc.property(fc.integer({ min: wide.from, max: wide.to }), fc.constantFrom('bn', 'en'), (day, language) => {
        expect(readDate(printDate(day, language, 'full'), wide)).toEqual({ ok: true, day, had: 'full' })
        expect(readDate(toBengaliDigits(printIso(day)), wide)).toEqual({ ok: true, day, had: 'full' })
      }),
    )
  })

  test('is never longer than the widest', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: dayOf('2001-01-01'), max: dayOf('2099-12-31') }),
        fc.constantFrom('bn', 'en', 'bn-Latn'),
        fc.constantFrom('full' as const, 'short' as const),
        (day, language, style) => {
          expect(printDate(day, language, style).length).toBeLessThanOrEqual(widestDate(language, style).length)
        },
      ),
    )
    expect(widestDate('en', 'full')).toBe('28 September 2028')
  })

  test('uses one unit for য়', () => {
    expect(printMonth(1, 'bn', 'full')).toBe('জানু\u09dfারি')
  })
})

test('every way of writing a month is that month', () => {
  for (let month = 1; month <= 12; month += 1) {
    for (const language of ['bn', 'en']) {
      expect(readMonth(printMonth(month, language, 'full').normalize('NFC').toUpperCase())).toBe(month)
      expect(readMonth(printMonth(month, language, 'short'))).toBe(month)
    }
  }
  expect(readMonth('আগষ্ট')).toBe(8)
  expect(readMonth('বৈশাখ')).toBeUndefined()
})

test('no text breaks the reader', () => {
  const text = fc.string({ unit: fc.constantFrom(...'0123456789০৪৭/-. *#july জুলাই'), maxLength: 14 })
  fc.assert(
    fc.property(text, (given) => {
      const reading = readDate(given, PAST)
      if (reading.ok) expect(reading.day >= PAST.from && reading.day <= PAST.to).toBe(true)
    }),
    { numRuns: 2000 },
  )
})
