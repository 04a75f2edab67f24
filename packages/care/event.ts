/** What can happen to a woman's record, and what a step asks the shell to do. */
import type { Day } from '@dhatri/text/day'
import type { BirthStory } from './birth.ts'
import type { ChildVisit } from './child.ts'
import type { Allowed } from './consent.ts'
import type { Purpose } from './course.ts'
import type { Flight } from './flight.record.ts'
import type { FlightEvent } from './flight.ts'
import type { Entry } from './history.ts'
import type { Question } from './later.ts'
import type { Teller } from './outcome.ts'
import type { Dating } from './pregnancy.ts'
import type { Hours } from './quiet.ts'
import type { By, OutcomeKind } from './record.ts'
import type { Rephoned } from './rephone.ts'

/** The losses that can be reported; 'loss' where nobody said which. */
export type LossKind = Extract<
  OutcomeKind,
  'stillbirth' | 'miscarriage' | 'ended' | 'loss' | 'falsePregnancy' | 'neonatalDeath' | 'childDeath'
>

/** A flight's event, addressed by the key of the flight. */
export type KeyedEvent = Exclude<FlightEvent, { kind: 'tick' | 'cancelled' }> & { key: string }

/** Everything a record can be stepped by. */
export type CareEvent =
  | { kind: 'registered' }
  | { kind: 'tick' }
  | KeyedEvent
  | { kind: 'agreed'; words?: string }
  | { kind: 'declined' }
  | { kind: 'wrongNumber' }
  /** Beside her own messages: a few words after a loss, or somebody of her family on a phone of their own. */
  | ({ kind: 'allowed' } & Allowed)
  | { kind: 'disallowed'; purpose: Purpose }
  /** Somebody of her family whom she named: her word for the phone, and the phone's own no. */
  | { kind: 'kinNamed'; phone: string }
  | { kind: 'kinRefused'; phone: string }
  /** A later question was put to her. */
  | { kind: 'asked'; question: Question }
  /** Without hours, at any time that the policy allows. */
  | { kind: 'safe'; hours?: Hours }
  | { kind: 'aged'; years: number; by: By }
  | { kind: 'guardian'; by: By }
  | { kind: 'watched'; code: string; by: By }
  | { kind: 'placed'; area: string; chw?: string; by: By }
  | { kind: 'stopped' }
  | { kind: 'started' }
  | { kind: 'preferred'; channel: 'sms' | 'voice' }
  /** Without `contact`, the one that `day` (today) belongs to. */
  | { kind: 'visit'; contact?: string; day?: Day; didGo: boolean; by: By }
  /** One more check of the mother after the birth. */
  | { kind: 'checked'; day: Day; by: By }
  /** A worker saw her after a loss. */
  | { kind: 'seen'; day: Day; by: By }
  | { kind: 'unvisited'; contact: string; since: number; by: By }
  | { kind: 'vaccinated'; visit: ChildVisit; day: Day; by: By }
  | { kind: 'unvaccinated'; visit: ChildVisit; by: By }
  | { kind: 'muted'; weeks: number; by: By }
  | ({ kind: 'rephoned' } & Rephoned)
  | ({ kind: 'born'; day: Day; by: By } & BirthStory)
  /** A birth on record, told once more with other details. */
  | ({ kind: 'corrected'; day: Day; by: By } & BirthStory)
  /** Another worker has taken over from hers. */
  | { kind: 'reassigned'; chw: string }
  /** `baby` (from 1), or how many are `dead`, where some of several died; the others' messages go on. */
  | { kind: 'lost'; loss: LossKind; day?: Day; baby?: number; dead?: number; by: By }
  | { kind: 'died'; day?: Day; by: By }
  /** She having died, who looks after her child; without `phone` only her worker is reminded. */
  | { kind: 'carer'; phone?: string; by: By }
  | { kind: 'moved'; by: By }
  | { kind: 'lostToFollowUp'; by: By }
  | { kind: 'wrongEntry'; by: By }
  | { kind: 'redated'; lmp: Day; dating: Dating; by: By }
  /** `at` is the instant of the outcome that is meant: a later one stays. */
  | { kind: 'undone'; at?: number; by: By }

/** What the shell does after the write; history and tells belong in the same write as the record. */
export type Effect =
  /** Send it now; `facts` for the text. Feed the outcome back with `claim: flight.claim`. */
  | { do: 'handOff'; flight: Flight; facts: { date?: string } }
  /** Ask the gateway what became of it, if it can say, and feed the answer back as accepted, rejected or a receipt. */
  | { do: 'ask'; flight: Flight }
  | ({ do: 'history' } & Entry)
  /** Make a single message of it under this id; the shell adds name, id and number. `key` is the planned item's. */
  | { do: 'tell'; id: string; who: Teller; message: string; facts: { date?: string }; by?: By; key?: string }
  | { do: 'count'; name: string }
