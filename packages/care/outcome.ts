/**
 * How a pregnancy ends, what each end silences at once and what goes on. The kinds are those of OpenSRP, Kilkari and
 * MomConnect together; an end only ever rises in rank, so that a late older report cannot bring anything back.
 */
import type { Day } from '@dhatri/text/day'
import { civilDay } from './dhaka.ts'
import type { About } from './flight.record.ts'
import type { Policy } from './policy.ts'
import type { Outcome, OutcomeKind, Record, State } from './record.ts'

/** What an outcome does: what it silences on her phone, whether her CHW's follow-ups go on, and who is told. */
export type OutcomeRow = { state: State; stops: About[]; isFollowed: boolean; tells: ('chw' | 'supervisor')[] }

const everything: About[] = ['mother', 'pregnancy', 'baby', 'service']
const loss: OutcomeRow = { state: 'lost', stops: ['pregnancy', 'baby'], isFollowed: false, tells: ['chw'] }

/** The table of outcomes: after a loss the mother's own care goes on, after her death nothing does. */
export const outcomes: { [kind in OutcomeKind]: OutcomeRow } = {
  liveBirth: { state: 'born', stops: ['pregnancy'], isFollowed: false, tells: ['chw'] },
  stillbirth: loss,
  miscarriage: loss,
  ended: loss,
  loss,
  falsePregnancy: loss,
  neonatalDeath: loss,
  maternalDeath: { state: 'died', stops: everything, isFollowed: false, tells: ['chw', 'supervisor'] },
  // Many women go to their parents' home to give birth: her reminders follow her phone, not her village.
  moved: { state: 'moved', stops: [], isFollowed: false, tells: ['chw'] },
  lostToFollowUp: { state: 'moved', stops: ['pregnancy', 'baby'], isFollowed: false, tells: [] },
  wrongEntry: { state: 'wrongEntry', stops: everything, isFollowed: false, tells: [] },
}

const ranks: { [state in State]: number } = { pregnant: 0, moved: 1, born: 2, lost: 3, died: 4, wrongEntry: 5 }

/** What is reported with an outcome; `baby` (from 1) where one of several died. */
export type OutcomeReport = { day?: Day; babies?: number; baby?: number }

/** Whether her phone may still hear of this, as far as the outcome goes. */
export function mayHear(record: Record, about: About): boolean {
  return !record.outcome || !outcomes[record.outcome.kind].stops.includes(about)
}

/** Whether reminders of the pregnancy go on: no outcome, or only a change of place. */
export function isCarrying(record: Record): boolean {
  return mayHear(record, 'pregnancy')
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
  const one = loseOne(record, kind, report)
  if (one) return one
  const { state } = outcomes[kind]
  if (ranks[state] <= ranks[record.state]) return undefined
  const before = { state: record.state, ...(record.outcome && { outcome: record.outcome }) }
  const outcome: Outcome = { kind, day: report.day ?? civilDay(now), at: now, before }
  const babies = report.babies ?? record.outcome?.babies
  return { ...record, state, outcome: babies === undefined ? outcome : { ...outcome, babies } }
}

/** The record as before its outcome, or undefined where there is none or it is older than an undo reaches. */
export function undoOutcome(record: Record, now: number, policy: Policy): Record | undefined {
  const { outcome, ...rest } = record
  if (!outcome?.before || now - outcome.at > policy.undo) return undefined
  const { state, outcome: earlier } = outcome.before
  if (!earlier) return { ...rest, state }
  // One step back, once: a repeated undo must not take the earlier outcome too.
  const { before: _, ...kept } = earlier
  return { ...rest, state, outcome: kept }
}

/** One of several babies died: the others' messages go on. */
function loseOne(record: Record, kind: OutcomeKind, { baby }: OutcomeReport): Record | undefined {
  const { outcome } = record
  if (kind !== 'neonatalDeath' || record.state !== 'born' || baby === undefined || !outcome) return undefined
  const dead = outcome.dead ?? []
  if (dead.includes(baby)) return record
  return dead.length + 1 < (outcome.babies ?? 1)
    ? { ...record, outcome: { ...outcome, dead: [...dead, baby] } }
    : undefined
}
