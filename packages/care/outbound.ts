/**
 * A single message as a record of its own: a reply, an invitation to anyone, a word to a worker. It has one flight,
 * flown by the same policy as a woman's messages; the facts for its text are boxed by the shell beside it.
 */
import type { Effect } from './event.ts'
import type { Flight } from './flight.record.ts'
import { type Ended, type FlightEvent, flightDue, fly, newFlight } from './flight.ts'
import { writeEnd } from './history.ts'
import type { Policy } from './policy.ts'

/** One message to one phone (a pseudonym); `flight` until it ends, then how and why. */
export type Outbound = {
  id: string
  phone: string
  flight?: Flight
  ended?: { how: Ended; reason: string; at: number }
}

/** What a single message says about itself; a reply lives 15 minutes whatever `until` says. */
export type Sending = Pick<Flight, 'to' | 'message' | 'class' | 'about' | 'channel' | 'until'> &
  Partial<Pick<Flight, 'at' | 'most'>>

/** A new single message under a deterministic id, due now. */
export function createOutbound(id: string, phone: string, sending: Sending, now: number, policy: Policy): Outbound {
  const until = sending.class === 'reply' ? Math.min(sending.until, now + policy.reply) : sending.until
  const flight = newFlight({ at: now, ...sending, until, key: id }, policy)
  return { id, phone, flight }
}

/** Applies an event; the same object comes back, with no effects, when nothing changed. */
export function stepOutbound(
  outbound: Outbound,
  event: FlightEvent,
  now: number,
  policy: Policy,
): { outbound: Outbound; effects: Effect[] } {
  const { id, phone, flight } = outbound
  const effects: Effect[] = []
  let current = flight
  // What is due is settled first, as in a woman's record.
  for (const each of [{ kind: 'tick' } as const, event]) {
    if (!current) break
    const flown = fly(current, each, now, policy)
    if ('ended' in flown) {
      const { ended: how, reason } = flown
      effects.push({ do: 'history', ...writeEnd(id, how, reason, now) }, { do: 'count', name: `message.${how}` })
      return { outbound: { id, phone, ended: { how, reason, at: now } }, effects }
    }
    if (flown.does === 'ask') effects.push({ do: 'ask', flight: flown.flight })
    if (flown.does === 'handOff') effects.push({ do: 'handOff', flight: flown.flight, facts: {} })
    current = flown.flight
  }
  return { outbound: current === flight || !current ? outbound : { id, phone, flight: current }, effects }
}

/** When the message must next be looked at; undefined once it has ended. */
export function outboundDue({ flight }: Outbound): number | undefined {
  return flight && flightDue(flight)
}
