/** A case as it is kept: who may be rung, where the ladder stands, who has it, what is under way. */
import type { KeyedEvent } from './event.ts'
import type { Flight } from './flight.record.ts'
import type { Ladder } from './ladder.ts'
import type { Policy } from './policy.ts'
import type { Role } from './worker.ts'

/** What was found when the case was closed. */
export type CaseOutcome = 'seen' | 'admitted' | 'referred' | 'died' | 'unreachable' | 'mistake'

/** A case without a name or a number. */
export type Case = {
  id: string
  /** The registered woman it is about. */
  woman?: string
  /** Pseudonym of the phone that reported it. */
  phone?: string
  /** Upazila code, or ''. */
  area: string
  /** Whether local workers may be told; else the duty desk only. */
  isLocal: boolean
  /** How the caller may be answered; `none` where nobody may call or write back. */
  answers: 'sms' | 'voice' | 'none'
  /** Who stands on the ladder, by worker's code. */
  people: { [role in Role]?: string }
  opened: number
  /** Further reports from the same phone. */
  joins: number
  state: 'ringing' | 'taken' | 'closed'
  round: number
  /** The rung that rings; past the last one between two rounds. */
  rung: number
  /** Instant at which the rung or the pause ends. */
  turn: number
  /** How often it was taken, counting those who handed it on. */
  takes: number
  /** `asked` is the question put last; `isThere` is what whoever has it said of her leaving. */
  taken?: { by: string; at: number; asks: number; next: number; asked?: 'left' | 'seen'; isThere?: boolean }
  toldNobody: boolean
  outcome?: { kind: CaseOutcome; by: string; at: number }
  flights: Flight[]
}

/** What is known when a case is opened, or when another report joins it. */
export type Opening = Pick<Case, 'id' | 'area' | 'isLocal' | 'answers' | 'people'> &
  Partial<Pick<Case, 'woman' | 'phone'>>

/** What can happen to a case. `left` is the answer to "has she left for care?", `seen` to "was she seen?". */
export type CaseEvent =
  | { kind: 'tick' }
  | KeyedEvent
  | ({ kind: 'joined' } & Partial<Omit<Opening, 'id'>>)
  | { kind: 'taken'; by: string }
  | { kind: 'passed'; by: string }
  | { kind: 'handedOn'; by: string }
  | { kind: 'left'; didLeave: boolean; by: string }
  /** Somebody on the ladder has left; without `to` nobody follows. */
  | { kind: 'replaced'; from: string; to?: string }
  | { kind: 'seen'; didSee: boolean; by: string }
  | { kind: 'closed'; outcome: CaseOutcome; by: string }

/** What a case is stepped under. */
export type CaseRules = { ladder: Ladder; policy: Policy }
