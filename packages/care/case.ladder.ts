/** Up the ladder: one rung after the other, past those where nobody stands; at its end the caller is told the truth. */
import { cancelCalls, launch, type SteppedCase } from './case.flight.ts'
import type { Case, CaseRules } from './case.record.ts'
import { writeEvent } from './history.ts'
import { findPerson, isOnDuty, rungsOf } from './ladder.person.ts'
import type { Rung } from './ladder.ts'

const minute = 60_000

/** Rings the next rung where somebody stands, or comes to the end of the ladder. */
export function climb(stepped: SteppedCase, now: number, rules: CaseRules): SteppedCase {
  const rungs = rungsOf(rules.ladder, stepped.record.area)
  const from = stepped.record.rung + 1
  const found = rungs.findIndex(
    (rung, index) => index >= from && isOnDuty(rung, now) && personOn(stepped.record, rung) !== undefined,
  )
  const rung = rungs[found]
  const code = rung && personOn(stepped.record, rung)
  if (rung === undefined || code === undefined) return reachEnd(stepped, now, rules)
  const { round, takes, joins } = stepped.record
  const mark = `${round}-${found}-${takes}`
  const quiet = cancelCalls(stepped, 'next', now, rules, ['alert'])
  const record: Case = { ...quiet.record, rung: found, turn: now + rung.minutes * minute }
  const entry = writeEvent('case.alerted', `${mark}-${joins}`, now, { role: rung.role, to: code })
  const alerted: SteppedCase = { record, effects: [...quiet.effects, { do: 'history', ...entry }] }
  return launch(alerted, { what: 'alert', mark, code, channels: rung.channels }, now, rules)
}

/** Starts the ladder again from below. */
export function restart(stepped: SteppedCase, now: number, rules: CaseRules): SteppedCase {
  const { record } = stepped
  return climb({ ...stepped, record: { ...record, round: record.round + 1, rung: -1, turn: now } }, now, rules)
}

function reachEnd(stepped: SteppedCase, now: number, rules: CaseRules): SteppedCase {
  const { pauses } = rules.ladder
  const quiet = cancelCalls(stepped, 'end', now, rules, ['alert'])
  const { round, answers, toldNobody, joins, takes } = quiet.record
  const pause = pauses[Math.min(round, pauses.length - 1)] ?? 1
  const record: Case = {
    ...quiet.record,
    rung: rungsOf(rules.ladder, quiet.record.area).length,
    turn: now + pause * minute,
    toldNobody: true,
  }
  const entry = writeEvent('case.nobody', `${round}-${takes}-${joins}`, now)
  const effects = [
    ...quiet.effects,
    { do: 'history' as const, ...entry },
    { do: 'count' as const, name: 'case.nobody' },
  ]
  // Once for each time she called: a message every half hour would only frighten her.
  if (toldNobody || answers === 'none') return { record, effects }
  return launch({ record, effects }, { what: 'nobody', mark: `${joins}-${takes}`, channels: [answers] }, now, rules)
}

function personOn(record: Case, rung: Rung): string | undefined {
  return record.isLocal || rung.role === 'desk' ? findPerson(rung, record.people) : undefined
}
