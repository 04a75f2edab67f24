/**
 * Between instants and the wall clock of Bangladesh. The offset comes from the time zone tables, because it was not
 * always +06:00: Dhaka kept summer time at +07:00 from June to December 2009 (IANA tzdata, zone Asia/Dhaka).
 */
import { tzOffset } from '@date-fns/tz/tzOffset'
import type { Day } from '@dhatri/text/day'

/** Milliseconds in a minute. */
export const minute = 60_000
/** Milliseconds in an hour. */
export const hour = 60 * minute
/** Milliseconds in a day without a change of the clock. */
export const day = 24 * hour

/** The civil date in Dhaka at an instant. */
export function civilDay(now: number): Day {
  return Math.floor((now + offsetAt(now)) / day)
}

/** Whole minutes since midnight in Dhaka at an instant. */
export function clockMinutes(now: number): number {
  return Math.floor((now + offsetAt(now) - civilDay(now) * day) / minute)
}

/** The instant of so many minutes after midnight in Dhaka; minutes past 1440 belong to the days after. */
export function instantOf(civil: Day, minutes: number): number {
  const wall = civil * day + minutes * minute
  const guess = wall - offsetAt(wall)
  return wall - offsetAt(guess)
}

const offsets = new Map<number, number>()

/** The tables are slow to ask and change only on the hour, so each hour is asked for once. */
function offsetAt(now: number): number {
  const nth = Math.floor(now / hour)
  const known = offsets.get(nth)
  if (known !== undefined) return known
  if (offsets.size > 100_000) offsets.clear()
  const offset = tzOffset('Asia/Dhaka', new Date(nth * hour)) * minute
  offsets.set(nth, offset)
  return offset
}
