/** One message under way as it is kept inside a record: what it is, where it stands, and the bounds on its tries. */

/** What kind of message it is, which decides how often it may be tried. */
export type Class = 'reply' | 'act' | 'advice' | 'sensitive' | 'voice' | 'alert'

/** What a text speaks of; an outcome silences it by this tag. */
export type About = 'mother' | 'pregnancy' | 'baby' | 'service'

/** One message on its way to one phone. */
export type Flight = {
  key: string
  to: 'woman' | 'worker' | 'family' | 'anyone'
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
