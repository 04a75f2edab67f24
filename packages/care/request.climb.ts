/** Silence climbs: from the one who owes the answer to the next who can give it, and at the top it is asked again. */

import { putTo, type SteppedRequest, sayTo } from './request.flight.ts'
import type { Request, RequestRules } from './request.record.ts'
import type { Wait } from './waits.ts'

const hour = 3_600_000

/** The rungs of a request by its kind; thanks have none. */
export function rungsOf({ kind }: Request, { waits }: RequestRules): readonly Wait[] {
  return kind === 'thanks' ? [] : waits[kind]
}

/** The worker who owes the answer now. */
export function holderOf(record: Request, rules: RequestRules): string | undefined {
  const rung = rungsOf(record, rules)[record.rung]
  return rung && record.people[rung.role]
}

/** Puts it to the next who stands above, or to the last one again after a pause. */
export function climb(stepped: SteppedRequest, now: number, rules: RequestRules): SteppedRequest {
  const { record } = stepped
  const found = findNext(record, rules)
  if (found === undefined) return repeat(stepped, now, rules)
  const { index, code, hours } = found
  return putTo({ ...stepped, record: { ...record, rung: index, turn: now + hours * hour } }, code, now, rules)
}

/** Whether anybody stands above the one who owes the answer. */
export function isTop(record: Request, rules: RequestRules): boolean {
  return findNext(record, rules) === undefined
}

/** Whether only the desk is left to be asked, or nobody: of a day that has passed it knows no more than anybody else. */
export function isAtDesk(record: Request, rules: RequestRules): boolean {
  const next = findNext(record, rules)
  return next === undefined || next.code === record.people.desk
}

function findNext(record: Request, rules: RequestRules): { index: number; code: string; hours: number } | undefined {
  const holder = holderOf(record, rules)
  for (const [index, { role, hours }] of rungsOf(record, rules).entries()) {
    const code = record.people[role]
    if (index > record.rung && code !== undefined && code !== holder) return { index, code, hours }
  }
  return undefined
}

function repeat(stepped: SteppedRequest, now: number, rules: RequestRules): SteppedRequest {
  const { record, effects } = stepped
  const { pauses } = rules.waits
  const pause = pauses[Math.min(record.repeats, pauses.length - 1)] ?? 24
  const next: Request = {
    ...record,
    repeats: record.repeats + 1,
    turn: now + pause * hour,
    toldSilent: true,
  }
  const holder = holderOf(record, rules)
  const counted: SteppedRequest = {
    record: next,
    effects: [...effects, { do: 'count', name: `request.${record.kind}.silent` }],
  }
  const again = holder === undefined ? counted : putTo(counted, holder, now, rules)
  // Once only; a referral is between those who care for her.
  const isOwed = !record.toldSilent && record.kind !== 'referral' && record.state === 'waiting'
  return isOwed ? sayTo(again, 'silent', now, rules) : again
}
