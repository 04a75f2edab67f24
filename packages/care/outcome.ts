/**
 * How a pregnancy ends, what each end silences at once and what goes on. The kinds are those of OpenSRP, Kilkari and
 * MomConnect together; an end only ever rises in rank, so that a late older report cannot bring anything back.
 */
import type { Day } from '@dhatri/text/day'
import { civilDay, minute } from './dhaka.ts'
import type { About } from './flight.record.ts'
import { isCared, type Outcome, type OutcomeKind, type Record, type State } from './record.ts'

/** What an outcome does: what it silences on her phone, whether her CHW's follow-ups go on, and who is told. */
export type OutcomeRow = { state: State; stops: About[]; isFollowed: boolean; tells: Teller[] }

/** Who is told of what happened. */
export type Teller = 'chw' | 'supervisor' | 'desk'

const everything: About[] = ['mother', 'pregnancy', 'baby', 'service']
const loss: OutcomeRow = { state: 'lost', stops: ['pregnancy', 'baby'], isFollowed: false, tells: ['chw'] }
/** A death that is reviewed (MPDR, the national review of mothers' and newborns' deaths): the supervisor notifies it. */
const reviewed: OutcomeRow = { ...loss, tells: ['chw', 'supervisor'] }

/** The table of outcomes: after a loss the mother's own care goes on, after her death nothing but what `carer.ts` says. */
export const outcomes: { [kind in OutcomeKind]: OutcomeRow } = {
  liveBirth: { state: 'born', stops: ['pregnancy'], isFollowed: false, tells: ['chw'] },
  stillbirth: reviewed,
  miscarriage: loss,
  ended: loss,
  loss,
  falsePregnancy: loss,
  neonatalDeath: reviewed,
  childDeath: loss,
  maternalDeath: { state: 'died', stops: everything, isFollowed: false, tells: ['chw', 'supervisor', 'desk'] },
  // Many women go to their parents' home to give birth: her reminders follow her phone, not her village.
  moved: { state: 'moved', stops: [], isFollowed: false, tells: ['chw'] },
  lostToFollowUp: { state: 'moved', stops: ['pregnancy', 'baby'], isFollowed: false, tells: [] },
  wrongEntry: { state: 'wrongEntry', stops: everything, isFollowed: false, tells: [] },
}

/** Ends after which she is cared for as after a birth. */
const births = new Set<OutcomeKind>(['liveBirth', 'stillbirth', 'neonatalDeath', 'childDeath'])
/** From this day on a loss that nobody named is cared for as a birth (WHO: stillbirth from 28 weeks; ours [unconfirmed]). */
const late = 28 * 7
/** How long after a birth a baby's death counts as a newborn's, in days (WHO: 28 completed days). */
const newborn = 28

const ranks: { [state in State]: number } = { pregnant: 0, moved: 1, born: 2, lost: 3, died: 4, wrongEntry: 5 }

/** What is reported with an outcome; `baby` (from 1) or how many are `dead` where some of several died. */
export type OutcomeReport = { day?: Day; babies?: number; baby?: number; dead?: number } & Born

/** What is kept of a birth; `lost` are the babies that died, counted from 1, where others live. */
type Born = Pick<Outcome, 'place' | 'attendant' | 'sexes' | 'weights' | 'mother'> & { lost?: number[] }

/** Whether her phone may still hear of this, as far as the outcome goes; after her death whoever looks after her child. */
export function mayHear(record: Record, about: About): boolean {
  if (isCared(record)) return about === 'baby' || about === 'service'
  return !record.outcome || !outcomes[record.outcome.kind].stops.includes(about)
}

/** The day of the birth, as far as it is known; undefined where there was none. */
export function findBirth({ outcome, lmp }: Pick<Record, 'outcome' | 'lmp'>): Day | undefined {
  if (outcome === undefined) return undefined
  const isLate = outcome.kind === 'loss' && outcome.day - lmp >= late
  return births.has(outcome.kind) || isLate ? (outcome.born ?? outcome.day) : undefined
}

/** How many of her children live, as far as is known; 0 where none was born. */
export function countAlive(record: Pick<Record, 'state' | 'outcome' | 'carer'>): number {
  const { state, outcome } = record
  if (state !== 'born' && !isCared(record)) return 0
  return (outcome?.babies ?? 1) - (outcome?.dead?.length ?? 0)
}

/** Which loss was told: after a birth one that nobody named is the child's death. */
export function lossOf(record: Record, { loss, day }: { loss: OutcomeKind; day?: Day }, now: number): OutcomeKind {
  const birth = isCared(record) ? record.outcome?.born : record.state === 'born' ? findBirth(record) : undefined
  if (loss !== 'loss' || birth === undefined) return loss
  return (day ?? civilDay(now)) - birth > newborn ? 'childDeath' : 'neonatalDeath'
}

/** Whether reminders of the pregnancy go on: no outcome, or only a change of place. */
export function isCarrying(record: Record): boolean {
  return mayHear(record, 'pregnancy')
}

/** Whether she, or whoever looks after her child, may still be meant by what is said on her phone. */
export function isInCare(record: Record): boolean {
  return isCared(record) || (record.state !== 'died' && record.state !== 'wrongEntry')
}

/** Whether her CHW is still reminded of her. */
export function isFollowed(record: Record): boolean {
  return !record.outcome || outcomes[record.outcome.kind].isFollowed
}

/** The record with an outcome, or undefined where it is not news. */
export function applyOutcome(
  record: Record,
  kind: OutcomeKind,
  report: OutcomeReport,
  now: number,
): Record | undefined {
  const one = loseOne(record, kind, report, now)
  if (one) return one
  if (isCared(record) && outcomes[kind].state === 'lost') {
    const { carer: _, ...rest } = record
    return rest
  }
  const { state } = outcomes[kind]
  const isNamed = isNaming(record, kind)
  if (ranks[state] <= ranks[record.state] && !isNamed) return undefined
  const before = { state: record.state, ...(record.outcome && { outcome: record.outcome }) }
  const babies = report.babies ?? record.outcome?.babies
  const born = births.has(kind) || kind === 'maternalDeath' ? findBirth(record) : undefined
  const outcome: Outcome = {
    kind,
    day: report.day ?? (isNamed ? record.outcome?.day : undefined) ?? civilDay(now),
    at: now,
    ...(babies === undefined ? {} : { babies }),
    ...(born === undefined ? {} : { born }),
    ...keepBirth(report, record.outcome),
    before,
  }
  return { ...record, state, outcome }
}

/** A loss that nobody named may be named later, once: what follows it depends on that. */
function isNaming({ state, outcome }: Record, kind: OutcomeKind): boolean {
  return state === 'lost' && outcome?.kind === 'loss' && kind !== 'loss' && outcomes[kind].state === 'lost'
}

/** What is told of a birth, or was known of it before: her death must not take away who was born. */
function keepBirth(report: OutcomeReport, earlier: Outcome | undefined): Partial<Outcome> {
  const { place, attendant, sexes, weights, mother, lost } = report
  const dead = lost !== undefined && lost.length > 0 ? lost : earlier?.dead
  const told = { place, attendant, sexes, weights, mother, dead }
  const known = ['place', 'attendant', 'sexes', 'weights'] as const
  const before = Object.fromEntries(
    known.flatMap((name) => (earlier?.[name] === undefined ? [] : [[name, earlier[name]]])),
  )
  return { ...before, ...Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined)) }
}

/** The record as before its outcome, or undefined where there is none, it is another one, or an undo reaches no further. */
export function undoOutcome(record: Record, now: number, reach: number, at?: number): Record | undefined {
  const { outcome, carer, ...rest } = record
  if (!outcome?.before || now - outcome.at > reach) return undefined
  // The report is written down a moment after the outcome it made; a later outcome is another one.
  if (at !== undefined && (outcome.at > at || at - outcome.at > minute)) return undefined
  const { state, outcome: earlier } = outcome.before
  if (!earlier) return { ...rest, state }
  // One step back, once: a repeated undo must not take the earlier outcome too.
  const { before: _, ...kept } = earlier
  return { ...rest, state, outcome: kept, ...(carer !== undefined && state === 'died' && { carer }) }
}

/** Some of several babies died: the others' messages go on. */
function loseOne(
  record: Record,
  kind: OutcomeKind,
  { baby, dead: count }: OutcomeReport,
  now: number,
): Record | undefined {
  const { outcome } = record
  const isDeath = kind === 'neonatalDeath' || kind === 'childDeath'
  if (!isDeath || !(record.state === 'born' || isCared(record)) || !outcome) return undefined
  if (baby === undefined && count === undefined) return undefined
  const known = outcome.dead ?? []
  const babies = outcome.babies ?? 1
  const alive = Array.from({ length: babies }, (_, index) => index + 1).filter((each) => !known.includes(each))
  const died = baby === undefined ? alive.slice(0, count) : [baby]
  if (died.every((each) => known.includes(each))) return record
  const dead = [...known, ...died]
  if (dead.length >= babies) return undefined
  const { before: _, ...earlier } = outcome
  return { ...record, outcome: { ...earlier, at: now, dead, before: { state: record.state, outcome: earlier } } }
}
