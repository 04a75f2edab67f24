/**
 * What a reader sees as one letter: extended grapheme clusters (Unicode UAX #29). A Bangla conjunct with its vowel
 * signs (ক্লি, ক্ষ, র‍্যা) is one, and cutting inside it leaves a broken mark on the phone.
 */

/** Made at the first text that must be cut: it costs 7 ms, and most first screens of a cold start fit as they are. */
let segmenter: Intl.Segmenter | undefined

/** The letters of a text; joined together they give the text back. */
export function splitGraphemes(text: string): string[] {
  if (/^[\n\x20-\x7e]*$/.test(text)) return text.split('')
  segmenter ??= new Intl.Segmenter('bn', { granularity: 'grapheme' })
  return Array.from(segmenter.segment(text), (part) => part.segment)
}

/** The longest beginning of a text within so many UTF-16 units, at a letter border, without a joiner or a space at its end. */
export function clip(text: string, units: number): string {
  if (text.length <= units) return text
  let kept = ''
  for (const grapheme of splitGraphemes(text)) {
    if (kept.length + grapheme.length > units) break
    kept += grapheme
  }
  return kept.replace(/[\s\u200c\u200d]+$/u, '')
}
