/**
 * After a loss her worker's visit is a task: it stands on the list until somebody says that she was seen, or for four
 * weeks. A worker who reports the loss has seen her.
 */
import { type Day, printIso } from '@dhatri/text/day'
import { civilDay } from './dhaka.ts'
import { writeEvent } from './history.ts'
import type { By, Record } from './record.ts'
import type { Stepped } from './settle.ts'

/** The visit after a loss, beside those of her schedules; `flows/schedules/loss@1.yaml` has it as a contact. */
export const SEEN = 'seen'

/** For so many days the visit stands on the list [unconfirmed]. */
const standsFor = 28

/** Whether a loss is known and no visit after it. */
export function isUnseen({ state, outcome, visits }: Pick<Record, 'state' | 'outcome' | 'visits'>): boolean {
  return state === 'lost' && outcome?.kind !== 'falsePregnancy' && visits[SEEN] === undefined
}

/** The day since which she is to be visited, for as long as that stands on the list. */
export function findUnseen(record: Record, today: Day): Day | undefined {
  if (!isUnseen(record) || record.outcome === undefined) return undefined
  const told = civilDay(record.outcome.at)
  return today <= told + standsFor ? told : undefined
}

/** The visits with the one after the loss, where a day counts for it. */
export function seeOn(record: Record, day: Day): Record['visits'] {
  const counts = isUnseen(record) && day >= (record.outcome?.day ?? day)
  return counts ? { ...record.visits, [SEEN]: day } : record.visits
}

/** Keeps that she was seen after a loss. */
export function see(stepped: Stepped, { day, by }: { day: Day; by: By }, now: number): Stepped {
  const { record } = stepped
  const visits = seeOn(record, day)
  if (visits === record.visits) return stepped
  const entry = writeEvent('visit', SEEN, now, { contact: SEEN, day: printIso(day), by })
  return { record: { ...record, visits }, effects: [...stepped.effects, { do: 'history', ...entry }] }
}

/** The record without the visit after a loss, where the loss was taken back. */
export function forgetSeen(record: Record): Record {
  if (record.state === 'lost' || record.visits[SEEN] === undefined) return record
  const { [SEEN]: _, ...visits } = record.visits
  return { ...record, visits }
}
