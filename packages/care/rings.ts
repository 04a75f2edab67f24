/**
 * When a call that was not heard rings again: 3 + 2 + 2 + 2 rings over four days, after the pattern by which Kilkari
 * reached 99.5 % of its subscribers by the ninth try (motech-implementations/nms; BMJ Global Health 6, e005213).
 */
import { civilDay, clockMinutes, instantOf } from './dhaka.ts'
import type { Flight } from './flight.record.ts'
import type { Policy } from './policy.ts'
import { nextAllowed } from './quiet.ts'

/** The most calls that may ever be made for a flight. */
export function boundCalls(flight: Flight, policy: Policy): number {
  const rule = policy.classes[flight.class]
  const calls =
    flight.channel === 'voice' && rule.isRung ? policy.rings.days.reduce((sum, rings) => sum + rings, 0) : rule.calls
  return Math.min(flight.most ?? calls, calls)
}

/** The next moment to ring after a ring that nobody heard; undefined when the rings are used up or come too late. */
export function nextRing(flight: Flight, cause: string, now: number, policy: Policy): number | undefined {
  if (flight.calls >= boundCalls(flight, policy)) return undefined
  const rule = policy.classes[flight.class]
  const soon = cause === 'busy' || cause === 'failed' ? policy.rings.busyGap : policy.rings.gap
  const wanted = rule.isRung ? (laterDay(flight, now, policy) ?? now + soon) : now + policy.rings.soon
  const at = rule.isAnyHour ? wanted : nextAllowed(wanted, policy.hours)
  return at <= flight.until ? at : undefined
}

function laterDay(flight: Flight, now: number, policy: Policy): number | undefined {
  let before = 0
  for (const [index, rings] of policy.rings.days.entries()) {
    before += rings
    const start = policy.rings.starts[index + 1]
    // The minute of the hour is kept, so that the rings of many women stay spread.
    if (flight.calls === before && start !== undefined)
      return instantOf(civilDay(now) + 1, start + (clockMinutes(now) % 60))
  }
  return undefined
}
