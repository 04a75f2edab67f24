/** The number a woman is known by to her worker: five digits and a check digit, short enough to say over the phone. */
import { dammDigit, hasDamm } from './damm.ts'
import { foldDigits } from './digits.ts'

/** An id that was read, or why not: not six digits, or six digits of which one is wrong. */
export type ShortIdReading = { ok: true; id: string } | { ok: false; error: 'id.unreadable' | 'id.mistyped' }

/** The id of a serial 10000-99999: six digits, the last its check digit, never a zero first; throws outside that range. */
export function makeShortId(serial: number): string {
  if (!Number.isInteger(serial) || serial < 10_000 || serial > 99_999) throw new RangeError('id.serial')
  return `${serial}${dammDigit(String(serial))}`
}

/** Reads an id in any digits, with spaces or dashes between them. */
export function readShortId(text: string): ShortIdReading {
  const id = foldDigits(text).replace(/[\s\p{Cf}\p{Pd}]/gu, '')
  if (!/^[1-9][0-9]{5}$/.test(id)) return { ok: false, error: 'id.unreadable' }
  return hasDamm(id) ? { ok: true, id } : { ok: false, error: 'id.mistyped' }
}
