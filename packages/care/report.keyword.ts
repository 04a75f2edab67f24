/** Which report an SMS opens, by its first word; a slip in a long keyword is seen through and said back. */
import { isNear } from './keyword.near.ts'
import type { Kind } from './report.kind.ts'
import type { Token } from './report.tokens.ts'
import { ALONE, KEYWORDS } from './report.words.ts'

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

/** Finds the keyword; undefined where the SMS is no report. The national service's `dghs` in front is passed over. */
export function readOpening(tokens: Token[]): Opening | undefined {
  const [first, ...rest] = tokens[0]?.key === 'dghs' ? tokens.slice(1) : tokens
  if (first === undefined || first.is === 'digits') return undefined
  const digits = rest.filter(({ is }) => is === 'digits').map(({ key }) => key.length)
  const hasNumber = digits.some((length) => length >= 4) || digits.reduce((sum, length) => sum + length, 0) >= 6
  const said = KEYWORDS.find(({ codes, plain }) => codes.includes(first.key) || plain.includes(first.key))
  if (said !== undefined) {
    const { kind } = said
    const isAsked = kind === 'help' && rest.length === 1 && findKind(rest[0]?.key ?? '') !== undefined
    const isFull = ALONE.has(kind)
      ? rest.length <= digits.length || isAsked
      : hasNumber || (said.codes.includes(first.key) && (kind === 'register' || isBare(rest)))
    return isFull ? { kind, rest } : undefined
  }
  const meant = KEYWORDS.find(({ codes, plain }) =>
    [...codes, ...plain].some((word) => word.length > 3 && isNear(word, first.key)),
  )
  if (meant !== undefined && (ALONE.has(meant.kind) ? rest.length <= digits.length : hasNumber)) {
    return { kind: meant.kind, rest, readAs: meant.code }
  }
  // Three letters are too few to guess by, but for REG the shape of the rest, a date and a number, speaks for itself.
  const isRegister = isNear('reg', first.key) && digits.some((length) => length >= 10)
  return isRegister ? { kind: 'register', rest, readAs: 'REG' } : undefined
}
