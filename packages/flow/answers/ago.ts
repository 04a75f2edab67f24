/**
 * A day said by how long ago it was: `10 days`, `12w`, `১২ সপ্তাহ আগে`. Days and weeks name one day; months do not, so a
 * month is no date (see `dating` for months of pregnancy).
 */
import type { DateLimits, DateReading } from '@dhatri/text/date'

const DAYS: Record<string, number> = { d: 1, day: 1, days: 1, দিন: 1, w: 7, week: 7, weeks: 7, সপ্তাহ: 7 }
const AGO = /^([0-9]{1,3}) ?([a-z]{1,5}|দিন|সপ্তাহ)(?: ago| আগে)?$/iu

/** Reads so many days or weeks before today, within the limits; undefined for anything else. */
export function readAgo(folded: string, { today, from, to }: DateLimits): DateReading | undefined {
  const [, count = '', word = ''] = AGO.exec(folded) ?? []
  const unit = word.toLowerCase()
  const days = Object.hasOwn(DAYS, unit) ? DAYS[unit] : undefined
  if (days === undefined) return undefined
  const day = today - Number(count) * days
  if (day < from) return { ok: false, error: 'date.tooOld' }
  return day <= to ? { ok: true, day, had: 'full' } : { ok: false, error: 'date.tooFar' }
}
