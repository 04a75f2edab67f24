/**
 * Bangladeshi mobile numbers: +880 1[3-9] and eight digits (BTRC numbering plan, ITU E.164 national number 10 digits),
 * read in every way people write them and kept in one.
 */
import { foldDigits } from './digits.ts'

/** A mobile number as `+8801XXXXXXXXX`. */
export type Phone = string & { readonly phone: unique symbol }

/** A number that was read, or why it was not: not a number at all, not a Bangladeshi mobile, a digit missing or too many. */
export type PhoneReading =
  | { ok: true; phone: Phone }
  | { ok: false; error: 'phone.unreadable' | 'phone.notMobile' | 'phone.length' }

/** Reads a number in any digits, with +880, 880, 0088, 88, 0 or nothing in front, and spaces, dashes or brackets inside. */
export function readPhone(text: string): PhoneReading {
  const typed = foldDigits(text).replace(/[\s\p{Cf}\p{Pd}().]/gu, '')
  if (!/^\+?[0-9]+$/.test(typed)) return { ok: false, error: 'phone.unreadable' }
  const isAbroad = /^(\+|00)(?!88)/.test(typed)
  const national = typed
    .replace(/^\+|^00/, '')
    .replace(/^88(?=0|1)/, '')
    .replace(/^0{1,2}/, '')
  const isFull = national.length === 10
  if (isAbroad || (national.length >= 7 && !/^1/.test(national)) || (isFull && !/^1[3-9]/.test(national))) {
    return { ok: false, error: 'phone.notMobile' }
  }
  return isFull ? { ok: true, phone: `+880${national}` as Phone } : { ok: false, error: 'phone.length' }
}

/** The last three digits, `…678`: enough for a worker to tell two numbers apart on a screen; never for logs. */
export function hidePhone(phone: string): string {
  return `…${phone.slice(-3)}`
}
