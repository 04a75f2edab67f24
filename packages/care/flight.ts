/**
 * One message under way, and the policy machine that brings it to an end: claim, hand-off, answer, receipt, retry.
 * Women, cases and single messages all keep flights; only the shell calls gateways.
 * Bounds by class follow the at-least-once arithmetic of the sending policy: a copy that may have left is never undone.
 */
import type { Class, Flight } from './flight.record.ts'
import type { Policy } from './policy.ts'
import { nextAllowed } from './quiet.ts'
import { boundCalls, nextRing } from './rings.ts'

/** How a flight ended; each planned item ends in exactly one of these. */
export type Ended =
  | 'accepted'
  | 'delivered'
  | 'undelivered'
  | 'expired'
  | 'cancelled'
  | 'suppressed'
  | 'unknown'
  | 'dead'
  | 'told'

/** The states a receipt (DLR) can carry, lowest rank first. */
export type ReceiptState = 'sent' | 'delivered' | 'undelivered' | 'rejected' | 'expired'

/** How a call ended. */
export type CallCause = 'answered' | 'busy' | 'noAnswer' | 'off' | 'invalid' | 'failed'

/** What can happen to a flight; `claim` is the serial of the claim whose outcome this is. */
export type FlightEvent =
  | { kind: 'tick' }
  | { kind: 'claim' }
  | { kind: 'handedBack'; claim: number; at: number; reason: string }
  | { kind: 'accepted'; ref?: string; claim?: number }
  | { kind: 'rejected'; claim: number; error: string; isCertain: boolean; isPermanent: boolean }
  | { kind: 'unknown'; claim: number; error?: string }
  | { kind: 'receipt'; state: ReceiptState; ref?: string }
  | { kind: 'heard'; seconds: number; cause: CallCause; ref?: string }
  | { kind: 'suppressed'; reason: string; claim?: number }
  | { kind: 'cancelled'; reason: string }

/** A flight after an event: still under way (perhaps with something for the shell to do), or ended with a reason. */
export type Flown = { flight: Flight; does?: 'handOff' | 'ask' } | { ended: Ended; reason: string }

/** What one event makes of a flight; the same object comes back when nothing changed. */
export function fly(flight: Flight, event: FlightEvent, now: number, policy: Policy): Flown {
  switch (event.kind) {
    case 'tick':
      return tick(flight, now, policy)
    case 'claim':
      return claim(flight, now, policy)
    case 'handedBack':
      return handBack(flight, event, now, policy)
    case 'accepted':
      return accept(flight, event, now, policy)
    case 'rejected':
      return reject(flight, event, now, policy)
    case 'unknown':
      return isOf(flight, event.claim) && flight.state === 'claimed'
        ? lose(flight, event.error ?? 'unknown', now, policy)
        : { flight }
    case 'receipt':
      return receive(flight, event, now, policy)
    case 'heard':
      return hear(flight, event, now, policy)
    case 'suppressed':
      return land(isOf(flight, event.claim) ? giveBack(flight) : flight, 'suppressed', event.reason)
    case 'cancelled':
      return land(flight, 'cancelled', event.reason)
  }
}

/** The instant at which the flight must next be looked at. */
export function flightDue(flight: Flight): number {
  if (flight.state !== 'waiting') return flight.lease ?? flight.at
  return Math.min(flight.at, flight.until + 1)
}

/** A new flight, waiting for its first allowed moment. */
export function newFlight(
  message: Pick<Flight, 'key' | 'to' | 'message' | 'class' | 'about' | 'channel' | 'at' | 'until' | 'most'>,
  policy: Policy,
): Flight {
  return { ...message, at: openHour(message.class, message.at, policy), state: 'waiting', calls: 0, claim: 0 }
}

/** The reference a gateway is given: a retry repeats it, so that a gateway that knows it sends one copy; each ring has its own. */
export function nameCall(owner: string, flight: Flight): string {
  return flight.channel === 'voice' ? `${owner}.${flight.key}.${flight.calls}` : `${owner}.${flight.key}`
}

function tick(flight: Flight, now: number, policy: Policy): Flown {
  if (flight.state === 'waiting') return now > flight.until ? land(flight, 'expired', flight.why ?? 'late') : { flight }
  if (now < (flight.lease ?? flight.at)) return { flight }
  if (flight.state === 'claimed') return lose(flight, 'lease', now, policy)
  if (flight.channel === 'voice') return ringAgain(flight, flight.why ?? 'silent', now, policy)
  if (flight.state === 'accepted') return { ended: 'accepted', reason: 'noReceipt' }
  const at = openHour(flight.class, now, policy)
  const mayRetry = policy.classes[flight.class].isRetried && flight.calls < boundCalls(flight, policy)
  return mayRetry && at <= flight.until
    ? wait(flight, at, flight.why)
    : { ended: 'unknown', reason: flight.why ?? 'unknown' }
}

function claim(flight: Flight, now: number, policy: Policy): Flown {
  if (flight.state !== 'waiting' || now < flight.at) return { flight }
  if (now > flight.until) return land(flight, 'expired', flight.why ?? 'late')
  if (flight.calls >= boundCalls(flight, policy)) return land(flight, 'undelivered', flight.why ?? 'bound')
  const at = openHour(flight.class, now, policy)
  if (at > now) return wait(flight, at, flight.why)
  const claimed = { ...flight, state: 'claimed' as const, calls: flight.calls + 1, claim: flight.claim + 1 }
  return { flight: { ...claimed, lease: now + policy.lease }, does: 'handOff' }
}

function handBack(
  flight: Flight,
  event: Extract<FlightEvent, { kind: 'handedBack' }>,
  now: number,
  policy: Policy,
): Flown {
  if (!isOf(flight, event.claim)) return { flight }
  const back = giveBack(flight)
  const at = openHour(flight.class, Math.max(now, event.at), policy)
  return at <= flight.until ? wait(back, at, event.reason) : land(back, 'expired', event.reason)
}

function accept(flight: Flight, event: Extract<FlightEvent, { kind: 'accepted' }>, now: number, policy: Policy): Flown {
  const isNews = isOpen(flight) || (flight.state === 'waiting' && flight.calls > 0 && flight.channel === 'sms')
  if (!isNews) return { flight }
  const rest = flight.channel === 'voice' ? policy.rings.awaits : policy.classes[flight.class].receipt
  const accepted: Flight = { ...without(flight, 'why'), state: 'accepted', lease: now + rest }
  return { flight: event.ref === undefined ? accepted : { ...accepted, ref: event.ref } }
}

function reject(flight: Flight, event: Extract<FlightEvent, { kind: 'rejected' }>, now: number, policy: Policy): Flown {
  if (!isOf(flight, event.claim)) return { flight }
  if (!event.isCertain) return flight.state === 'claimed' ? lose(flight, event.error, now, policy) : { flight }
  // A certain refusal reached nobody, so it does not count against the bound.
  const back = { ...giveBack(flight), refusals: (flight.refusals ?? 0) + 1 }
  if (event.isPermanent) return land(back, 'undelivered', event.error)
  if (back.refusals > policy.refusals) return land(back, 'dead', event.error)
  const pause = Math.min(policy.backoff.first * 2 ** (back.refusals - 1), policy.backoff.last)
  const at = openHour(flight.class, now + pause, policy)
  return at <= flight.until ? wait(back, at, event.error) : land(back, 'expired', event.error)
}

function receive(flight: Flight, event: Extract<FlightEvent, { kind: 'receipt' }>, now: number, policy: Policy): Flown {
  if (flight.calls === 0 || flight.channel === 'voice') return { flight }
  if (event.state === 'delivered') return { ended: 'delivered', reason: 'receipt' }
  if (event.state === 'sent') return accept(flight, { kind: 'accepted' }, now, policy)
  // Bad news counts only for the call that is out: after a retry it may be about the older copy.
  const isAbout = flight.state === 'accepted' || flight.calls === 1
  if (flight.state === 'waiting' || !isAbout || isOther(flight, event.ref)) return { flight }
  return { ended: 'undelivered', reason: event.state }
}

function hear(flight: Flight, event: Extract<FlightEvent, { kind: 'heard' }>, now: number, policy: Policy): Flown {
  if (flight.channel !== 'voice' || flight.calls === 0) return { flight }
  const isHeard = event.cause === 'answered' && event.seconds >= policy.rings.heard
  if (isHeard) return { ended: 'delivered', reason: 'heard' }
  if (flight.state === 'waiting' || isOther(flight, event.ref)) return { flight }
  if (event.cause === 'invalid') return { ended: 'undelivered', reason: 'invalid' }
  return ringAgain(flight, event.cause === 'answered' ? 'short' : event.cause, now, policy)
}

function ringAgain(flight: Flight, cause: string, now: number, policy: Policy): Flown {
  const at = nextRing(flight, cause, now, policy)
  return at === undefined ? { ended: 'undelivered', reason: cause } : wait(flight, at, cause)
}

/** The result is not known: the gateway is asked once, and the wait for a receipt begins. */
function lose(flight: Flight, why: string, now: number, policy: Policy): Flown {
  const rest = flight.channel === 'voice' ? policy.rings.awaits : policy.classes[flight.class].awaits
  return { flight: { ...flight, state: 'unknown', lease: now + rest, why }, does: 'ask' }
}

/** Ends a flight from outside, without saying that a copy which may have left did not leave. */
function land(flight: Flight, ended: Ended, reason: string): Flown {
  if (flight.state === 'accepted') return { ended: 'accepted', reason }
  if (flight.channel === 'voice' && flight.state === 'waiting' && flight.calls > 0)
    return { ended: 'undelivered', reason }
  const mayHaveLeft = flight.state === 'unknown' || flight.calls > (flight.state === 'claimed' ? 1 : 0)
  return { ended: mayHaveLeft ? 'unknown' : ended, reason }
}

function wait(flight: Flight, at: number, why: string | undefined): Flown {
  const waiting: Flight = { ...without(without(flight, 'lease'), 'why'), state: 'waiting', at }
  return { flight: why === undefined ? waiting : { ...waiting, why } }
}

function openHour(name: Class, at: number, policy: Policy): number {
  return policy.classes[name].isAnyHour ? at : nextAllowed(at, policy.hours)
}

function isOpen(flight: Flight): boolean {
  return flight.state === 'claimed' || flight.state === 'unknown'
}

/** Whether an outcome is that of the claim which is out, so that a repeat of an older one cannot touch it. */
function isOf(flight: Flight, claim: number | undefined): boolean {
  return flight.claim === claim && isOpen(flight)
}

/** The flight as if its latest claim had not been made: for when it surely reached nobody. */
function giveBack(flight: Flight): Flight {
  return { ...without(flight, 'lease'), state: 'waiting', calls: flight.calls - 1 }
}

function isOther(flight: Flight, ref: string | undefined): boolean {
  return ref !== undefined && flight.ref !== undefined && ref !== flight.ref
}

function without(flight: Flight, name: 'lease' | 'why'): Flight {
  const { [name]: _, ...rest } = flight
  return rest
}
