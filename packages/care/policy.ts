/** The numbers of the send policy as data, one row a class (DESIGN, "Sending"). Durations are milliseconds. */
import { day, hour, minute } from './dhaka.ts'
import type { Class } from './flight.record.ts'
import type { Hours } from './quiet.ts'

/** How messages of one class may be tried. */
export type ClassRule = {
  /** Calls that may have reached the phone, at most. */
  calls: number
  /** Whether quiet hours are ignored. */
  isAnyHour: boolean
  /** Whether an unknown result is tried once more after the wait. */
  isRetried: boolean
  /** Whether a call of this class rings on later days by `rings`. */
  isRung: boolean
  /** How long an unknown result waits for a receipt. */
  awaits: number
  /** How long an accepted message waits for a receipt. */
  receipt: number
}

/** How often and when a reminder call rings. */
export type RingRule = {
  /** Rings on the first day and on each later day. */
  days: number[]
  /** Between two rings of one day. */
  gap: number
  /** After a busy line or a fault of the network. */
  busyGap: number
  /** First minute of the day for the first ring of each day. */
  starts: number[]
  /** Seconds from which an answered call counts as heard. */
  heard: number
  /** How long a call without a result is waited for. */
  awaits: number
  /** Between rings of a class that is not rung on later days. */
  soon: number
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
  /** The longest life of a reply. */
  reply: number
  /** Certain refusals before a message is dead. */
  refusals: number
  /** First pause after a certain refusal; doubles up to the last. */
  backoff: { first: number; last: number }
  /** How long a wrong outcome may be undone. */
  undo: number
  /** The same where a supervisor or the desk does it. */
  undoAbove: number
  /** How long a number that said no, or that it is wrong, is not asked about somebody else [unconfirmed]. */
  asksAgain: number
  classes: { [name in Class]: ClassRule }
  rings: RingRule
}

const advice: ClassRule = {
  calls: 1,
  isAnyHour: false,
  isRetried: false,
  isRung: true,
  awaits: 6 * hour,
  receipt: 24 * hour,
}

/** The policy in force. */
export const policy: Policy = {
  hours: { from: 8 * 60, to: 21 * 60 },
  gap: 12 * hour,
  begin: 15_000,
  lease: 90_000,
  reply: 15 * minute,
  refusals: 12,
  backoff: { first: minute, last: 2 * hour },
  undo: 24 * hour,
  undoAbove: 30 * day,
  asksAgain: 180 * day,
  classes: {
    reply: { calls: 2, isAnyHour: true, isRetried: true, isRung: false, awaits: 2 * minute, receipt: hour },
    act: { ...advice, calls: 2, isRetried: true },
    advice,
    sensitive: { ...advice, isRung: false },
    voice: advice,
    alert: { calls: 2, isAnyHour: true, isRetried: true, isRung: false, awaits: 2 * minute, receipt: hour },
  },
  rings: {
    days: [3, 2, 2, 2],
    gap: 3 * hour,
    busyGap: 30 * minute,
    starts: [10 * 60, 16 * 60, 12 * 60, 15 * 60],
    heard: 10,
    awaits: 15 * minute,
    soon: minute,
  },
}
