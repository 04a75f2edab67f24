/** Somebody has it: the caller may be told so, and they are asked whether she was seen until there is an outcome. */
import { cancelCalls, launch, type SteppedCase } from './case.flight.ts'
import type { CaseRules } from './case.record.ts'
import { writeEvent } from './history.ts'
import { findPerson } from './ladder.person.ts'

const hour = 3_600_000

/** Gives the case to whoever acknowledged first; later ones change nothing. */
export function take(stepped: SteppedCase, by: string, now: number, rules: CaseRules): SteppedCase {
  if (stepped.record.state !== 'ringing') return stepped
  const quiet = cancelCalls(stepped, 'taken', now, rules, ['alert', 'nobody'])
  const takes = quiet.record.takes + 1
  const next = now + (rules.ladder.asks[0] ?? rules.ladder.thenEvery) * hour
  const record = { ...quiet.record, state: 'taken' as const, takes, taken: { by, at: now, asks: 0, next } }
  const entry = writeEvent('case.taken', takes, now, { by })
  const taken: SteppedCase = { record, effects: [...quiet.effects, { do: 'history', ...entry }] }
  if (record.answers === 'none') return taken
  return launch(taken, { what: 'someone', mark: takes, channels: [record.answers] }, now, rules)
}

/** Asks whether she was seen; from the second time on also whoever stands above them. */
export function ask(stepped: SteppedCase, now: number, rules: CaseRules): SteppedCase {
  const { taken, takes } = stepped.record
  if (taken === undefined) return stepped
  const asks = taken.asks + 1
  const { ladder } = rules
  const planned = ladder.asks[asks]
  // After a silence of ours the next question still keeps an hour's distance.
  const next = planned === undefined ? now + ladder.thenEvery * hour : Math.max(taken.at + planned * hour, now + hour)
  const entry = writeEvent('case.asked', `${takes}.${asks}`, now)
  const record = { ...stepped.record, taken: { ...taken, asks, next } }
  const asked: SteppedCase = { record, effects: [...stepped.effects, { do: 'history', ...entry }] }
  const above = asks > 1 ? findAbove(stepped, taken.by, rules) : undefined
  const codes = above === undefined || above === taken.by ? [taken.by] : [taken.by, above]
  return codes.reduce(
    (sum, code) => launch(sum, { what: 'seen', mark: `${takes}-${asks}`, code, channels: ['sms'] }, now, rules),
    asked,
  )
}

function findAbove({ record }: SteppedCase, by: string, { ladder }: CaseRules): string | undefined {
  const people = ladder.rungs.map((rung) => findPerson(rung, record.people))
  return people.slice(people.lastIndexOf(by) + 1).find((code) => code !== undefined && code !== by)
}
