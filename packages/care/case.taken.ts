/**
 * Somebody has it: the caller may be told so, and they are asked until there is an outcome: first whether she has left
 * for care (after two hours), then whether she was seen there (on day 1 and day 3).
 */
import { cancelCalls, launch, type SteppedCase } from './case.flight.ts'
import type { CaseRules } from './case.record.ts'
import { writeEvent } from './history.ts'
import { findPerson, rungsOf } from './ladder.person.ts'
import type { Asking } from './ladder.ts'

const hour = 3_600_000

/** Gives the case to whoever acknowledged first; later ones change nothing. */
export function take(stepped: SteppedCase, by: string, now: number, rules: CaseRules): SteppedCase {
  if (stepped.record.state !== 'ringing') return stepped
  const quiet = cancelCalls(stepped, 'taken', now, rules, ['alert', 'nobody'])
  const takes = quiet.record.takes + 1
  const next = now + firstAfter(rules)
  const record = { ...quiet.record, state: 'taken' as const, takes, taken: { by, at: now, asks: 0, next } }
  const entry = writeEvent('case.taken', takes, now, { by })
  const taken: SteppedCase = { record, effects: [...quiet.effects, { do: 'history', ...entry }] }
  if (record.answers === 'none') return taken
  return launch(taken, { what: 'someone', mark: takes, channels: [record.answers] }, now, rules)
}

/** How long after somebody took it, or said no, the next question comes. */
export function firstAfter({ ladder }: CaseRules): number {
  return (ladder.asks[0]?.hours ?? ladder.thenEvery) * hour
}

/** Asks whether she has left, or was seen; from the second time on also whoever stands above them. */
export function ask(stepped: SteppedCase, now: number, rules: CaseRules): SteppedCase {
  const { taken, takes } = stepped.record
  if (taken === undefined) return stepped
  const asks = taken.asks + 1
  const { ladder } = rules
  const reached = ({ hours }: Asking): boolean => now >= taken.at + hours * hour
  // While she is still at home there is nobody who could have seen her.
  const asked = taken.isThere === true ? 'left' : ((ladder.asks.findLast(reached) ?? ladder.asks[0])?.ask ?? 'seen')
  // By the clock and not by the count: a question put again takes nothing from those of day 1 and day 3.
  const planned = ladder.asks.find((each) => !reached(each))?.hours
  // After a silence of ours the next question still keeps an hour's distance.
  const next = planned === undefined ? now + ladder.thenEvery * hour : Math.max(taken.at + planned * hour, now + hour)
  const entry = writeEvent('case.asked', `${takes}.${asks}`, now, { ask: asked })
  const quiet = cancelCalls(stepped, 'again', now, rules, ['left', 'seen'])
  const record = { ...quiet.record, taken: { ...taken, asks, next, asked } }
  const written: SteppedCase = { record, effects: [...quiet.effects, { do: 'history', ...entry }] }
  const above = asks > 1 ? findAbove(stepped, taken.by, rules) : undefined
  const codes = above === undefined || above === taken.by ? [taken.by] : [taken.by, above]
  return codes.reduce(
    (sum, code) => launch(sum, { what: asked, mark: `${takes}-${asks}`, code, channels: ['sms'] }, now, rules),
    written,
  )
}

function findAbove({ record }: SteppedCase, by: string, { ladder }: CaseRules): string | undefined {
  const people = rungsOf(ladder, record.area).map((rung) => findPerson(rung, record.people))
  return people.slice(people.lastIndexOf(by) + 1).find((code) => code !== undefined && code !== by)
}
