import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { clip, splitGraphemes } from './graphemes.ts'

const bangla = fc.string({ unit: fc.constantFrom(...'কষলমতর্ািুে‍ aé😀\n'), maxLength: 60 })

describe('letters as a reader sees them', () => {
  test('a conjunct with its vowel sign is one', () => {
    expect(splitGraphemes('ক্লিনিক')).toEqual(['ক্লি', 'নি', 'ক'])
    expect(splitGraphemes('র‍্যাব')).toEqual(['র‍্যা', 'ব'])
    expect(splitGraphemes('ab\n')).toEqual(['a', 'b', '\n'])
  })

  test('nothing is lost', () => {
    fc.assert(
      fc.property(bangla, (text) => {
        expect(splitGraphemes(text).join('')).toBe(text)
      }),
    )
  })
})

describe('clip', () => {
  test('stops before a letter that does not fit whole', () => {
    expect(clip('ক্লিনিক', 7)).toBe('ক্লিনিক')
    expect(clip('ক্লিনিক', 6)).toBe('ক্লিনি')
    expect(clip('ক্লিনিক', 5)).toBe('ক্লি')
    expect(clip('ক্লিনিক', 3)).toBe('')
    expect(clip('মা ও শিশু', 3)).toBe('মা')
  })

  test('is a beginning of the text, within the units, at a letter border, without a joiner at its end', () => {
    fc.assert(
      fc.property(bangla, fc.nat(60), (text, units) => {
        const kept = clip(text, units)
        expect(text.startsWith(kept)).toBe(true)
        expect(kept.length).toBeLessThanOrEqual(units)
        if (kept !== text) expect(kept).not.toMatch(/[\s\u200c\u200d]$/u)
        const isBorder =
          splitGraphemes(kept).join('|') === splitGraphemes(text).slice(0, splitGraphemes(kept).length).join('|')
        expect(isBorder || /^[\s\u200c\u200d]/u.test(text.slice(kept.length))).toBe(true)
      }),
    )
  })
})
