/** What the hand-written contenders check an answer by: the same rules as the flow's types, written out once for all. */
import { today } from './contender.ts'

const months = 'জানুয়ারি ফেব্রুয়ারি মার্চ এপ্রিল মে জুন জুলাই আগস্ট সেপ্টেম্বর অক্টোবর নভেম্বর ডিসেম্বর'.split(' ')
const day = 86_400_000

/** A date of eight digits between 42 and 4 weeks ago, as ISO; undefined where it is none. */
export function readDate(entry: string): string | undefined {
  if (!/^[0-9]{8}$/.test(entry)) return undefined
  const [date, month, year] = [Number(entry.slice(0, 2)), Number(entry.slice(2, 4)), Number(entry.slice(4))]
  const at = Date.UTC(year, month - 1, date)
  const made = new Date(at)
  if (made.getUTCMonth() !== month - 1 || made.getUTCDate() !== date) return undefined
  const ago = today - at / day
  return ago >= 28 && ago <= 294 ? `${entry.slice(4)}-${entry.slice(2, 4)}-${entry.slice(0, 2)}` : undefined
}

/** A name of letters and their marks, at most 30 units. */
export function readName(entry: string): string | undefined {
  const name = entry.normalize('NFC').trim()
  return name.length <= 30 && /^[\p{L}\p{M} .'()-]*\p{L}[\p{L}\p{M} .'()-]*$/u.test(name) ? name : undefined
}

/** A worker's code of five digits. */
export function readCode(entry: string): number | undefined {
  return /^[1-9][0-9]{4}$/.test(entry) ? Number(entry) : undefined
}

/** An ISO date as day and month in Bangla. */
export function printDate(iso: string): string {
  return `${printDigits(String(Number(iso.slice(8))))} ${months[Number(iso.slice(5, 7)) - 1]}`
}

/** ASCII digits as Bangla ones. */
export function printDigits(text: string): string {
  let printed = ''
  for (let at = 0; at < text.length; at += 1) printed += String.fromCharCode(text.charCodeAt(at) + 0x9b6)
  return printed
}
