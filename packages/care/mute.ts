/**
 * A woman left alone for some weeks, because her worker asked for it: what falls due meanwhile ends as suppressed, so
 * that nothing comes in a burst afterwards. Danger and answers are no part of it, and her worker goes on being reminded.
 */
import { writeEvent } from './history.ts'
import { type By, isMuted } from './record.ts'
import type { Rules } from './schedule.ts'
import { flyAll, type Stepped } from './settle.ts'

const week = 7 * 86_400_000

/** Leaves her alone from now for some weeks; 0 lets messages go out again from now on. */
export function mute(stepped: Stepped, event: { weeks: number; by: By }, now: number, rules: Rules): Stepped {
  const { record } = stepped
  const isOn = isMuted(record, now)
  if (event.weeks === 0 && !isOn) return stepped
  const from = isOn ? (record.muted?.from ?? now) : now
  const muted = { from, to: now + event.weeks * week }
  if (isOn && record.muted?.to === muted.to) return stepped
  const facts = { weeks: event.weeks, by: event.by }
  const entry = writeEvent(event.weeks === 0 ? 'unmuted' : 'muted', now, now, facts)
  const effects = [...stepped.effects, { do: 'history' as const, ...entry }]
  const written = { record: { ...record, muted }, effects }
  if (event.weeks === 0) return written
  return flyAll(
    written,
    (flight) =>
      flight.to !== 'worker' && (flight.state === 'waiting' || flight.state === 'unknown')
        ? { kind: 'suppressed', reason: 'mute' }
        : undefined,
    now,
    rules,
  )
}
