/** The dates of a report: the last period as a date, as weeks or months, or as the expected day with an E in front. */
import { type DateFault, readDate } from '@dhatri/text/date'
import type { Day } from '@dhatri/text/day'
import { type Dating, dateFrom, plausible } from './pregnancy.ts'
import type { ReportFault } from './report.fault.ts'
import type { Fields } from './report.fields.ts'
import { SPOKEN_DAYS } from './report.words.ts'

/** A pregnancy dated, or what is wrong with what was said. */
export type DatedReport = { ok: true; lmp: Day; dating: Dating } | { ok: false; error: ReportFault }

/** Two ways of dating one pregnancy may differ by so many days before they count as two dates. */
const AGREEMENT = 21
const LONGEST = 7 * plausible.to + 6

/** Dates the pregnancy a report speaks of; several ways of saying it must agree, and a date wins over weeks. */
export function datePregnancy({ dates, spans, figures }: Fields, today: Day): DatedReport {
  const readings = [
    ...dates.filter(({ isDue }) => !isDue).map(({ text }) => readPeriod(text, today)),
    ...dates.filter(({ isDue }) => isDue).map(({ text }) => readDue(text, today)),
    ...spans.map((span) => judge(dateFrom(span, today), 'report.weeksUnclear')),
  ]
  const [first] = readings
  if (first === undefined) {
    const isOdd = figures.some(({ is, text }) => is === 'count' && text.length > 2)
    return { ok: false, error: isOdd ? 'report.dateUnclear' : 'report.dateMissing' }
  }
  const fault = readings.find((reading) => !reading.ok)
  if (fault !== undefined) return fault
  const days = readings.flatMap((reading) => (reading.ok ? [reading.lmp] : []))
  const isOneKind = dates.every(({ isDue }) => !isDue) && spans.length === 0
  const spread = Math.max(...days) - Math.min(...days)
  return spread > (isOneKind ? 0 : AGREEMENT) ? { ok: false, error: 'report.twoDates' } : first
}

/** The day that words say something happened: today or yesterday; undefined where they say none, or both, or "since". */
export function readSpoken(keys: string[], today: Day): Day | undefined {
  const [ago, ...others] = new Set(keys.flatMap((key) => SPOKEN_DAYS.get(key) ?? []))
  const isSince = keys.some((key) => key === 'theke' || key === 'থেকে')
  return ago === undefined || others.length > 0 || isSince ? undefined : today - ago
}

/** The day something happened: not after today, not longer ago than a pregnancy lasts. */
export function readPast(text: string, today: Day): { ok: true; day: Day } | { ok: false; error: ReportFault } {
  const reading = readDate(text, { today, from: today - LONGEST, to: today })
  return reading.ok ? { ok: true, day: reading.day } : { ok: false, error: nameFault(reading.error) }
}

function readPeriod(text: string, today: Day): DatedReport {
  const past = readPast(text, today)
  if (past.ok) return judge(dateFrom({ by: 'lmp', day: past.day }, today), 'report.dateTooNew')
  const isDue = past.error === 'report.dateFuture' && readDue(text, today).ok
  return isDue ? { ok: false, error: 'report.eddGiven' } : past
}

function readDue(text: string, today: Day): DatedReport {
  const reading = readDate(text, { today, from: today - LONGEST + 280, to: today + 280 })
  if (reading.ok) return judge(dateFrom({ by: 'edd', day: reading.day }, today), 'report.eddUnclear')
  const fault = nameFault(reading.error)
  return {
    ok: false,
    error: fault === 'report.dateImpossible' || fault === 'report.dateUnclear' ? fault : 'report.eddUnclear',
  }
}

function judge(dated: ReturnType<typeof dateFrom>, error: ReportFault): DatedReport {
  if (dated.ok) return dated
  return {
    ok: false,
    error: dated.error === 'lmp.tooLate' && error === 'report.dateTooNew' ? 'report.dateTooOld' : error,
  }
}

function nameFault(fault: DateFault): ReportFault {
  const names: Record<DateFault, ReportFault> = {
    'date.unreadable': 'report.dateUnclear',
    'date.impossible': 'report.dateImpossible',
    'date.future': 'report.dateFuture',
    'date.tooFar': 'report.dateFuture',
    'date.tooOld': 'report.dateTooOld',
  }
  return names[fault]
}
