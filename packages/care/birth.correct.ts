/**
 * A birth that is on record, told once more with other details: a wrong day, a second twin, another place. It ends nothing
 * and begins nothing anew; what is counted from the birth moves with its day. A death is told as a death.
 */
import { type Day, printIso } from '@dhatri/text/day'
import { type BirthStory, sumBirth } from './birth.ts'
import { writeEvent } from './history.ts'
import { findBirth } from './outcome.ts'
import type { By, Outcome, Record } from './record.ts'
import { followDates } from './redate.ts'
import type { Rules } from './schedule.ts'
import type { Stepped } from './settle.ts'

/** A birth as it is told again. */
export type ToldAgain = { day: Day } & BirthStory

/** What telling it again comes to: nothing new, other details, more deaths than are known, or a day that cannot be. */
export type Again = { is: 'same' | 'deaths' | 'far' } | { is: 'other'; outcome: Outcome }

/** A day further off than this is no slip of the one that was written. */
const nearest = 60

/** Compares a birth as it is told with the one on record; undefined where none is that could be corrected. */
export function compareBirth(record: Record, told: ToldAgain): Again | undefined {
  const { outcome } = record
  const born = findBirth(record)
  if (record.state !== 'born' || outcome === undefined || born === undefined) return undefined
  const { kind, lost, ...sum } = sumBirth(told)
  const known = outcome.dead ?? []
  const babies = sum.babies ?? outcome.babies ?? 1
  if (kind !== 'liveBirth' || lost.length > known.length || babies <= known.length) return { is: 'deaths' }
  if (Math.abs(told.day - born) > nearest || isAfterCare(record, told.day)) return { is: 'far' }
  const { place, attendant, mother } = told
  const news: Partial<Outcome> = {
    ...sum,
    ...(place && { place }),
    ...(attendant && { attendant }),
    ...(mother && mother !== 'died' && { mother }),
  }
  const now: Outcome = { ...outcome, ...news, babies, day: told.day }
  if (outcome.born !== undefined) now.born = told.day
  // Which of them died is counted again where fewer were born than was written.
  if (known.some((baby) => baby > babies)) now.dead = known.map((_, index) => index + 1)
  const isSame = JSON.stringify(sortOf(now)) === JSON.stringify(sortOf({ ...outcome, babies: outcome.babies ?? 1 }))
  return isSame ? { is: 'same' } : { is: 'other', outcome: now }
}

/** Writes the other details down, with what was there before, so that it can be taken back. */
export function correctBirth(stepped: Stepped, event: ToldAgain & { by: By }, now: number, rules: Rules): Stepped {
  const { record } = stepped
  const again = compareBirth(record, event)
  if (again?.is !== 'other' || record.outcome === undefined) return stepped
  const { before: _, ...earlier } = record.outcome
  const outcome: Outcome = { ...again.outcome, at: now, before: { state: record.state, outcome: earlier } }
  const facts = {
    by: event.by,
    ...pairs('day', printIso(findBirth(record) ?? earlier.day), printIso(event.day)),
    ...pairs('babies', earlier.babies ?? 1, outcome.babies ?? 1),
    ...pairs('place', earlier.place ?? '', outcome.place ?? ''),
    ...pairs('attendant', earlier.attendant ?? '', outcome.attendant ?? ''),
  }
  const entry = writeEvent('corrected', now, now, facts)
  const written = { ...stepped, effects: [...stepped.effects, { do: 'history' as const, ...entry }] }
  return followDates(written, { ...record, outcome }, now, rules)
}

/** Whether she or the child was seen after the birth on an earlier day than that. */
function isAfterCare({ visits, child }: Record, day: Day): boolean {
  const checks = Object.entries(visits).flatMap(([contact, seen]) => (contact.startsWith('pnc') ? [seen] : []))
  return [...checks, ...Object.values(child ?? {})].some((seen) => seen < day)
}

function pairs(name: string, from: string | number, to: string | number): { [fact: string]: string | number } {
  return from === to ? {} : { [`${name}From`]: from, [`${name}To`]: to }
}

function sortOf(outcome: Outcome): [string, unknown][] {
  return Object.entries(outcome).sort(([one], [other]) => (one < other ? -1 : 1))
}
