import { splitGraphemes } from '@dhatri/text/graphemes'
import { describe, expect, it } from 'vitest'
import { widthOf, wrapText } from './width.ts'

describe('the width of a text', () => {
  it('counts a conjunct as its consonants and marks above or below as nothing', () => {
    expect(widthOf('ক্ষ', 100)).toBe(widthOf('ক', 100) + widthOf('ষ', 100))
    expect(widthOf('কু', 100)).toBe(widthOf('ক', 100))
  })

  it('is never narrower than what Chromium measured with the widest of the fonts', () => {
    // At 100 px: "স্বাস্থ্য তথ্য" 435 (Noto Sans Bengali), "WWW" 297 (DejaVu Sans).
    expect(widthOf('স্বাস্থ্য তথ্য', 100)).toBeGreaterThanOrEqual(435)
    expect(widthOf('WWW', 100)).toBeGreaterThanOrEqual(297)
  })
})

describe('wrapping', () => {
  const text = 'এখনই হাসপাতালে যান। জরুরি ফোন 999, ডাক্তারের সঙ্গে কথা বলতে 16263'

  it('cuts between words and loses nothing', () => {
    const lines = wrapText(text, 160, 14)
    expect(lines.length).toBeGreaterThan(2)
    expect(lines.join(' ')).toBe(text)
    for (const line of lines) expect(widthOf(line, 14)).toBeLessThanOrEqual(160)
  })

  it('cuts a word that is wider than the room between its letters, never inside one', () => {
    const word = 'স্বাস্থ্যকেন্দ্রক্লিনিক'
    const lines = wrapText(`যান ${word}`, 50, 14)
    expect(lines.join('')).toBe(`যান${word}`)
    expect(lines.flatMap(splitGraphemes)).toEqual(splitGraphemes(`যান${word}`))
  })

  it('keeps line breaks, empty ones too', () => {
    expect(wrapText('এক\n\nদুই', 200, 14)).toEqual(['এক', '', 'দুই'])
  })
})
