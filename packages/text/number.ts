/** Whole numbers as people key them in, in any digits. */
import { foldDigits, readPlain } from './digits.ts'

/** The number a text is, without sign, point or separators; undefined for anything else or over 15 digits. */
export function readWhole(text: string): number | undefined {
  const plain = readPlain(text)
  if (plain >= 0) return plain
  const digits = foldDigits(text.trim())
  return /^[0-9]{1,15}$/.test(digits) ? Number(digits) : undefined
}
