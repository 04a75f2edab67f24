import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { splitGraphemes } from './graphemes.ts'
import { cutPages, type Screen } from './pages.ts'
import { fitsUssd, SAFE_BUDGET } from './ussd.ts'

const fits = (text: string): boolean => fitsUssd(text, SAFE_BUDGET)
const atMost =
  (length: number) =>
  (text: string): boolean =>
    text.length <= length

const LETTERS = [...'কখগমতরল', 'ক্ষ', 'ক্লি', 'র‍্যা', 'মা', 'শি', ' ', ' ', ' ']
const words = (most: number): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(...LETTERS), maxLength: most, size: 'max' }).map((text) => text.trim())
const option = words(28).map((text) => text || 'ক')
const screen: fc.Arbitrary<Screen> = fc.record({
  body: words(200),
  options: fc.array(option, { maxLength: 12 }).map((list) => list.map((text, index) => `${index + 1} ${text}`)),
  foot: fc.constantFrom('', '০ পেছনে', '০ পেছনে\n০০ শুরু'),
  more: fc.constant('৯ আরও'),
})

const dropEnd = (page: string, end: string): string =>
  end === '' ? page : page.slice(0, -end.length).replace(/\n$/, '')

/** What a page says beyond its foot and its "more" line. */
function contentOf(pages: string[], { foot, more }: Screen): string[] {
  return pages.map((page, index) => {
    const content = dropEnd(page, foot)
    return index === pages.length - 1 ? content : dropEnd(content, more)
  })
}

describe('any screen', () => {
  test('every page fits, with the foot on each and the more line on all but the last', () => {
    fc.assert(
      fc.property(screen, (given) => {
        const pages = cutPages(given, fits)
        for (const [index, page] of pages.entries()) {
          expect(fits(page)).toBe(true)
          expect(page.endsWith(given.foot)).toBe(true)
          expect(dropEnd(page, given.foot).endsWith(given.more)).toBe(index < pages.length - 1)
        }
      }),
      { numRuns: 500 },
    )
  })

  test('nothing is lost, doubled or reordered', () => {
    fc.assert(
      fc.property(screen, (given) => {
        const said = contentOf(cutPages(given, fits), given).join('').replace(/\s/g, '')
        expect(said).toBe([given.body, ...given.options].join('').replace(/\s/g, ''))
      }),
      { numRuns: 500 },
    )
  })

  test('no letter is cut', () => {
    fc.assert(
      fc.property(screen, (given) => {
        const letters = (text: string): string[] => splitGraphemes(text).filter((letter) => letter.trim() !== '')
        const shown = contentOf(cutPages(given, fits), given).flatMap(letters)
        expect(shown).toEqual([given.body, ...given.options].flatMap(letters))
      }),
      { numRuns: 500 },
    )
  })

  test('an option that can stand on a page is whole on one line of one page', () => {
    fc.assert(
      fc.property(screen, (given) => {
        const lines = cutPages(given, fits).flatMap((page) => page.split('\n'))
        for (const line of given.options)
          if (fits([line, given.more, given.foot].join('\n'))) expect(lines).toContain(line)
      }),
      { numRuns: 500 },
    )
  })
})

describe('a page', () => {
  test('breaks at a word, and a short screen is one page', () => {
    const given = { body: 'Come to the clinic on Monday', options: [], foot: '0 back', more: '9 more' }
    expect(cutPages(given, atMost(40))).toEqual(['Come to the clinic on Monday\n0 back'])
    expect(cutPages(given, atMost(33))).toEqual(['Come to the clinic\n9 more\n0 back', 'on Monday\n0 back'])
  })

  test('keeps the line breaks and the double spaces inside it', () => {
    const given = { body: 'one  two\nthree four five', options: ['1 Yes'], foot: '', more: '9' }
    expect(cutPages(given, atMost(22))).toEqual(['one  two\nthree four\n9', 'five\n1 Yes'])
  })

  test('cuts a word that is longer than a page between its letters', () => {
    const given = { body: 'ক্লিক্লিক্লি', options: [], foot: '', more: '+' }
    expect(cutPages(given, atMost(10))).toEqual(['ক্লিক্লি\n+', 'ক্লি'])
  })

  test('cuts an option only when it is longer than a page', () => {
    const given = { body: 'Choose', options: ['1 aa bb', '2 cc dd ee ff gg'], foot: '', more: '+' }
    expect(cutPages(given, atMost(12))).toEqual(['Choose\n+', '1 aa bb\n2\n+', 'cc dd ee\n+', 'ff gg'])
  })

  test('is left too long where not even one letter fits, and the cutting still ends', () => {
    expect(cutPages({ body: 'ab', options: [], foot: '0 back', more: '9' }, atMost(3))).toEqual([
      'a\n9\n0 back',
      'b\n0 back',
    ])
  })
})
