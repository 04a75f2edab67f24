/**
 * The shape of what somebody entered, without what it says: `9999` for four digits, `ক` for Bangla letters, `a` for
 * Latin ones. It tells which mistakes people make, and nobody's name or number.
 */
import { foldDigits } from '@dhatri/text/digits'

/** Most signs of a shape. */
const MOST = 12

/** The shape of an entry: digits one by one up to eight, each run of letters as one sign, anything else as `.`. */
export function shapeEntry(entry: string): string {
  if (entry === '') return 'nothing'
  const signs = foldDigits(entry)
    .slice(0, 200)
    .replace(/\s+/gu, ' ')
    .replace(/[\p{Script=Bengali}]+/gu, 'ক')
    .replace(/[A-Za-z]+/g, 'a')
    .replace(/[0-9]+/g, (digits) => (digits.length > 8 ? '9+' : '9'.repeat(digits.length)))
    .replace(/[^9+ক a*#/.-]/gu, '.')
  return signs.length > MOST ? `${signs.slice(0, MOST)}…` : signs
}
