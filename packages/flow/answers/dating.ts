/**
 * How far a pregnancy is, on one screen: the first day of the last period as a date or so many weeks ago (`12w`), or
 * the months as one or two digits. Kept as `d2026-01-01` or `m5`, so that the rule which dates the pregnancy knows which of the two it was.
 */
import { readDate, widestDate } from '@dhatri/text/date'
import { printIso } from '@dhatri/text/day'
import { foldDigits, toBengaliDigits } from '@dhatri/text/digits'
import type { Prompt } from '../prompt.ts'
import { sayNumber } from '../speech.ts'
import type { Manner } from '../vocabulary.ts'
import { pickParts } from '../wording.ts'
import { readAgo } from './ago.ts'
import { DATE, DATE_REFUSALS, declareDays, listDays, printDay, readDigits, sayDay } from './date.ts'
import type { AnswerType } from './shape.ts'

/** A date between two days counted from today, or 1 to 10 months. */
export type DatingKind = { type: 'dating'; from: number; to: number }

const MOST_MONTHS = 10
const LATIN = /^[0-9]+$/
/** Months with their unit, as in a text message: `3m`, `৩ মাস`. */
const MONTHS = /^([0-9]{1,2}) ?(?:m|months?|মাস)$/iu

/** The type `dating`. */
export const DATING: AnswerType<DatingKind> = {
  settings: ['from', 'to'],
  styles: ['short'],
  refusals: [...DATE_REFUSALS, 'dating.range'],
  declare: (settings) => declareDays('dating', settings, { from: '42 weeks ago', to: '4 weeks ago' }),
  read({ from, to }, entry, { today }) {
    const written = LATIN.test(entry) ? entry : foldDigits(entry)
    const folded = MONTHS.exec(written)?.[1] ?? written
    if (folded.length <= 2 && LATIN.test(folded)) {
      const months = Number(folded)
      const isMonths = months >= 1 && months <= MOST_MONTHS
      return isMonths ? { ok: true, value: `m${months}` } : { ok: false, error: 'dating.range' }
    }
    const limits = { today, from: today + from, to: today + to }
    const reading = readDigits(folded, limits) ?? readAgo(folded, limits) ?? readDate(folded, limits)
    return reading.ok ? { ok: true, value: `d${printIso(reading.day)}` } : reading
  },
  limits: () => ({}),
  print(_, value, manner) {
    const [by, rest] = splitDating(String(value))
    if (by === 'date') return printDay(rest, manner)
    const months = manner.language === 'bn' ? toBengaliDigits(rest) : rest
    return partsOfMonths(manner)
      .map((part) => (typeof part === 'string' ? part : months))
      .join('')
  },
  widest(kind, manner) {
    const months = DATING.print(kind, `m${MOST_MONTHS}`, manner)
    const date = widestDate(manner.language, manner.style === 'short' ? 'short' : 'full')
    return date.length > months.length ? date : months
  },
  speak(_, value, manner) {
    const [by, rest] = splitDating(String(value))
    return by === 'date' ? sayDay(rest, manner) : sayMonths(Number(rest), manner)
  },
  fragments: (_, manner) => [...listDays(manner), ...sayMonths(MOST_MONTHS, manner)],
  gather: () => ({ digits: 8, finish: '#', timeout: 10 }),
  samples(kind) {
    const dates = DATE.samples({ ...kind, type: 'date' })
    return {
      good: [...dates.good, '1', '9', '10', '০৫', String(MOST_MONTHS)],
      bad: [...dates.bad.filter((entry) => entry !== '9'), '11', '0'],
    }
  },
}

function splitDating(value: string): ['date' | 'months', string] {
  return [value.startsWith('d') ? 'date' : 'months', value.slice(1)]
}

function partsOfMonths({ vocabulary, language }: Manner) {
  return pickParts(vocabulary.words['dating.months'] ?? {}, 'ussd', [language]).parts
}

function sayMonths(months: number, manner: Manner): Prompt[] {
  return partsOfMonths(manner).flatMap((part, index) =>
    typeof part === 'string'
      ? [{ key: `${manner.language}/engine.dating.months.${index}`, text: part }]
      : sayNumber(months, manner),
  )
}
