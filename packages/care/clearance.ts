/**
 * The last look before a hand-off: what the phone itself says, read strongly after the claim. The phone is the only
 * authority on STOP, on its safe hours and on when it was last written to, because several women may share it.
 */

import type { Flight } from './flight.record.ts'
import type { FlightEvent } from './flight.ts'
import type { Policy } from './policy.ts'
import { type Hours, narrowHours, nextApart } from './quiet.ts'

/** What the phone says now; `last` is the latest push to it and the `nameMessage` of what it was. */
export type Line = { isStopped: boolean; safe?: Hours; last?: { at: number; by: string } }

/** Go ahead, or the event to feed instead. */
export type Clearance = { ok: true } | { ok: false; event: Extract<FlightEvent, { kind: 'suppressed' | 'handedBack' }> }

/** What a message is called in `Line.last`, so that its own retries are not held apart from it. */
export function nameMessage(owner: string, flight: Flight): string {
  return `${owner}.${flight.key}`
}

/** Whether a claimed flight may be handed off to this phone now; replies and the danger path always may. */
export function clear(flight: Flight, owner: string, line: Line, now: number, policy: Policy): Clearance {
  if (policy.classes[flight.class].isAnyHour) return { ok: true }
  const { claim } = flight
  if (line.isStopped) return { ok: false, event: { kind: 'suppressed', reason: 'stop', claim } }
  const hours = narrowHours(policy.hours, line.safe)
  if (!hours) return { ok: false, event: { kind: 'suppressed', reason: 'hours', claim } }
  const isOwn = line.last?.by === nameMessage(owner, flight)
  const at = nextApart(now, isOwn ? undefined : line.last?.at, policy.gap, hours)
  return at > now ? { ok: false, event: { kind: 'handedBack', at, reason: 'apart', claim } } : { ok: true }
}
