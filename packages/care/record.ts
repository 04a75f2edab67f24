/**
 * A woman: one small record with one timer. It holds exceptions only (dates, answers, what is under way);
 * everything else is planned anew from dates.
 */
import type { Day } from '@dhatri/text/day'
import type { BirthPlace } from './birth.place.ts'
import type { Attendant } from './birth.ts'
import type { ChildVisits } from './child.ts'
import { civilDay } from './dhaka.ts'
import type { Flight } from './flight.record.ts'
import type { Dating } from './pregnancy.ts'
import type { Hours } from './quiet.ts'

/** Who reported something. */
export type By = 'self' | 'worker' | 'facility' | 'desk'

/** Whether her number may be written to. */
export type Consent = 'agreed' | 'invited' | 'declined' | 'wrongNumber'

/** What has become of the pregnancy. */
export type State = 'pregnant' | 'born' | 'lost' | 'died' | 'moved' | 'wrongEntry'

/** What an undo within 24 hours goes back to. */
export type Before = { state: State; outcome?: Outcome }

/** The kinds of outcome that can be reported; 'ended' and 'loss' are never named in a message. */
export type OutcomeKind =
  | 'liveBirth'
  | 'stillbirth'
  | 'miscarriage'
  | 'ended'
  | 'loss'
  | 'falsePregnancy'
  | 'neonatalDeath'
  | 'childDeath'
  | 'maternalDeath'
  | 'moved'
  | 'lostToFollowUp'
  | 'wrongEntry'

/** How the pregnancy went on or ended; `at` is the instant of the report. */
export type Outcome = {
  kind: OutcomeKind
  day: Day
  at: number
  babies?: number
  dead?: number[]
  /** The day of the birth, where it was known before a death. */
  born?: Day
  place?: BirthPlace
  attendant?: Attendant
  /** One letter a baby: m, f or -. */
  sexes?: string
  /** Hundreds of grams a baby; 0 where nobody weighed it. */
  weights?: number[]
  /** How the mother was after the birth. */
  mother?: 'well' | 'ill'
  before?: Before
}

/** When something was agreed to, and the name and version of the words. */
export type Agreed = { at: number; words?: string }

/** A woman's record without what identifies her. */
export type Record = {
  id: string
  /** Upazila code, or ''. */
  area: string
  /** The worker who is first told of her; further ones have her on their lists too. */
  chw?: string
  watchers?: string[]
  by: 'self' | 'worker' | 'relative'
  consent: Consent
  /** Instant at which the present consent state began. */
  consentAt: number
  /** Name and version of the words she agreed to. */
  consentWords?: string
  state: State
  lmp: Day
  dating: Dating
  /** The schedule she is pinned to: 'bd-4@1'. */
  schedule: string
  registered: Day
  /** Pseudonym of her phone. */
  phone?: string
  /** Somebody else of hers who agreed to hear of it on a phone of their own (a pseudonym). */
  family?: Agreed & { phone: string }
  /** The phone that she named for the family and that has been asked. */
  kin?: { phone: string; at: number; hasRefused?: true }
  /** She agreed to a few words after a loss. */
  support?: Agreed
  /** Which later questions were put, a letter each, and when the last one was. */
  asked?: { what: string; at: number }
  /** When her phone may be disturbed, narrower than the policy. */
  safe?: Hours
  /** Her age in years as it was on a day. */
  age?: { years: number; at: Day }
  /** Instant at which a worker noted that a guardian of hers, who is under age, agreed. */
  guardian?: number
  /** Instant at which a worker confirmed who looks after her child, she having died; `phone` is theirs from then on. */
  carer?: number
  /** What her phone prefers for reminders. */
  channel: 'sms' | 'voice'
  /** The day of each contact she went to. */
  visits: { [contact: string]: Day }
  /** Contacts she said she did not go to. */
  missed: string[]
  outcome?: Outcome
  /** The child's vaccine visits. */
  child?: ChildVisits
  /** Nothing is begun for her phone between these instants. */
  muted?: { from: number; to: number }
  /** Nothing due at or before this instant is planned: her registration; 0 until that has been stepped. */
  settledTo: number
  /** How far she is in each course, in days from its anchor. */
  marks?: { [course: string]: number }
  /** Keys of the items of her schedule that have ended; those of a contact she went to are not kept. */
  settled: string[]
  flights: Flight[]
}

/** Whether nothing is to be begun for her phone at an instant. */
export function isMuted({ muted }: Pick<Record, 'muted'>, at: number): boolean {
  return muted !== undefined && at >= muted.from && at < muted.to
}

/** Whether she has died and her child's vaccines go on with somebody whom a worker confirmed. */
export function isCared({ state, carer }: Pick<Record, 'state' | 'carer'>): boolean {
  return state === 'died' && carer !== undefined
}

/** What a registration says about a woman. */
export type Registration = Pick<Record, 'id' | 'area' | 'by' | 'lmp' | 'dating' | 'schedule'> &
  Partial<Pick<Record, 'chw' | 'phone' | 'channel' | 'consentWords'>>

/** A new record; step it by `registered` in the same write. Registering herself is her consent. */
export function createRecord(registration: Registration, now: number): Record {
  return {
    channel: 'sms',
    ...registration,
    consent: registration.by === 'self' ? 'agreed' : 'invited',
    consentAt: now,
    state: 'pregnant',
    registered: civilDay(now),
    visits: {},
    missed: [],
    settledTo: 0,
    settled: [],
    flights: [],
  }
}
