/** A request as it is kept: what somebody asked for, who owes the answer, until when, and what is under way. */
import type { Day } from '@dhatri/text/day'
import type { KeyedEvent } from './event.ts'
import type { Flight } from './flight.record.ts'
import type { Policy } from './policy.ts'
import type { AskedKind, RequestRole, Waits } from './waits.ts'

/** What may be asked for; thanks are only kept. */
export type RequestKind = AskedKind | 'thanks'

/** How a request ended. */
export type RequestOutcome =
  | 'answered'
  | 'arrived'
  | 'notArrived'
  | 'came'
  | 'missed'
  | 'cancelled'
  | 'thanked'
  /** By news of her: she has died, or nobody comes for antenatal care any more. */
  | 'died'
  | 'calledOff'
  /** The day has passed and nobody has answered, or nobody has said whether she came. */
  | 'expired'

/** A request without a name, a number or a word of what was said. */
export type Request = {
  id: string
  kind: RequestKind
  /** Six digits by which people speak of it. */
  ticket: string
  /** Pseudonym of the phone that asked, or of hers who was referred. */
  phone?: string
  woman?: string
  area: string
  /** Code of the facility, where one is known. */
  facility?: string
  /** The day that is asked for, offered or agreed. */
  day?: Day
  /** How she may be answered; `none` where nothing goes to her. */
  answers: 'sms' | 'voice' | 'none'
  /** Who stands on which rung, by worker's code. */
  people: { [role in RequestRole]?: string }
  /** Workers whom a complaint may be about: it goes to none of them, nor to who they stand in for. */
  accused?: string[]
  opened: number
  /**
   * `waiting`: somebody on the ladder owes an answer; `offered`: she was offered another day; `agreed`: the day is
   * fixed; `after`: somebody owes a word on whether she came.
   */
  state: 'waiting' | 'offered' | 'agreed' | 'after' | 'closed'
  /** The rung that owes the answer, -1 before the first. */
  rung: number
  /** Instant at which the present wait ends. */
  turn: number
  /** Times the last rung was asked again. */
  repeats: number
  /** Changes of state, which set messages and lines of history apart. */
  moves: number
  isReminded: boolean
  /** Whether she was told that nobody has answered yet. */
  toldSilent: boolean
  /** Workers it was ever put to, who may still answer. */
  asked: string[]
  outcome?: { kind: RequestOutcome; by: string; at: number }
  flights: Flight[]
}

/** What is known when something is asked for. */
export type Asking = Pick<Request, 'id' | 'kind' | 'ticket' | 'area' | 'answers' | 'people'> &
  Partial<Pick<Request, 'phone' | 'woman' | 'facility' | 'day' | 'accused'>>

/**
 * What can happen to a request; `by` is a worker's code, or `self`. `yes` is arrived, confirmed, came or, for an offered
 * day, agreed; `no` with a day offers that one. `seen` is the day that stood on the screen that was answered.
 */
export type RequestEvent =
  | { kind: 'tick' }
  | KeyedEvent
  | { kind: 'yes'; by: string; seen?: Day }
  | { kind: 'no'; by: string; day?: Day; seen?: Day }
  | { kind: 'answered'; by: string }
  /** Whoever stands in for this worker may not see it. */
  | { kind: 'barred'; by: string }
  | { kind: 'changed'; day: Day }
  | { kind: 'cancelled' }
  /** What it was about is over by other news: she was seen, it was a mistake, or news of her has overtaken it. */
  | { kind: 'ended'; how: 'arrived' | 'cancelled' | 'died' | 'calledOff'; by: string }

/** What a request is stepped under. */
export type RequestRules = { waits: Waits; policy: Policy }
