/** One event of a woman's life or messages, as a pure and total function of her record. */
import type { CareEvent, Effect } from './event.ts'
import type { Record } from './record.ts'
import type { Rules } from './schedule.ts'

/** What a step makes of a record; the same object comes back, with no effects, when nothing changed. */
export type Stepped = { record: Record; effects: Effect[] }

/** Applies an event at an instant: settles all that is due, then the event, then what it cancels. */
export function step(record: Record, _event: CareEvent, _now: number, _rules: Rules): Stepped {
  return { record, effects: [] }
}

/** When the record must next be looked at: the earliest of all, or undefined when nothing is left. */
export function nextDue(_record: Record, _now: number, _rules: Rules): number | undefined {
  return undefined
}
