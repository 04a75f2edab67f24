/** What can happen to a woman's record, and what a step asks the shell to do. */
import type { Day } from '@dhatri/text/day'
import type { Flight } from './flight.record.ts'
import type { FlightEvent } from './flight.ts'
import type { Entry } from './history.ts'
import type { Dating } from './pregnancy.ts'
import type { By, OutcomeKind } from './record.ts'

/** The losses that can be reported; 'loss' where nobody said which. */
export type LossKind = Extract<
  OutcomeKind,
  'stillbirth' | 'miscarriage' | 'ended' | 'loss' | 'falsePregnancy' | 'neonatalDeath'
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
  | { kind: 'stopped' }
  | { kind: 'started' }
  | { kind: 'preferred'; channel: 'sms' | 'voice' }
  /** Without `contact`, the one that `day` (today) belongs to. */
  | { kind: 'visit'; contact?: string; day?: Day; didGo: boolean; by: By }
  | { kind: 'born'; day: Day; babies?: number; by: By }
  /** `baby` (from 1) where one of several died; the others' messages go on. */
  | { kind: 'lost'; loss: LossKind; day?: Day; baby?: number; by: By }
  | { kind: 'died'; day?: Day; by: By }
  | { kind: 'moved'; by: By }
  | { kind: 'lostToFollowUp'; by: By }
  | { kind: 'wrongEntry'; by: By }
  | { kind: 'redated'; lmp: Day; dating: Dating; by: By }
  | { kind: 'undone'; by: By }

/** What the shell does after the write; history and tells belong in the same write as the record. */
export type Effect =
  /** Send it now; `facts` for the text. Feed the outcome back with `claim: flight.claim`. */
  | { do: 'handOff'; flight: Flight; facts: { date?: string } }
  /** Ask the gateway what became of it, if it can say, and feed the answer back as accepted, rejected or a receipt. */
  | { do: 'ask'; flight: Flight }
  | ({ do: 'history' } & Entry)
  /** Make a single message of it under this id; the shell adds name, id and number. */
  | { do: 'tell'; id: string; who: 'chw' | 'supervisor'; message: string; facts: { date?: string }; by?: By }
  | { do: 'count'; name: string }
