/**
 * A case: danger that is happening, from the moment it is said until an outcome is recorded. The ladder rings one
 * worker after another; whoever takes it is asked whether she was seen; it is never over in silence: until it is closed
 * there is always a next moment at which something is done. Quiet hours do not apply to it.
 */
import { type CaseEffect, cancelCalls, flyCalls, launch, type SteppedCase, settleCalls } from './case.flight.ts'
import { climb, restart } from './case.ladder.ts'
import type { Case, CaseEvent, CaseOutcome, CaseRules, Opening } from './case.record.ts'
import { ask, firstAfter, take } from './case.taken.ts'
import { flightDue } from './flight.ts'
import { writeEvent } from './history.ts'
import { findPerson, rungsOf } from './ladder.person.ts'
import type { Ladder } from './ladder.ts'

/** How long a further report goes to whoever has the case alone. */
const heldFor = 2 * 3_600_000

/** Opens a case and starts its ladder. */
export function openCase(opening: Opening, now: number, rules: CaseRules): SteppedCase {
  const fresh = { opened: now, joins: 0, round: 0, rung: -1, turn: now, takes: 0, toldNobody: false, flights: [] }
  const record: Case = { ...opening, ...fresh, state: 'ringing' }
  const entry = writeEvent('case.opened', '', now, { answers: record.answers, isLocal: record.isLocal ? 'yes' : 'no' })
  return climb({ record, effects: [{ do: 'history', ...entry }] }, now, rules)
}

/** Applies an event; the same object comes back, with no effects, when nothing changed. A closed case stays closed. */
export function stepCase(record: Case, event: CaseEvent, now: number, rules: CaseRules): SteppedCase {
  const stepped: SteppedCase = { record, effects: [] }
  if (record.state === 'closed') return event.kind === 'closed' ? refine(stepped, event, now) : stepped
  switch (event.kind) {
    case 'tick':
      return tick(settleCalls(stepped, now, rules), now, rules)
    case 'joined':
      return join(stepped, event, now, rules)
    case 'taken':
      return take(stepped, event.by, now, rules)
    case 'passed': {
      const rung = rungsOf(rules.ladder, record.area)[record.rung]
      const isTheirs = record.state === 'ringing' && rung !== undefined && findPerson(rung, record.people) === event.by
      if (!isTheirs) return stepped
      return climb(
        wrote(stepped, 'case.passed', `${record.round}-${record.rung}-${record.takes}`, now, { by: event.by }),
        now,
        rules,
      )
    }
    case 'handedOn':
      return handOn(stepped, event.by, now, rules)
    case 'left':
      return answerLeft(stepped, event, now, rules)
    case 'replaced':
      return replace(stepped, event, now, rules)
    case 'seen':
      return event.didSee ? close(stepped, 'seen', event.by, now, rules) : notSeen(stepped, event.by, now, rules)
    case 'closed':
      return close(stepped, event.outcome, event.by, now, rules)
    default:
      return flyCalls(stepped, (flight) => (flight.key === event.key ? event : undefined), now, rules)
  }
}

/** When the case must next be looked at; there is always such a moment until it is closed. */
export function caseDue(record: Case): number | undefined {
  if (record.state === 'closed') return undefined
  const next = record.taken?.next ?? record.turn
  return Math.min(next, ...record.flights.map(flightDue))
}

/** The keys of its messages that may be claimed now. */
export function listCalls(record: Case, now: number): string[] {
  return record.flights.filter(({ state, at }) => state === 'waiting' && at <= now).map(({ key }) => key)
}

/** Whether the duty desk must see it in red: nobody has it at the end of the ladder, or nobody says she was seen. */
export function isRed(record: Case, ladder: Ladder): boolean {
  if (record.state === 'ringing') return record.round > 0 || record.rung >= rungsOf(ladder, record.area).length
  return record.state === 'taken' && (record.taken?.asks ?? 0) > 1
}

function tick(stepped: SteppedCase, now: number, rules: CaseRules): SteppedCase {
  const { record } = stepped
  if (record.taken !== undefined) return now >= record.taken.next ? ask(stepped, now, rules) : stepped
  if (now < record.turn) return stepped
  return record.rung < rungsOf(rules.ladder, record.area).length
    ? climb(stepped, now, rules)
    : restart(stepped, now, rules)
}

function join(
  stepped: SteppedCase,
  event: Extract<CaseEvent, { kind: 'joined' }>,
  now: number,
  rules: CaseRules,
): SteppedCase {
  const { kind: _, ...news } = event
  const { record } = stepped
  const joins = record.joins + 1
  const people = { ...record.people, ...news.people }
  const joined = { ...stepped, record: { ...record, ...news, people, joins, toldNobody: false } }
  const wroteIt = wrote(joined, 'case.joined', joins, now)
  if (record.taken !== undefined && now - record.taken.at > heldFor) {
    // Whoever took it hours ago may be asleep or gone: a new cry goes up the ladder again.
    const { taken: _taken, ...rest } = wroteIt.record
    return restart({ ...wroteIt, record: { ...rest, state: 'ringing' } }, now, rules)
  }
  if (record.taken !== undefined) {
    return launch(
      wroteIt,
      { what: 'alert', mark: `again-${joins}`, code: record.taken.by, channels: ['sms', 'voice'] },
      now,
      rules,
    )
  }
  // Another place may have another ladder: its rungs are counted anew.
  const rungs = rungsOf(rules.ladder, joined.record.area)
  const isPausing = record.rung >= rungs.length || rungs !== rungsOf(rules.ladder, record.area)
  const isNewlyLocal = !record.isLocal && news.isLocal === true
  return isPausing || isNewlyLocal ? restart(wroteIt, now, rules) : wroteIt
}

function handOn(stepped: SteppedCase, by: string, now: number, rules: CaseRules): SteppedCase {
  const { taken, ...rest } = stepped.record
  if (taken?.by !== by) return stepped
  // On from where they stand; whoever is nowhere on the ladder leaves it to start below.
  const rung = rungsOf(rules.ladder, rest.area).findLastIndex((each) => findPerson(each, rest.people) === by)
  const free = cancelCalls(
    { ...stepped, record: { ...rest, state: 'ringing', rung, turn: now, toldNobody: false } },
    'handedOn',
    now,
    rules,
  )
  return climb(wrote(free, 'case.handedOn', rest.takes, now, { by }), now, rules)
}

/** Puts another person in the place of one who has left; where the case was theirs or rang at theirs, it rings anew. */
function replace(
  stepped: SteppedCase,
  { from, to }: Extract<CaseEvent, { kind: 'replaced' }>,
  now: number,
  rules: CaseRules,
): SteppedCase {
  const { taken, ...record } = stepped.record
  const isTheirs = taken?.by === from
  const roles = Object.entries(record.people).filter(([, code]) => code === from)
  if (roles.length === 0 && !isTheirs) return stepped
  const rung = rules.ladder.rungs[record.rung]
  const isRinging = taken === undefined && rung !== undefined && findPerson(rung, record.people) === from
  const others = Object.entries(record.people).filter(([, code]) => code !== from && code !== to)
  const people = Object.fromEntries([...others, ...(to === undefined ? [] : roles.map(([role]) => [role, to]))])
  const kept: Case = { ...record, people, ...(taken === undefined || isTheirs ? {} : { taken }) }
  const replaced = wrote({ ...stepped, record: kept }, 'case.replaced', now, now, { from, ...(to && { to }) })
  if (!isTheirs && !isRinging) return replaced
  const free = cancelCalls(replaced, 'replaced', now, rules, ['alert', 'seen'])
  return restart({ ...free, record: { ...free.record, state: 'ringing', toldNobody: false } }, now, rules)
}

function notSeen(stepped: SteppedCase, by: string, now: number, rules: CaseRules): SteppedCase {
  const { record } = stepped
  const written = wrote(stepped, 'case.notSeen', now, now, { by })
  if (record.taken === undefined) return written
  const next = Math.min(record.taken.next, now + firstAfter(rules))
  return { ...written, record: { ...record, taken: { ...record.taken, next } } }
}

/** She has left: next it is asked whether she was seen. She is still there: the same question again, and soon. */
function answerLeft(
  stepped: SteppedCase,
  { didLeave, by }: { didLeave: boolean; by: string },
  now: number,
  rules: CaseRules,
): SteppedCase {
  const { taken } = stepped.record
  if (taken === undefined) return stepped
  const next = didLeave ? taken.next : Math.min(taken.next, now + firstAfter(rules))
  // The same answer once more is no news.
  if (taken.isThere === !didLeave && taken.next === next) return stepped
  const record = { ...stepped.record, taken: { ...taken, isThere: !didLeave, next } }
  return wrote({ ...stepped, record }, didLeave ? 'case.left' : 'case.notLeft', now, now, { by })
}

/** "Seen" may be said more exactly by whoever said it; nothing else about a closed case changes. */
function refine(
  stepped: SteppedCase,
  { outcome: kind, by }: { outcome: CaseOutcome; by: string },
  now: number,
): SteppedCase {
  const { outcome } = stepped.record
  const isFiner = outcome?.kind === 'seen' && outcome.by === by && (kind === 'admitted' || kind === 'referred')
  if (!isFiner) return stepped
  const record: Case = { ...stepped.record, outcome: { ...outcome, kind } }
  return wrote({ ...stepped, record }, 'case.refined', '', now, { outcome: kind, by })
}

function close(stepped: SteppedCase, kind: CaseOutcome, by: string, now: number, rules: CaseRules): SteppedCase {
  const quiet = cancelCalls(stepped, 'closed', now, rules)
  const { taken: _, ...rest } = quiet.record
  const record: Case = { ...rest, state: 'closed', outcome: { kind, by, at: now } }
  return wrote({ ...quiet, record }, 'case.closed', '', now, { outcome: kind, by })
}

function wrote(
  stepped: SteppedCase,
  what: string,
  mark: string | number,
  now: number,
  facts?: { [name: string]: string },
): SteppedCase {
  const effect: CaseEffect = { do: 'history', ...writeEvent(what, mark, now, facts) }
  return { ...stepped, effects: [...stepped.effects, effect] }
}
