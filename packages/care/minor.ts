/**
 * A woman under eighteen. Whether she may be written to without a guardian is for the ministry to decide (Personal Data
 * Protection Ordinance 2025: a child's guardian agrees for her): it is a setting, and where nobody has decided, nothing
 * is pushed to her. What she asks for herself, answers to her and the danger path are never held back.
 */
import type { Day } from '@dhatri/text/day'
import { civilDay, instantOf } from './dhaka.ts'
import { writeEvent } from './history.ts'
import { type By, isCared, type Record } from './record.ts'
import type { Rules } from './schedule.ts'
import type { Stepped } from './settle.ts'

/** What the ministry lets us do: serve her as anybody, wait until a guardian has agreed, or reach her through her worker only. */
export const MINORS = ['serve', 'guardian', 'workerOnly'] as const
/** One of these. */
export type Minors = (typeof MINORS)[number]

/** Until somebody has decided otherwise. */
export const safest: Minors = 'workerOnly'

const ofAge = 18
const year = 365.25

/** The day from which she counts as grown up; undefined where her age is not known. */
function findGrown({ age }: Record): Day | undefined {
  // Only whole years are known: she may turn one year older on any day, and the latest is taken.
  return age === undefined ? undefined : age.at + Math.ceil((ofAge - age.years) * year)
}

/** Whether nothing is pushed to her, or to her family, because of her age. */
export function isHeldBack(record: Record, { minors = safest }: Pick<Rules, 'minors'>, at: number): boolean {
  // Whoever looks after her child is another person.
  if (isCared(record)) return false
  const grown = findGrown(record)
  if (minors === 'serve' || grown === undefined || civilDay(at) >= grown) return false
  return minors === 'workerOnly' || record.guardian === undefined
}

/** When messages begin by her age alone; undefined where they are not held back. */
export function findRelease(record: Record, rules: Rules, now: number): number | undefined {
  const grown = findGrown(record)
  return grown !== undefined && isHeldBack(record, rules, now) ? instantOf(grown, rules.policy.hours.from) : undefined
}

/** Keeps her age in years; her worker is asked to visit where it holds her messages back. */
export function tellAge(
  stepped: Stepped,
  { years, by }: { years: number; by: By },
  now: number,
  rules: Rules,
): Stepped {
  const { record } = stepped
  if (record.age?.years === years) return stepped
  const aged: Record = { ...record, age: { years, at: civilDay(now) } }
  const entry = writeEvent('aged', now, now, { years, by })
  const effects = [...stepped.effects, { do: 'history' as const, ...entry }]
  if (!isHeldBack(aged, rules, now)) return { record: aged, effects }
  const tell = { do: 'tell', id: `tell.${entry.id}.chw`, who: 'chw', message: 'chw.minor', facts: {}, by } as const
  return { record: aged, effects: [...effects, tell] }
}

/** A worker has heard a guardian agree; nothing is filled in behind. */
export function tellGuardian(stepped: Stepped, { by }: { by: By }, now: number): Stepped {
  const { record } = stepped
  if (record.guardian !== undefined) return stepped
  const entry = writeEvent('guardian', now, now, { by })
  return { record: { ...record, guardian: now }, effects: [...stepped.effects, { do: 'history', ...entry }] }
}
