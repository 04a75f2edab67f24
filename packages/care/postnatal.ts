/**
 * The mother's four checks after a birth: within a day, day 2-3, day 7-14, week 6 (WHO 2013; the Bangladesh service runs
 * to day 42). A stillbirth or the death of the baby does not end them. The middle days are not yet confirmed locally.
 */
import { type Day, printIso } from '@dhatri/text/day'
import { writeEvent } from './history.ts'
import { findBirth } from './outcome.ts'
import type { By, Record } from './record.ts'
import { see, seeOn } from './seen.ts'
import type { Stepped } from './settle.ts'

/** One check: the day after the birth it is best at, and the days that still count for it. */
export type PostnatalCheck = { contact: string; best: number; from: number; to: number }

/** The checks, earliest first. */
export const POSTNATAL: PostnatalCheck[] = [
  { contact: 'pnc1', best: 1, from: 0, to: 1 },
  { contact: 'pnc2', best: 3, from: 2, to: 6 },
  { contact: 'pnc3', best: 7, from: 7, to: 27 },
  { contact: 'pnc4', best: 42, from: 28, to: 90 },
]

/** The check that a visit on a day counts for; undefined before the birth is known or long after it. */
export function findPostnatal(record: Record, day: Day): string | undefined {
  const birth = findBirth(record)
  if (birth === undefined) return undefined
  return POSTNATAL.find(({ from, to }) => day - birth >= from && day - birth <= to)?.contact
}

/** The next check she has not had, with its day: today where that has passed and still counts. */
export function nextPostnatal(record: Record, today: Day): { contact: string; day: Day; to: Day } | undefined {
  const birth = findBirth(record)
  if (birth === undefined) return undefined
  const next = POSTNATAL.find(({ contact, to }) => record.visits[contact] === undefined && birth + to >= today)
  return next && { contact: next.contact, day: Math.max(birth + next.best, today), to: birth + next.to }
}

/** Keeps a check after the birth; one that is known, or belongs to no birth, is at most the visit after a loss. */
export function checkMother(stepped: Stepped, event: { day: Day; by: By }, now: number): Stepped {
  const { record } = stepped
  const contact = findPostnatal(record, event.day)
  if (contact === undefined || record.visits[contact] !== undefined) return see(stepped, event, now)
  const entry = writeEvent('visit', contact, now, { contact, day: printIso(event.day), by: event.by })
  return {
    record: { ...record, visits: { ...seeOn(record, event.day), [contact]: event.day } },
    effects: [...stepped.effects, { do: 'history', ...entry }],
  }
}
