/**
 * Settling: what is due is begun or ends, flights whose time is up move on, and flights whose item has left the plan
 * are ended. Every item that became due ends in exactly one history entry.
 */
import { printIso } from '@dhatri/text/day'
import type { Effect, KeyedEvent } from './event.ts'
import type { Flight } from './flight.record.ts'
import { type Ended, type FlightEvent, fly, newFlight } from './flight.ts'
import { writeEnd } from './history.ts'
import { type Item, isOpen, writeMark } from './item.ts'
import { plan } from './plan.ts'
import { isMuted, type Record } from './record.ts'
import type { Rules } from './schedule.ts'

/** What a step makes of a record; the same object comes back, with no effects, when nothing changed. */
export type Stepped = { record: Record; effects: Effect[] }

/** Brings the record up to an instant. */
export function settle(stepped: Stepped, now: number, rules: Rules): Stepped {
  let settled = flyAll(stepped, () => ({ kind: 'tick' }), now, rules)
  const { record } = settled
  const due = plan(record, rules).filter((item) => item.at <= now && isOpen(item, record))
  if (due.length === 0) return settled
  const chosen = [chooseOne(due, 'woman', now), chooseOne(due, 'family', now)]
  for (const item of due) settled = begin(settled, item, chosen.includes(item), now, rules)
  return settled
}

/** At most one message is caught up on: of several still worth sending the most important, then the newest. */
function chooseOne(due: Item[], to: 'woman' | 'family', now: number): Item | undefined {
  const alive = due.filter((item) => item.to === to && item.until > now)
  return alive.sort((one, other) => one.rank - other.rank || other.at - one.at)[0]
}

/** Feeds an event to the flight it is addressed to. */
export function flyOne(stepped: Stepped, event: KeyedEvent, now: number, rules: Rules): Stepped {
  return flyAll(stepped, (flight) => (flight.key === event.key ? event : undefined), now, rules)
}

/** Ends every flight whose item is no longer planned. */
export function cancelUnplanned(stepped: Stepped, reason: string, now: number, rules: Rules): Stepped {
  if (stepped.record.flights.length === 0) return stepped
  const keys = new Set(plan(stepped.record, rules).map((item) => item.key))
  return flyAll(stepped, (flight) => (keys.has(flight.key) ? undefined : { kind: 'cancelled', reason }), now, rules)
}

/** Feeds each flight the event chosen for it, and writes down those that end. */
export function flyAll(
  stepped: Stepped,
  choose: (flight: Flight) => FlightEvent | undefined,
  now: number,
  rules: Rules,
): Stepped {
  let { record, effects } = stepped
  for (const flight of record.flights) {
    const event = choose(flight)
    if (!event) continue
    const flown = fly(flight, event, now, rules.policy)
    if ('ended' in flown) {
      record = { ...record, flights: record.flights.filter((each) => each !== flight) }
      ;({ record, effects } = endItem({ record, effects }, flight.key, flown.ended, flown.reason, now))
    } else if (flown.flight !== flight) {
      record = { ...record, flights: record.flights.map((each) => (each === flight ? flown.flight : each)) }
      if (flown.does === 'ask') effects = [...effects, { do: 'ask', flight: flown.flight }]
      if (flown.does === 'handOff')
        effects = [...effects, { do: 'handOff', flight: flown.flight, facts: findFacts(record, flight.key, rules) }]
    }
  }
  return record === stepped.record ? stepped : { record, effects }
}

function begin(before: Stepped, item: Item, isNewest: boolean, now: number, rules: Rules): Stepped {
  const { course, offset = 0 } = item
  const stepped = course === undefined ? before : { ...before, record: writeMark(before.record, course, offset) }
  if (item.until <= now) return endItem(stepped, item.key, 'expired', 'late', now)
  if (item.tell) {
    const told = endItem(stepped, item.key, 'told', item.tell, now)
    return { ...told, effects: [...told.effects, makeTell(item, item.tell)] }
  }
  if (isMuted(stepped.record, item.at) || isMuted(stepped.record, now))
    return endItem(stepped, item.key, 'suppressed', 'mute', now)
  if (!isNewest) return endItem(stepped, item.key, 'expired', 'newer', now)
  const { key, message, class: kind, about, until, most } = item
  const to = item.to === 'family' ? 'family' : 'woman'
  const channel = item.channel ?? stepped.record.channel
  const isRinging = stepped.record.flights.some((flight) => flight.to === to && flight.channel === 'voice')
  if (channel === 'voice' && isRinging && kind === 'advice') return endItem(stepped, key, 'expired', 'ringing', now)
  const { record, effects } = channel === 'voice' ? giveWay(stepped, to, now, rules) : stepped
  const flight = newFlight(
    { key, to, message, class: kind, about, channel, at: now, until, ...(most !== undefined && { most }) },
    rules.policy,
  )
  return { effects, record: { ...record, flights: [...record.flights, flight] } }
}

/** Advice that nobody has picked up stops ringing for what is more important: one call at a time is enough. */
function giveWay(stepped: Stepped, to: Flight['to'], now: number, rules: Rules): Stepped {
  return flyAll(
    stepped,
    (flight) =>
      flight.to === to && flight.class === 'advice' && flight.channel === 'voice' && flight.state === 'waiting'
        ? { kind: 'cancelled', reason: 'newer' }
        : undefined,
    now,
    rules,
  )
}

function makeTell(item: Item, who: 'chw' | 'supervisor' | 'desk'): Effect {
  const facts = item.date === undefined ? {} : { date: printIso(item.date) }
  return { do: 'tell', id: `tell.${item.key}`, who, message: item.message, facts, key: item.key }
}

function endItem(stepped: Stepped, key: string, ended: Ended, reason: string, now: number): Stepped {
  const { record, effects } = stepped
  const entry: Effect = { do: 'history', ...writeEnd(key, ended, reason, now) }
  // The items of a contact she went to are never planned again: their keys need no room.
  const group = key.slice(0, key.indexOf('.'))
  // Neither are those of a course up to its mark.
  const isNeeded = record.visits[group] === undefined && record.marks?.[group] === undefined
  return {
    record: isNeeded ? { ...record, settled: [...record.settled, key].sort() } : record,
    effects: [...effects, entry, { do: 'count', name: `item.${ended}` }],
  }
}

function findFacts(record: Record, key: string, rules: Rules): { date?: string } {
  const date = plan(record, rules).find((item) => item.key === key)?.date
  return date === undefined ? {} : { date: printIso(date) }
}
