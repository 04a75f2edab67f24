/** Limits of dates as a nurse writes them: `today`, `42 weeks ago`, `in 40 weeks`; kept as days from the first screen's day. */

const DAYS: Record<string, number> = { day: 1, week: 7, year: 365 }

/** The days a phrase lies from today, negative before it; undefined for anything else (a month has no fixed length). */
export function readOffset(text: string): number | undefined {
  const phrase = text.trim().toLowerCase()
  if (phrase === 'today') return 0
  const [, before = '', count = '', unit = '', after = ''] =
    /^(in )?(\d{1,5}) (day|week|year)s?( ago)?$/.exec(phrase) ?? []
  const days = Number(count) * (DAYS[unit] ?? Number.NaN)
  if (Number.isNaN(days) || (before === '') === (after === '')) return undefined
  return after === '' ? days : -days
}
