/**
 * Quiet hours: nothing is pushed between 21:00 and 08:00 in Dhaka, narrower where a phone has safe hours. Replies and
 * the danger path are not bound by them.
 */
import { civilDay, clockMinutes, instantOf } from './dhaka.ts'

/** The minutes of the day in which a phone may be disturbed: `from` is in, `to` is out. */
export type Hours = { from: number; to: number }

/** The hours that both allow; undefined where they have none in common. */
export function narrowHours(hours: Hours, safe: Hours | undefined): Hours | undefined {
  if (!safe) return hours
  const both = { from: Math.max(hours.from, safe.from), to: Math.min(hours.to, safe.to) }
  return both.from < both.to ? both : undefined
}

/** Whether an instant lies in the allowed hours. */
export function isAllowed(now: number, hours: Hours): boolean {
  const minutes = clockMinutes(now)
  return minutes >= hours.from && minutes < hours.to
}

/** The first allowed moment at or after an instant. */
export function nextAllowed(now: number, hours: Hours): number {
  if (isAllowed(now, hours)) return now
  const today = civilDay(now)
  return instantOf(clockMinutes(now) < hours.from ? today : today + 1, hours.from)
}

/** The first moment at or after `now` that is allowed and far enough from the last push to the same phone. */
export function nextApart(now: number, last: number | undefined, gap: number, hours: Hours): number {
  return nextAllowed(last === undefined ? now : Math.max(now, last + gap), hours)
}
