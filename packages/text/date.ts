/**
 * Dates as people in Bangladesh write them: the day of the month always comes first (4/7 is 4 July), in Bangla or
 * Latin digits, with any separator or none, with the month as a number or a name, with or without the year.
 */
import { type Day, makeDay, splitDay } from './day.ts'
import { foldDigits, toBengaliDigits } from './digits.ts'
import { printMonth, readMonth } from './month.ts'

/** Why a date was refused; `tooOld` is before `from`, `tooFar` after `to`, `future` after today where `to` is not. */
export type DateFault = 'date.unreadable' | 'date.impossible' | 'date.future' | 'date.tooOld' | 'date.tooFar'

/** A date that was read; `had` says whether the year was written or chosen by us. */
export type DateReading = { ok: true; day: Day; had: 'full' | 'dayMonth' } | { ok: false; error: DateFault }

/** The days a date must lie in, both ends included, and today's civil date. */
export type DateLimits = { today: Day; from: Day; to: Day }

type Parts = { date: number; month: number; year?: number }

/**
 * Reads one date. Without a year the latest such day inside the limits is taken (the earliest where the limits lie
 * wholly ahead); a two-digit year is 20yy.
 */
export function readDate(text: string, limits: DateLimits): DateReading {
  const parts = readParts(text)
  if (parts === undefined) return { ok: false, error: 'date.unreadable' }
  return parts.year === undefined
    ? chooseYear(parts, limits)
    : judge(makeDay(parts.year, parts.month, parts.date), limits)
}

/** A date in words: bn `৮ অক্টোবর ২০২৬` or `৮ অক্টোবর`; every other language `8 October 2026` or `8 Oct`. */
export function printDate(day: Day, language: string, style: 'full' | 'short'): string {
  const { year, month, date } = splitDay(day)
  const words = `${printNumber(date, language)} ${printMonth(month, language, style)}`
  return style === 'full' ? `${words} ${printNumber(year, language)}` : words
}

const printNumber = (number: number, language: string): string =>
  language === 'bn' ? toBengaliDigits(String(number)) : String(number)

/** The longest date that can be printed in this language and style, for worst-case lengths. */
export function widestDate(language: string, style: 'full' | 'short'): string {
  const longest = Array.from({ length: 12 }, (_, index) =>
    printDate(makeDay(2028, index + 1, 28) ?? 0, language, style),
  )
  return longest.reduce((widest, words) => (words.length > widest.length ? words : widest))
}

function readParts(text: string): Parts | undefined {
  const tokens = foldDigits(text.normalize('NFC').toLowerCase())
    .replace(/([0-9])(st|nd|rd|th|লা|রা|ঠা|ই|শে)(?![\p{L}\p{M}])/gu, '$1')
    .match(/[0-9]+|[\p{L}\p{M}\u200c\u200d]+|[^\s0-9\p{L}\p{M},./\\।–—-]/gu)
  if (tokens === null || tokens.length > 3) return undefined
  if (tokens.length === 1) return readRun(tokens[0] ?? '')
  const [first = '', second = '', third] = tokens
  if (/^\d{4}$/.test(first)) return third === undefined ? undefined : readTriple(third, second, first)
  const isMonthFirst = readMonth(first) !== undefined
  return isMonthFirst ? readTriple(second, first, third) : readTriple(first, second, third)
}

function readRun(run: string): Parts | undefined {
  if (!/^(\d{4}|\d{6}|\d{8})$/.test(run)) return undefined
  return readTriple(run.slice(0, 2), run.slice(2, 4), run.slice(4) || undefined)
}

function readTriple(date: string, monthWord: string, yearWord: string | undefined): Parts | undefined {
  const month = /^\d{1,2}$/.test(monthWord) ? Number(monthWord) : readMonth(monthWord)
  if (!/^\d{1,2}$/.test(date) || month === undefined) return undefined
  if (yearWord === undefined) return { date: Number(date), month }
  if (!/^(\d{2}|\d{4})$/.test(yearWord)) return undefined
  return { date: Number(date), month, year: yearWord.length === 2 ? 2000 + Number(yearWord) : Number(yearWord) }
}

function judge(day: Day | undefined, { today, from, to }: DateLimits): DateReading {
  if (day === undefined) return { ok: false, error: 'date.impossible' }
  if (day < from) return { ok: false, error: 'date.tooOld' }
  if (day <= to) return { ok: true, day, had: 'full' }
  return { ok: false, error: day > today && to <= today ? 'date.future' : 'date.tooFar' }
}

function chooseYear({ date, month }: Parts, limits: DateLimits): DateReading {
  const days = listYears(date, month, limits)
  const inside = days.filter((day) => day >= limits.from && day <= limits.to)
  const day = limits.from > limits.today ? inside[0] : inside.at(-1)
  if (day !== undefined) return { ok: true, day, had: 'dayMonth' }
  // 29 February where the only February inside the limits has 28 days.
  const isMissing = date === 29 && month === 2 && chooseYear({ date: 28, month: 2 }, limits).ok
  if (isMissing || days.length === 0) return { ok: false, error: 'date.impossible' }
  const before = days.filter((other) => other < limits.from).at(-1) ?? Number.NEGATIVE_INFINITY
  const after = days.find((other) => other > limits.to) ?? Number.POSITIVE_INFINITY
  return judge(limits.from - before <= after - limits.to ? before : after, limits)
}

function listYears(date: number, month: number, { from, to }: DateLimits): Day[] {
  // Eight years cover the longest gap between two leap days (1896 to 1904, 2096 to 2104).
  const first = splitDay(from).year - 8
  const count = splitDay(to).year + 8 - first + 1
  return Array.from({ length: count }, (_, index) => makeDay(first + index, month, date)).filter(
    (day) => day !== undefined,
  )
}
