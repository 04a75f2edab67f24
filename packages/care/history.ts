/**
 * What happened to a woman, append-only: one entry per item at its end and one per event. Ids repeat themselves when
 * the same step is taken again, so that a second write of it changes nothing.
 */
import type { Ended } from './flight.ts'

/** One line of her history; `id` is unique within her. */
export type Entry = { id: string; at: number; what: string; facts?: { [name: string]: string | number } }

/** The end of a planned item: its key, how it ended and why. */
export function writeEnd(key: string, ended: Ended, reason: string, now: number): Entry {
  return { id: `item.${key}`, at: now, what: `item.${ended}`, facts: { item: key, reason } }
}

/** An event; `mark` sets it apart from others of its kind. */
export function writeEvent(
  what: string,
  mark: string | number,
  now: number,
  facts?: { [name: string]: string | number },
): Entry {
  const entry = { id: mark === '' ? what : `${what}.${mark}`, at: now, what }
  return facts ? { ...entry, facts } : entry
}
