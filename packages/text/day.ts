/**
 * Civil dates as whole numbers, without a clock or a time zone. The arithmetic is the proleptic Gregorian calendar in
 * 400-year eras of 146 097 days (Howard Hinnant, "chrono-compatible low-level date algorithms").
 */

/** A civil date: days since 1970-01-01. */
export type Day = number

/** The day of a calendar date, or undefined where the calendar has none (31 April, 29 February of 2025, year 0 or 10 000). */
export function makeDay(year: number, month: number, date: number): Day | undefined {
  if (!Number.isInteger(year) || !Number.isInteger(month) || !Number.isInteger(date)) return undefined
  if (year < 1 || year > 9999 || month < 1 || month > 12 || date < 1) return undefined
  return date > monthLength(year, month) ? undefined : countDays(year, month, date)
}

/** The calendar date of a day; weekday 0 is Sunday. */
export function splitDay(day: Day): { year: number; month: number; date: number; weekday: number } {
  const shifted = day + 719_468
  const era = Math.floor(shifted / 146_097)
  const ofEra = shifted - era * 146_097
  const yearOfEra = Math.floor(
    (ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) / 365,
  )
  const ofYear = ofEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const fromMarch = Math.floor((5 * ofYear + 2) / 153)
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    date: ofYear - Math.floor((153 * fromMarch + 2) / 5) + 1,
    weekday: (((day + 4) % 7) + 7) % 7,
  }
}

/** A day as `2026-10-08`. */
export function printIso(day: Day): string {
  const before = printed.get(day)
  if (before !== undefined) return before
  const iso = makeIso(day)
  if (printed.size < MOST_PRINTED) printed.set(day, iso)
  return iso
}

/** Days as they were printed: those that a service prints lie within a few years, and every turn prints them again. */
const printed = new Map<Day, string>()
const MOST_PRINTED = 2_000

function makeIso(day: Day): string {
  const { year, month, date } = splitDay(day)
  return `${year < 1_000 ? String(year).padStart(4, '0') : year}-${pad(month)}-${pad(date)}`
}

const pad = (number: number) => (number < 10 ? `0${number}` : number)

/** The day that `2026-10-08` names; undefined for any other form or a date the calendar does not have. */
export function readIso(text: string): Day | undefined {
  if (text.length !== 10 || text.charCodeAt(4) !== HYPHEN || text.charCodeAt(7) !== HYPHEN) return undefined
  return makeDay(readDigits(text, 0, 4), readDigits(text, 5, 7), readDigits(text, 8, 10))
}

const HYPHEN = 0x2d

/** The number between two places of a text; not a number where anything else stands there. */
function readDigits(text: string, from: number, to: number): number {
  let number = 0
  for (let at = from; at < to; at += 1) {
    const digit = text.charCodeAt(at) - 0x30
    if (digit < 0 || digit > 9) return Number.NaN
    number = number * 10 + digit
  }
  return number
}

function monthLength(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

function countDays(year: number, month: number, date: number): Day {
  // Years begin in March, so that the leap day is the last of its year.
  const fromMarch = month > 2 ? month - 3 : month + 9
  const shiftedYear = month > 2 ? year : year - 1
  const era = Math.floor(shiftedYear / 400)
  const yearOfEra = shiftedYear - era * 400
  const ofYear = Math.floor((153 * fromMarch + 2) / 5) + date - 1
  const ofEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + ofYear
  return era * 146_097 + ofEra - 719_468
}
