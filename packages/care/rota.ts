/**
 * When workers hear from us, as data: working days from Sunday to Thursday [unconfirmed], the day's list before the
 * rounds begin, the week's results when the working week ends, the supervisor's report when the next one begins and,
 * each morning on which there is somebody, whom nobody has seen.
 */
import { type Day, splitDay } from '@dhatri/text/day'
import { civilDay, clockMinutes, day as dayLong, instantOf, minute } from './dhaka.ts'

/** Weekdays (0 is Sunday), the first minute of the day, over how many minutes it is spread, how long it is worth it. */
export type Slot = { weekdays: readonly number[]; from: number; spread: number; lasts: number }

/** The slots of a week. */
export const ROTA = {
  digest: { weekdays: [0, 1, 2, 3, 4], from: 8 * 60, spread: 30, lasts: 5 * 60 },
  results: { weekdays: [4], from: 16 * 60, spread: 30, lasts: 4 * 60 },
  unseen: { weekdays: [0, 1, 2, 3, 4], from: 8 * 60 + 30, spread: 30, lasts: 8 * 60 },
  report: { weekdays: [0], from: 9 * 60, spread: 30, lasts: 11 * 60 },
} as const satisfies { [name: string]: Slot }

/** What a worker may get by the rota. */
export type RotaName = keyof typeof ROTA

/** Days without a report after which a worker is asked how she is, the second time for the last (RapidSMS Rwanda: 15 to 45). */
export const SILENCES: readonly number[] = [15, 45]

const weekStarts = 16 * 60

/** The week an instant belongs to, from Thursday 16:00 to the next: results tell of a week that is over. */
export function weekOf(now: number): number {
  // 1 January 1970 was a Thursday.
  return Math.floor((civilDay(now) * 1440 + clockMinutes(now) - weekStarts) / (7 * 1440))
}

/** When a slot begins for a worker on a day, apart for each code so that not everybody is written to at once. */
export function startOf(slot: Slot, code: string, civil: Day): number {
  return instantOf(civil, slot.from) + (hash(code) % (slot.spread * 60)) * 1000
}

/** The latest day of a slot that has begun, and whether what it brings is still worth sending. */
export function lastSlot(slot: Slot, code: string, now: number): { day: Day; at: number; isFresh: boolean } {
  let civil = civilDay(now)
  while (!slot.weekdays.includes(splitDay(civil).weekday) || startOf(slot, code, civil) > now) civil -= 1
  const at = startOf(slot, code, civil)
  return { day: civil, at, isFresh: now <= at + slot.lasts * minute }
}

/** The next beginning of a slot after an instant. */
export function nextSlot(slot: Slot, code: string, now: number): number {
  let civil = civilDay(now)
  while (!slot.weekdays.includes(splitDay(civil).weekday) || startOf(slot, code, civil) <= now) civil += 1
  return startOf(slot, code, civil)
}

/** Whole days since an instant. */
export function daysSince(at: number, now: number): number {
  return Math.floor((now - at) / dayLong)
}

function hash(code: string): number {
  let sum = 0x811c9dc5
  for (const letter of code) sum = Math.imul(sum ^ (letter.codePointAt(0) ?? 0), 0x01000193)
  return sum >>> 0
}
