/**
 * One message under way, and the policy machine that brings it to an end: claim, hand-off, answer, receipt, retry.
 * Women, cases and single messages all keep flights; only the shell calls gateways.
 * Bounds by class follow the at-least-once arithmetic of the sending policy: a copy that may have left is never undone.
 */
import type { Policy } from './policy.ts'

/** What kind of message it is, which decides how often it may be tried. */
export type Class = 'reply' | 'act' | 'advice' | 'sensitive' | 'voice' | 'alert'

/** What a text speaks of; an outcome silences it by this tag. */
export type About = 'mother' | 'pregnancy' | 'baby' | 'service'

/** One message on its way to one phone. */
export type Flight = {
  key: string
  to: 'woman' | 'worker' | 'anyone'
  message: string
  class: Class
  about: About
  channel: 'sms' | 'voice'
  state: 'waiting' | 'claimed' | 'accepted' | 'unknown'
  /** Instant before which it may not be claimed. */
  at: number
  /** Instant after which it may not be handed off. */
  until: number
  /** Instant at which the present state is given up (claimed, accepted, unknown). */
  lease?: number
  /** Calls to a gateway that may have reached the phone; a certain refusal is taken back off. */
  calls: number
  /** Serial of the latest claim: the outcome of an older claim is recognised by it. */
  claim: number
  /** A bound narrower than that of its class. */
  most?: number
  /** Certain refusals so far. */
  refusals?: number
  /** The gateway's own id of the latest accepted call. */
  ref?: string
  /** Why the latest try did not settle it. */
  why?: string
}

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
  | { kind: 'handedBack'; claim: number; at: number; reason: string; channel?: 'sms' | 'voice' }
  | { kind: 'accepted'; ref?: string; claim?: number }
  | { kind: 'rejected'; claim: number; error: string; isCertain: boolean; isPermanent: boolean }
  | { kind: 'unknown'; claim: number; error?: string }
  | { kind: 'receipt'; state: ReceiptState; ref?: string }
  | { kind: 'heard'; seconds: number; cause: CallCause; ref?: string }
  | { kind: 'suppressed'; reason: string }
  | { kind: 'cancelled'; reason: string }

/** A flight after an event: still under way (perhaps with something for the shell to do), or ended with a reason. */
export type Flown = { flight: Flight; does?: 'handOff' | 'ask' } | { ended: Ended; reason: string }

/** What one event makes of a flight; the same object comes back when nothing changed. */
export function fly(flight: Flight, _event: FlightEvent, _now: number, _policy: Policy): Flown {
  return { flight }
}

/** The instant at which the flight must next be looked at. */
export function flightDue(flight: Flight): number {
  return flight.lease ?? flight.at
}
