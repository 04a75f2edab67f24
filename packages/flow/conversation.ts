/**
 * What the phone item holds of one conversation: how it began, what the caller entered, and how each `do` turned out.
 * Nothing else is kept: every screen is a fold of the flow over these lists. All of it survives JSON unchanged.
 */
import type { Day } from '@dhatri/text/day'
import type { Channel, Language, Values } from './channel.ts'

/** What is frozen when the caller arrives, so that nothing which changes meanwhile can move old answers. */
export type Start = {
  flow: string
  /** `shapeOf(library, flow)` at the time of the dial. */
  shape: string
  day: Day
  channel: Channel
  /** The gateway profile's name; one that the library does not know gets the safe budget. */
  profile: string
  language: Language
  facts: Values
  /**
   * What experiments are drawn by: the same for one woman in every conversation, and nothing by which she could be
   * known (a keyed hash). Without it she goes the way called control.
   */
  seed?: string
}

/** How a `do` turned out, and the facts it reports; in the order the `do`s are met. */
export type Outcome = { is: string; facts?: Values }

/**
 * One session. `inputs` are raw entries of this session only ('' on voice is silence). `previous` is a session that was
 * cut off: the first screen is then the neutral offer (1 go on, 2 start anew), and after 1 the fold goes on from there.
 */
export type Conversation = { start: Start; inputs: string[]; outcomes: Outcome[]; previous?: Conversation }
