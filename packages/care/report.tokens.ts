/**
 * An SMS cut into words and digit groups, with what stood between them. Digits of any script are 0-9 here, and an O or
 * l typed inside a long number is a 0 or 1.
 */
import { foldDigits } from '@dhatri/text/digits'
import { readMonth } from '@dhatri/text/month'
import { foldForMatch, normalise } from '@dhatri/text/normal'

/** A word or a group of digits; `gap` is what stood before it, `key` a word as it is compared. */
export type Token = { is: 'word' | 'digits' | 'month'; text: string; key: string; gap: string }

/** Longer texts than ten SMS parts are not reports; the rest is not looked at. */
const LONGEST = 1600
const ORDINALS = new Set(['st', 'nd', 'rd', 'th', 'লা', 'রা', 'ঠা', 'ই', 'শে'])

/** Cuts a text into tokens; names of months beside a number are told from other words. */
export function cutTokens(text: string): Token[] {
  const folded = foldDigits(normalise(text).slice(0, LONGEST))
  // Joiners are kept inside Bangla words, and Bangla digits are written in the same script.
  const clean = mendDigits(folded.replace(/(?<=\d)[\u200c\u200d]+|[\u200c\u200d]+(?=\d)/g, ''))
  const tokens: Token[] = []
  let end = 0
  for (const match of clean.matchAll(/\+?\d+|[\p{L}\p{M}\u200c\u200d]+(?:['’-][\p{L}\p{M}\u200c\u200d]+)*|&/gu)) {
    const [word] = match
    const gap = clean.slice(end, match.index)
    end = match.index + word.length
    const isDigits = /\d$/.test(word)
    const key = isDigits ? word.replace('+', '') : word === '&' ? word : foldForMatch(word)
    if (!isDigits && gap === '' && tokens.at(-1)?.is === 'digits' && ORDINALS.has(key)) continue
    tokens.push({ is: isDigits ? 'digits' : 'word', text: word, key, gap })
  }
  return tokens.map((token, at) => (isMonth(tokens, at) ? { ...token, is: 'month' } : token))
}

function isMonth(tokens: Token[], at: number): boolean {
  const word = tokens[at]
  if (word?.is !== 'word' || readMonth(word.key) === undefined) return false
  return [tokens[at - 1], tokens[at + 1]].some((beside) => beside?.is === 'digits' && beside.key.length <= 4)
}

function mendDigits(text: string): string {
  // O8/O3/26: in a date a letter stands alone beside a digit.
  const dated = text.replace(
    /(?<![\p{L}\p{M}\d])(?=[Oo]?[1-9Il]|[Il]\d)[0-9OoIl]{1,2}([/.-])[0-9OoIl]{1,2}\1(?:20)?\d\d(?![\p{L}\p{M}\d])/gu,
    (date) => date.replace(/[Oo]/g, '0').replace(/[Il]/g, '1'),
  )
  return dated.replace(
    /(?<![\p{L}\p{M}])([Ee]?)([0-9OoIl|]{6,})(?![\p{L}\p{M}])/gu,
    (whole, due: string, run: string) => {
      const isNumber = run.replace(/[^0-9]/g, '').length * 2 > run.length
      return isNumber ? due + run.replace(/[Oo]/g, '0').replace(/[Il|]/g, '1') : whole
    },
  )
}
