/** Which report an SMS opens, by its first word; a slip in a long keyword is seen through and said back. */
import { isNear } from './keyword.near.ts'
import type { Kind } from './report.kind.ts'
import type { Token } from './report.tokens.ts'
import { ALONE, COURTESY, KEYWORDS, senseOf } from './report.words.ts'

/** A report's kind and what follows its keyword; `readAs` names the keyword where it was misspelt. */
export type Opening = { kind: Kind; rest: Token[]; readAs?: string }

/** The kind of report that a word is the keyword of. */
export function findKind(key: string): Kind | undefined {
  return KEYWORDS.find(({ codes, plain }) => codes.includes(key) || plain.includes(key))?.kind
}

/** Nothing behind a code, or one of its own short codes: LOSS M. */
function isBare(rest: Token[]): boolean {
  return rest.length === 0 || (rest.length === 1 && (rest[0]?.key.length ?? 0) <= 2)
}

/** A span in front says a registration without a number: P 3M 0. */
function isSpanned([count, unit]: Token[]): boolean {
  const sense = unit?.is === 'word' ? senseOf(unit.key, false) : undefined
  return count?.is === 'digits' && (sense === 'weeks' || sense === 'months')
}

/**
 * Brings the keyword to the front: greetings and the national service's `dghs` are passed over, and her id or number goes
 * behind it (102341 ANC). Where a report waits for its rest, 102341 and an everyday word may be that rest.
 */
function bringForward(tokens: Token[], isCompleting: boolean): Token[] {
  const start = tokens.findIndex(({ key }) => !COURTESY.has(key))
  const said = start < 0 ? [] : tokens.slice(tokens[start]?.key === 'dghs' ? start + 1 : start)
  const [number, word, ...rest] = said
  if (number?.is !== 'digits' || word?.is !== 'word' || !/^([1-9]\d{5}|\d{11,})$/.test(number.key)) return said
  const found = KEYWORDS.find(({ codes, plain }) => codes.includes(word.key) || plain.includes(word.key))
  const isOwn = found !== undefined && (found.codes.includes(word.key) || found.kind === 'danger' || !isCompleting)
  return isOwn ? [word, number, ...rest] : said
}

/**
 * Finds the keyword; undefined where the SMS is no report. `isCompleting` where an earlier report still waits for what it
 * lacked.
 */
export function readOpening(tokens: Token[], isCompleting = false): Opening | undefined {
  const [first, ...rest] = bringForward(tokens, isCompleting)
  if (first === undefined || first.is === 'digits') return undefined
  const plain = rest.filter(({ key }) => !COURTESY.has(key))
  const digits = rest.filter(({ is }) => is === 'digits').map(({ key }) => key.length)
  const hasNumber = digits.some((length) => length >= 4) || digits.reduce((sum, length) => sum + length, 0) >= 6
  const said = KEYWORDS.find(({ codes, plain }) => codes.includes(first.key) || plain.includes(first.key))
  if (said !== undefined) {
    const { kind } = said
    if (ALONE.has(kind)) {
      const isAsked = kind === 'help' && plain.length === 1 && findKind(plain[0]?.key ?? '') !== undefined
      return plain.length <= digits.length || isAsked ? { kind, rest: plain } : undefined
    }
    const isShort = said.codes.includes(first.key) && (kind === 'register' || isBare(rest))
    return hasNumber || isShort || (kind === 'register' && isSpanned(rest)) ? { kind, rest } : undefined
  }
  const meant = KEYWORDS.find(({ codes, plain }) =>
    [...codes, ...plain].some((word) => word.length > 3 && isNear(word, first.key)),
  )
  if (meant !== undefined && (ALONE.has(meant.kind) ? plain.length <= digits.length : hasNumber)) {
    return { kind: meant.kind, rest, readAs: meant.code }
  }
  // Three letters are too few to guess by, but for REG the shape of the rest, a date and a number, speaks for itself.
  const isRegister = isNear('reg', first.key) && digits.some((length) => length >= 10)
  return isRegister ? { kind: 'register', rest, readAs: 'REG' } : undefined
}
