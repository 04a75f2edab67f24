/** A message and what happens to it, for the tests of the send policy. */
import { hour, minute } from './dhaka.ts'
import { at } from './example.ts'
import type { Class, Flight } from './flight.record.ts'
import { type FlightEvent, fly, newFlight } from './flight.ts'
import { policy } from './policy.ts'

/** Noon of a day in May. */
export const noon = at('2026-05-01 12:00')

/** A message about a contact, waiting since noon. */
export const make = (kind: Class, more: Partial<Flight> = {}): Flight =>
  newFlight(
    {
      key: 'anc2.day',
      to: 'woman',
      message: 'anc.day',
      class: kind,
      about: 'pregnancy',
      channel: 'sms',
      at: noon,
      until: noon + 5 * 24 * hour,
      ...more,
    },
    policy,
  )

/** Plays events at their minutes after noon; returns what came of each: the state, or the end and its reason. */
export function play(
  flight: Flight,
  ...events: [minutes: number, event: FlightEvent | FlightEvent['kind']][]
): string[] {
  let current = flight
  return events.map(([minutes, event]) => {
    const flown = fly(
      current,
      typeof event === 'string' ? short(event, current) : event,
      noon + minutes * minute,
      policy,
    )
    if ('ended' in flown) return `${flown.ended}: ${flown.reason}`
    const isSame = flown.flight === current
    current = flown.flight
    return isSame ? 'same' : [current.state, flown.does].filter(Boolean).join(' ')
  })
}

function short(kind: FlightEvent['kind'], { claim }: Flight): FlightEvent {
  switch (kind) {
    case 'accepted':
      return { kind, ref: `r${claim}`, claim }
    case 'rejected':
      return { kind, claim, error: 'gateway.throttled', isCertain: true, isPermanent: false }
    case 'unknown':
      return { kind, claim, error: 'gateway.timeout' }
    case 'heard':
      return { kind, seconds: 0, cause: 'noAnswer' }
    case 'receipt':
      return { kind, state: 'delivered' }
    case 'handedBack':
      return { kind, claim, at: noon + hour, reason: 'apart' }
    case 'suppressed':
      return { kind, claim, reason: 'stop' }
    case 'cancelled':
      return { kind, reason: 'lost' }
    default:
      return { kind }
  }
}
