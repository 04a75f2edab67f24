/** A case as one compact string, at most 1 KB, to be sealed: fields in a fixed order, times counted from its opening. */
import type { Case } from './case.record.ts'
import type { Flight } from './flight.record.ts'

type Json = string | number | boolean | null | Json[] | { [name: string]: Json }

/** The form in front: a later one may add fields behind without breaking those that are kept. */
const FORM = 1
const STATES = ['ringing', 'taken', 'closed'] as const
const FLIGHT_STATES = ['waiting', 'claimed', 'accepted', 'unknown'] as const
/** What of a flight its key does not say. */
const MESSAGES: { [kind: string]: string } = {
  alert: 'chw.alert',
  nobody: 'case.nobody',
  someone: 'case.someone',
  left: 'case.left',
  seen: 'case.seen',
}

/** The case as a string. */
export function packCase(record: Case): string {
  const { opened, taken, outcome, people } = record
  const since = (at: number): number => at - opened
  const fields: Json[] = [
    FORM,
    record.id,
    opened,
    record.woman ?? null,
    record.phone ?? null,
    record.area,
    record.isLocal,
    record.answers,
    [people.chw ?? null, people.supervisor ?? null, people.desk ?? null],
    STATES.indexOf(record.state),
    [record.joins, record.round, record.rung, since(record.turn), record.takes, record.toldNobody ? 1 : 0],
    taken === undefined ? null : packTaken(taken, since),
    outcome === undefined ? null : [outcome.kind, outcome.by, since(outcome.at)],
    record.flights.map((flight) => packFlight(flight, since)),
  ]
  return JSON.stringify(fields)
}

/** The case that a string made by `packCase` holds; throws on anything else, which would be a bug or a wrong key. */
export function unpackCase(packed: string): Case {
  const read: Json = JSON.parse(packed)
  if (!Array.isArray(read) || read[0] !== FORM) throw new Error('case.form')
  const [, id, opened, woman, phone, area, isLocal, answers, people, state, counts, taken, outcome, flights] = read
  const start = Number(opened)
  const [chw, supervisor, desk] = listOf(people)
  const [joins, round, rung, turn, takes, toldNobody] = listOf(counts).map(Number)
  const [by, at, asks, next, asked, isThere] = listOf(taken)
  const [kind, closer, end] = listOf(outcome)
  return {
    id: String(id),
    ...(woman && { woman: String(woman) }),
    ...(phone && { phone: String(phone) }),
    area: String(area),
    isLocal: isLocal === true,
    answers: answers as Case['answers'],
    people: {
      ...(chw && { chw: String(chw) }),
      ...(supervisor && { supervisor: String(supervisor) }),
      ...(desk && { desk: String(desk) }),
    },
    opened: start,
    joins: joins ?? 0,
    state: STATES[Number(state)] ?? 'ringing',
    round: round ?? 0,
    rung: rung ?? 0,
    turn: start + (turn ?? 0),
    takes: takes ?? 0,
    ...(taken && {
      taken: {
        by: String(by),
        at: start + Number(at),
        asks: Number(asks),
        next: start + Number(next),
        ...(asked && { asked: asked === 'left' ? ('left' as const) : ('seen' as const) }),
        ...(typeof isThere === 'number' && { isThere: isThere === 1 }),
      },
    }),
    toldNobody: toldNobody === 1,
    ...(outcome && {
      outcome: { kind: kind as NonNullable<Case['outcome']>['kind'], by: String(closer), at: start + Number(end) },
    }),
    flights: listOf(flights).map((flight) => unpackFlight(listOf(flight), start)),
  }
}

function packTaken(taken: NonNullable<Case['taken']>, since: (at: number) => number): Json {
  const { by, at, asks, next, asked = null, isThere } = taken
  return [by, since(at), asks, since(next), asked, isThere === undefined ? null : Number(isThere)]
}

function packFlight(flight: Flight, since: (at: number) => number): Json {
  const { key, state, at, until, lease, calls, claim, refusals = 0, ref = null, why = null } = flight
  const times = [since(at), since(until), lease === undefined ? null : since(lease)]
  return [key, FLIGHT_STATES.indexOf(state), ...times, calls, claim, refusals, ref, why]
}

function unpackFlight([key, state, at, until, lease, calls, claim, refusals, ref, why]: Json[], start: number): Flight {
  const [kind = '', , channel, code] = String(key).split('.')
  return {
    key: String(key),
    to: code ? 'worker' : 'woman',
    message: MESSAGES[kind] ?? '',
    class: 'alert',
    about: 'service',
    channel: channel === 'voice' ? 'voice' : 'sms',
    state: FLIGHT_STATES[Number(state)] ?? 'waiting',
    at: start + Number(at),
    until: start + Number(until),
    ...(lease !== null && { lease: start + Number(lease) }),
    calls: Number(calls),
    claim: Number(claim),
    ...(refusals && { refusals: Number(refusals) }),
    ...(ref && { ref: String(ref) }),
    ...(why && { why: String(why) }),
  }
}

function listOf(value: Json | undefined): Json[] {
  return Array.isArray(value) ? value : []
}
