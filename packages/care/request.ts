/**
 * Somebody owes an answer by a time: to a question, a complaint, a wish for a day at a facility, or on whether a woman
 * who was sent there has arrived. Silence climbs; until a request is closed with an outcome there is always a next
 * moment at which something is done. What was said is not here: the shell seals it beside the record.
 */
import type { Day } from '@dhatri/text/day'
import { instantOf } from './dhaka.ts'
import { flightDue } from './flight.ts'
import { climb, holderOf, isAtDesk, isTop } from './request.climb.ts'
import { cancelFlights, flyFlights, isUnsaid, type SteppedRequest, sayTo, tell, wrote } from './request.flight.ts'
import type { Asking, Request, RequestEvent, RequestOutcome, RequestRules } from './request.record.ts'

const hour = 3_600_000
/** The minute of the day at which she is reminded, and at which it is asked whether she came. */
const morning = 10 * 60

/** Opens a request and puts it to the first who can answer; thanks are written down and closed. */
export function openRequest(asking: Asking, now: number, rules: RequestRules): SteppedRequest {
  const fresh = {
    rung: -1,
    turn: now,
    repeats: 0,
    moves: 0,
    isReminded: false,
    toldSilent: false,
    asked: [],
    flights: [],
  }
  const record: Request = { ...asking, ...fresh, opened: now, state: 'waiting' }
  const opened = wrote({ record, effects: [] }, 'request.opened', '', now, { kind: record.kind })
  if (record.kind === 'thanks') return close(opened, 'thanked', 'self', now, rules)
  return climb(opened, now, rules)
}

/** Applies an event; the same object comes back, with no effects, when nothing changed. A closed request only ends its texts. */
export function stepRequest(record: Request, event: RequestEvent, now: number, rules: RequestRules): SteppedRequest {
  const stepped: SteppedRequest = { record, effects: [] }
  switch (event.kind) {
    case 'tick':
      return tick(
        flyFlights(stepped, () => ({ kind: 'tick' }), now, rules),
        now,
        rules,
      )
    case 'yes':
    case 'no':
      return mayAnswer(record, event.by, event.seen) ? answer(stepped, event, now, rules) : stepped
    case 'answered':
      if (!isAsked(record) || record.state === 'closed' || !record.asked.includes(event.by)) return stepped
      return sayTo(close(stepped, 'answered', event.by, now, rules), 'answer', now, rules)
    case 'barred':
      return bar(stepped, event.by, now, rules)
    case 'changed':
      return isMovable(record) ? change(stepped, event.day, now, rules) : stepped
    case 'cancelled':
      return isMovable(record) ? callOff(stepped, 'cancelled', 'self', now, rules) : stepped
    case 'ended':
      if (record.state === 'closed') return stepped
      return isMovable(record)
        ? callOff(stepped, event.how, event.by, now, rules)
        : close(stepped, event.how, event.by, now, rules)
    default:
      return flyFlights(stepped, (flight) => (flight.key === event.key ? event : undefined), now, rules)
  }
}

/** When the request must next be looked at; there is always such a moment until it is closed and its texts have ended. */
export function requestDue(record: Request): number | undefined {
  const flights = record.flights.map(flightDue)
  if (record.state !== 'closed') return Math.min(record.turn, passes(record) ?? record.turn, ...flights)
  return flights.length === 0 ? undefined : Math.min(...flights)
}

/** Whether somebody may answer: she herself, or a worker it was ever put to; not to a state they have not been told of. */
function mayAnswer(record: Request, by: string, seen?: Day): boolean {
  if (record.state === 'closed') return false
  if (by === 'self') return record.state === 'offered'
  if (!record.asked.includes(by)) return false
  // A bare 1 may be meant for a day that has been changed since; a screen says which day was seen.
  if (record.kind === 'appointment' && seen === undefined) return !isUnsaid(record, by)
  return seen === undefined || seen === record.day
}

function isAsked({ kind }: Request): boolean {
  return kind === 'question' || kind === 'complaint'
}

function isMovable({ kind, state }: Request): boolean {
  return kind === 'appointment' && (state === 'waiting' || state === 'offered' || state === 'agreed')
}

function tick(stepped: SteppedRequest, now: number, rules: RequestRules): SteppedRequest {
  const { record } = stepped
  if (record.state === 'closed') return stepped
  if (now >= (passes(record) ?? Number.POSITIVE_INFINITY)) return expire(stepped, now, rules)
  if (now < record.turn) return stepped
  // Whoever could know was asked whether she came, and nobody has said so.
  const isUnknown = record.state === 'after' && record.rung >= 0 && isAtDesk(record, rules)
  if (isUnknown) return close(stepped, 'expired', 'clock', now, rules)
  if (record.state !== 'agreed') return climb(stepped, now, rules)
  const after = dayAfter(record)
  if (now < after) {
    const reminded = { ...stepped, record: { ...record, isReminded: true, turn: after } }
    return record.isReminded ? reminded : sayTo(reminded, 'remind', now, rules)
  }
  const { rung: _, ...rest } = record
  const asking: Request = { ...rest, rung: -1, state: 'after', moves: record.moves + 1, repeats: 0 }
  return climb(wrote({ ...stepped, record: asking }, 'request.after', asking.moves, now), now, rules)
}

function answer(
  stepped: SteppedRequest,
  event: Extract<RequestEvent, { kind: 'yes' | 'no' }>,
  now: number,
  rules: RequestRules,
): SteppedRequest {
  const { kind, state } = stepped.record
  const isYes = event.kind === 'yes'
  if (kind === 'referral') {
    return isYes ? close(stepped, 'arrived', event.by, now, rules) : notArrived(stepped, event.by, now, rules)
  }
  if (kind !== 'appointment') return stepped
  if (state === 'after') return close(stepped, isYes ? 'came' : 'missed', event.by, now, rules)
  if (!isYes) return event.day === undefined ? stepped : offer(stepped, event.day, event.by, now, rules)
  return state === 'agreed' ? stepped : agree(stepped, event.by, now, rules)
}

/** One who stands on the rung that owes the answer passes it on; the one at the top ends it. */
function notArrived(stepped: SteppedRequest, by: string, now: number, rules: RequestRules): SteppedRequest {
  const { record } = stepped
  if (holderOf(record, rules) !== by) return wrote(stepped, 'request.notArrived', `${by}-${now}`, now, { by })
  if (isTop(record, rules)) return close(stepped, 'notArrived', by, now, rules)
  return climb(wrote(stepped, 'request.notArrived', `${by}-${now}`, now, { by }), now, rules)
}

/** Nobody waits for one who is away and whose stand-in may not see it. */
function bar(stepped: SteppedRequest, by: string, now: number, rules: RequestRules): SteppedRequest {
  const { record } = stepped
  if (record.state === 'closed' || holderOf(record, rules) !== by || isTop(record, rules)) return stepped
  return climb(wrote(stepped, 'request.barred', `${record.moves}-${record.rung}`, now, { by }), now, rules)
}

function agree(stepped: SteppedRequest, by: string, now: number, rules: RequestRules): SteppedRequest {
  const before = cancelFlights(stepped, 'agreed', now, rules)
  const moves = before.record.moves + 1
  const record: Request = { ...before.record, state: 'agreed', moves }
  const remind = instantOf((record.day ?? 0) - 1, morning)
  // Agreed on the day before or later, the word itself is the reminder.
  const isLate = remind <= now
  const agreed = {
    ...before,
    record: { ...record, isReminded: isLate, turn: isLate ? dayAfter(record) : remind },
  }
  const written = wrote(agreed, 'request.agreed', moves, now, { by })
  if (by !== 'self') return sayTo(written, 'agreed', now, rules)
  const whom = record.people.contact ?? record.asked.at(-1)
  return whom === undefined ? written : tell(written, whom, 'chw.agreed', now, rules)
}

function offer(stepped: SteppedRequest, day: Day, by: string, now: number, rules: RequestRules): SteppedRequest {
  const before = cancelFlights(stepped, 'offered', now, rules)
  const moves = before.record.moves + 1
  const record: Request = { ...before.record, state: 'offered', day, moves, turn: now + 24 * hour, isReminded: false }
  return sayTo(wrote({ ...before, record }, 'request.offered', moves, now, { by }), 'offered', now, rules)
}

function change(stepped: SteppedRequest, day: Day, now: number, rules: RequestRules): SteppedRequest {
  const before = cancelFlights(stepped, 'changed', now, rules)
  const moves = before.record.moves + 1
  const record: Request = { ...before.record, state: 'waiting', day, moves, rung: -1, repeats: 0, isReminded: false }
  return climb(wrote({ ...before, record }, 'request.changed', moves, now), now, rules)
}

/** The instant at which a day that nobody has agreed to is over. */
function passes({ kind, state, day }: Request): number | undefined {
  const isOpen = kind === 'appointment' && (state === 'waiting' || state === 'offered')
  return isOpen && day !== undefined ? instantOf(day + 1, 0) : undefined
}

/** Nobody is asked about a day that has passed; she hears that there was no answer, unless she was told or owed it herself. */
function expire(stepped: SteppedRequest, now: number, rules: RequestRules): SteppedRequest {
  const { state, toldSilent } = stepped.record
  const closed = close(stepped, 'expired', 'clock', now, rules)
  return state === 'waiting' && !toldSilent ? sayTo(closed, 'expired', now, rules) : closed
}

/** Whoever has heard of it is told that she will not come. */
function callOff(
  stepped: SteppedRequest,
  how: RequestOutcome,
  by: string,
  now: number,
  rules: RequestRules,
): SteppedRequest {
  const heard = stepped.record.asked.filter((code) => !isUnsaid(stepped.record, code))
  const whom = stepped.record.people.contact ?? heard.at(-1)
  const closed = close(stepped, how, by, now, rules)
  return whom === undefined || !heard.includes(whom) ? closed : tell(closed, whom, 'chw.cancelled', now, rules)
}

function close(
  stepped: SteppedRequest,
  kind: RequestOutcome,
  by: string,
  now: number,
  rules: RequestRules,
): SteppedRequest {
  const quiet = cancelFlights(stepped, 'closed', now, rules)
  const moves = quiet.record.moves + 1
  const record: Request = { ...quiet.record, state: 'closed', moves, outcome: { kind, by, at: now } }
  return wrote({ ...quiet, record }, 'request.closed', '', now, { outcome: kind, by })
}

function dayAfter({ day = 0 }: Request): number {
  return instantOf(day + 1, morning)
}
