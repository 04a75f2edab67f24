/**
 * How wide a text will be on paper, without any font at hand: the widest of Noto Sans Bengali, Lohit Bengali, Noto Sans
 * and DejaVu Sans for each letter, measured in Chromium. A conjunct is counted as all its consonants, so that a text is
 * sooner narrower than its box than wider.
 */
import { splitGraphemes } from '@dhatri/text/graphemes'

/** Hundredths of the type size by letters that share a width; the first group that holds a letter counts. */
const WIDTHS: [letters: RegExp, width: number][] = [
  [/[\u0981\u09bc\u09c1-\u09c4\u09cd\u09e2\u09e3\u200b-\u200d]|\p{Mn}/u, 0],
  [/[ািীৗ৷]/u, 30],
  [/[ ।.,:;'|!()[\]/\\ijlftrI-]/u, 41],
  [/[েৈ৹]/u, 41],
  [/[ংঃইচটঠঢহৎs0-9?"*^_`{}c-z]/u, 65],
  [/[আঞ]/u, 117],
  [/[অঊঋঐঔকজফMWmw@%+<=>~#&]/u, 100],
  [/[\u0980-\u09ff]/u, 76],
  [/[a-b]/u, 65],
  [/[ -~\u00a0-\u024f]/u, 79],
]

const OTHER = 110

/** The width of a text in a type size, in the unit of the size. */
export function widthOf(text: string, size: number): number {
  let hundredths = 0
  for (const letter of text) hundredths += WIDTHS.find(([letters]) => letters.test(letter))?.[1] ?? OTHER
  return (hundredths * size) / 100
}

/** The lines of a text within a room: cut between words, and a word that is too wide between its letters. */
export function wrapText(text: string, room: number, size: number): string[] {
  const fits = (line: string): boolean => widthOf(line, size) <= room
  return text.split('\n').flatMap((paragraph) => {
    const lines: string[] = []
    let line = ''
    for (const word of paragraph.split(/\s+/u).filter(Boolean)) {
      const longer = line === '' ? word : `${line} ${word}`
      if (fits(longer)) {
        line = longer
        continue
      }
      if (line !== '') lines.push(line)
      const pieces = cutWord(word, fits)
      line = pieces.pop() ?? ''
      lines.push(...pieces)
    }
    return [...lines, line]
  })
}

function cutWord(word: string, fits: (piece: string) => boolean): string[] {
  const pieces: string[] = []
  let piece = ''
  for (const letter of splitGraphemes(word)) {
    if (piece !== '' && !fits(piece + letter)) {
      pieces.push(piece)
      piece = ''
    }
    piece += letter
  }
  return [...pieces, piece]
}
