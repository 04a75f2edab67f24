/** Stub: the signatures are final. */
import type { Language, Values } from './channel.ts'
import type { Conversation } from './conversation.ts'
import type { Library } from './library.ts'
import type { Screen } from './screen.ts'

/** A `do` that waits for the shell: `number` counts the outcomes before it, over the whole conversation. */
export type Deed = { action: string; with: Values; number: number }

/**
 * Where a conversation stands. `doing`: perform `do`, push its outcome, fold again. `ended`: the screen is the last one.
 * `lost`: the library has no such flow and shape (or an outcome is not the flow's); the screen says so and ends.
 */
export type Position = {
  state: 'asking' | 'doing' | 'ended' | 'lost'
  flow: string
  step: string
  language: Language
  /** The answers given in this flow so far. */
  answers: Values
  /** What `do`s in this flow have reported. */
  facts: Values
  /** How the conversation ended: the end's `result`, or `gaveUp` after three bad answers. */
  result?: string
  /** Whom to connect the call to when this screen has been said. */
  dial?: string
  do?: Deed
  /** Worth offering again after a cut-off: an answer was given and a `do` that changes something is still ahead. */
  isUseful: boolean
  screen: Screen
}

/** The position of a conversation: pure, total, and the same after a JSON round trip. */
export function fold(_library: Library, _conversation: Conversation): Position {
  throw new Error('flow.unfinished')
}
