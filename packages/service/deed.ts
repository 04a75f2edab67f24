/**
 * A `do` between the conversation and the code behind it: what an action is given, and what it gives back. Actions
 * return writes, never deeds; the shell commits them together with the outcome.
 */
import type { Outcome } from '@dhatri/flow/conversation'
import type { Change, Condition, Item, Write } from '@dhatri/store/table'
import type { PhoneState } from './phone.ts'
import type { Slot } from './slot.ts'
import type { Job } from './world.ts'

/** A conversation in hand: its slot in the clear and the phone item it was read from. */
export type Held = { slot: Slot; item: Item; name: string }

/** What an action is given: the conversation it belongs to and the phone as it is now. */
export type Deed = {
  held: Held
  phone: PhoneState
  with: Record<string, string | number>
  /** Where the `do` stands. */
  at: { flow: string; step: string }
  /** A deterministic id of this `do`: the same at every try. */
  id: string
}

/** What an action gives back: its outcome, and everything that must be written with it or not at all. */
export type Done = {
  outcome: Outcome
  writes?: Write[]
  phone?: { change: Change; condition?: Condition }
  jobs?: Job[]
}
