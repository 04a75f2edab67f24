/** A civil date, day first, between two days counted from the day the conversation began. Kept as ISO. */
import { type DateLimits, type DateReading, printDate, readDate, widestDate } from '@dhatri/text/date'
import { type Day, makeDay, printIso, readIso, splitDay } from '@dhatri/text/day'
import { foldDigits, readPlain } from '@dhatri/text/digits'
import type { Value } from '../channel.ts'
import { readOffset } from '../offset.ts'
import type { Prompt } from '../prompt.ts'
import { sayMonth, sayNumber } from '../speech.ts'
import type { Manner } from '../vocabulary.ts'
import { readAgo } from './ago.ts'
import type { AnswerType, Declaration, Settings } from './shape.ts'

/** A date from `from` to `to`, in days from today. */
export type DateKind = { type: 'date'; from: number; to: number }

/** The refusals of any type that takes a date. */
export const DATE_REFUSALS = [
  'date.unreadable',
  'date.impossible',
  'date.future',
  'date.tooOld',
  'date.tooFar',
] as const

/** The type `date`. */
export const DATE: AnswerType<DateKind> = {
  settings: ['from', 'to'],
  styles: ['short'],
  refusals: DATE_REFUSALS,
  declare: (settings) => declareDays('date', settings, { from: '300 days ago', to: 'in 300 days' }),
  read({ from, to }, entry, { today }) {
    const limits = { today, from: today + from, to: today + to }
    const reading = readDigits(entry, limits) ?? readAgo(foldDigits(entry), limits) ?? readDate(entry, limits)
    return reading.ok ? { ok: true, value: printIso(reading.day) } : reading
  },
  limits: () => ({}),
  print: (_, value, manner) => printDay(value, manner),
  widest: (_, { language, style }) => widestDate(language, style === 'short' ? 'short' : 'full'),
  speak: (_, value, manner) => sayDay(value, manner),
  fragments: (_, manner) => listDays(manner),
  gather: () => ({ digits: 8, finish: '#', timeout: 10 }),
  samples: ({ from, to }) => ({
    good: [from, to].map((offset) => splitDay(SAMPLE_TODAY + offset)).map(writeDay),
    bad: [from - 1, to + 1]
      .map((offset) => writeDay(splitDay(SAMPLE_TODAY + offset)))
      .concat('', '0', '9', '99', '00', '3102', 'x'),
  }),
}

/**
 * The commonest entries at their cheapest: four or eight plain digits, read exactly as `readDate` would. Every turn
 * reads every entry of its session again, so this is worth its lines. Undefined where the long way must decide.
 */
export function readDigits(entry: string, limits: DateLimits): DateReading | undefined {
  const number = entry.length === 4 || entry.length === 8 ? readPlain(entry) : -1
  if (number < 0) return undefined
  if (entry.length === 8) {
    return judge(makeDay(number % 10_000, Math.floor(number / 10_000) % 100, Math.floor(number / 1_000_000)), limits)
  }
  const [date, month] = [Math.floor(number / 100), number % 100]
  // 2000 had every day that any year has.
  if (makeDay(2000, month, date) === undefined) return { ok: false, error: 'date.impossible' }
  if (limits.from > limits.today) return undefined
  const last = splitDay(limits.to).year
  for (let year = last; year >= last - 1; year -= 1) {
    const day = makeDay(year, month, date)
    if (day !== undefined && day <= limits.to)
      return day >= limits.from ? { ok: true, day, had: 'dayMonth' } : undefined
  }
  return undefined
}

function judge(day: Day | undefined, { today, from, to }: DateLimits): DateReading {
  if (day === undefined) return { ok: false, error: 'date.impossible' }
  if (day < from) return { ok: false, error: 'date.tooOld' }
  if (day <= to) return { ok: true, day, had: 'full' }
  return { ok: false, error: day > today && to <= today ? 'date.future' : 'date.tooFar' }
}

/** The day on which the samples of date types are meant: 1 March 2026. */
export const SAMPLE_TODAY = 20_513

/** Reads the limits of a type that takes a date. */
export function declareDays<T extends string>(
  type: T,
  settings: Settings,
  usual: { from: string; to: string },
): Declaration<{ type: T; from: number; to: number }> {
  const { from = usual.from, to = usual.to } = settings
  const [first, last] = [readOffset(from), readOffset(to)]
  const suggestion = 'today, 300 days ago, 42 weeks ago, in 40 weeks'
  if (first === undefined) return { ok: false, setting: 'from', words: from, suggestion }
  if (last === undefined) return { ok: false, setting: 'to', words: to, suggestion }
  if (first > last)
    return { ok: false, setting: 'to', words: `${to} is before ${from}`, suggestion: 'swap from and to' }
  return { ok: true, kind: { type, from: first, to: last } }
}

/** A kept date in words; the value as it is where it is no date. */
export function printDay(value: Value, { language, style }: Manner): string {
  const day = readIso(String(value))
  return day === undefined ? String(value) : printDate(day, language, style === 'short' ? 'short' : 'full')
}

/** A kept date as speech: day and month; every date spoken lies within a year, so the year only costs time. */
export function sayDay(value: Value, manner: Manner): Prompt[] {
  const day = readIso(String(value))
  if (day === undefined) return []
  const { date, month } = splitDay(day)
  return [...sayNumber(date, manner), sayMonth(month, manner)]
}

/** Every fragment of a spoken date. */
export function listDays(manner: Manner): Prompt[] {
  const days = Array.from({ length: 31 }, (_, index) => sayNumber(index + 1, manner)).flat()
  return [...days, ...Array.from({ length: 12 }, (_, index) => sayMonth(index + 1, manner))]
}

function writeDay({ year, month, date }: { year: number; month: number; date: number }): string {
  return `${String(date).padStart(2, '0')}${String(month).padStart(2, '0')}${year}`
}
