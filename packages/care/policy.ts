/** The numbers of the send policy as data, one row a class (DESIGN, "Sending"). Durations are milliseconds. */
import type { Class } from './flight.ts'
import type { Hours } from './quiet.ts'

/** How messages of one class may be tried. */
export type ClassRule = {
  /** Calls that may have reached the phone, at most. */
  calls: number
  /** Whether quiet hours are ignored. */
  isAnyHour: boolean
  /** Whether an unknown result is tried once more after the wait. */
  isRetried: boolean
  /** How long an unknown result waits for a receipt. */
  awaits: number
  /** How long an accepted message waits for a receipt. */
  receipt: number
  /** The longest life, for classes that have one. */
  lives?: number
}

/** How often and when a reminder call rings. */
export type RingRule = {
  /** Rings on the first day and on each later day. */
  days: number[]
  /** Between rings of one day, and after a busy line. */
  gap: number
  busyGap: number
  /** First minute of the day for each day's first ring. */
  starts: number[]
  /** Seconds from which an answered call counts as heard. */
  heard: number
  /** How long a call without a result is waited for. */
  awaits: number
}

/** The whole send policy. */
export type Policy = {
  hours: Hours
  /** Between two pushed messages to one phone. */
  gap: number
  /** From the strong read of the phone to the start of the hand-off. */
  begin: number
  /** How long a claim holds. */
  lease: number
  /** Certain refusals before a message is dead. */
  refusals: number
  /** First pause after a certain refusal; doubles up to the last. */
  backoff: { first: number; last: number }
  /** How long a wrong outcome may be undone. */
  undo: number
  classes: { [name in Class]: ClassRule }
  rings: RingRule
}
