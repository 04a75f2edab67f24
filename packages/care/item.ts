/** One planned message, and how it is known that it has been begun or has ended. */
import type { Day } from '@dhatri/text/day'
import type { About, Class } from './flight.record.ts'
import type { Record } from './record.ts'

/** One planned message: due at `at`, worthless after `until`. */
export type Item = {
  key: string
  at: number
  until: number
  message: string
  class: Class
  about: About
  to: 'woman' | 'worker' | 'family'
  /** Who goes first to a phone on one day: 0, her contacts, before all courses. */
  rank: number
  tell?: 'chw' | 'supervisor' | 'desk'
  asks?: string
  /** Only where the item cannot follow what her phone prefers. */
  channel?: 'sms' | 'voice'
  /** A bound on calls narrower than that of its class. */
  most?: number
  contact?: string
  /** The contact's day, for the text. */
  date?: Day
  /** Its course, and its own days from the course's anchor. */
  course?: string
  offset?: number
}

/** Whether a planned item has neither been begun nor settled. */
export function isOpen(item: Item, record: Record): boolean {
  const isPast =
    item.course === undefined ? record.settled.includes(item.key) : readMark(record, item.course) >= (item.offset ?? 0)
  return !isPast && !isFlying(item, record)
}

/** Whether it is under way. */
export function isFlying({ key }: Pick<Item, 'key'>, record: Record): boolean {
  return record.flights.some((flight) => flight.key === key)
}

/** Whether the visit that an item goes with is known. */
export function isVisited(record: Record, contact: string | undefined): boolean {
  if (contact === undefined) return false
  const child: { [visit: string]: Day | undefined } = record.child ?? {}
  return record.visits[contact] !== undefined || child[contact] !== undefined
}

/** How far she is in a course, in days from its anchor: no row at or before that is begun again, whatever her dates become. */
export function readMark(record: Pick<Record, 'marks'>, course: string): number {
  return record.marks?.[course] ?? -1
}

/** The record with a course marked: one number, so that a year of weekly messages takes no more room than one. */
export function writeMark(record: Record, course: string, days: number): Record {
  return { ...record, marks: { ...record.marks, [course]: days } }
}
