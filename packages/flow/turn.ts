/** Folds a conversation to where it stands now. Nothing is read but the conversation and the library. */
import type { UssdBudget } from '@dhatri/text/ussd'
import type { Language, Value, Values } from './channel.ts'
import type { Conversation } from './conversation.ts'
import { type Frame, hasSomethingToLose, stepAt } from './frame.ts'
import type { Library } from './library.ts'
import type { Machine, Posting } from './machine.ts'
import type { View } from './print.ts'
import { NO_OPTIONS, type Screen, sayWord, valueIn } from './screen.ts'
import { budgetOf, viewOf } from './stage.ts'
import { play } from './take.ts'
import { screenOf } from './view.ts'

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
  /** The language the caller is spoken to in, after any change by a `do`. */
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
  /** Messages that ends have asked for in this session, in order: the list only grows, and each goes out once. */
  send?: Posting[]
  /** The ways she was sent in experiments so far, by experiment. */
  arms?: Values
  /** Worth offering again after a cut-off: an answer was given and a `do` that changes something is still ahead. */
  isUseful: boolean
  screen: Screen
  /** What the screen is written with; the renderers need it again. */
  view: View
  /** What its pages are cut by. */
  budget: UssdBudget
}

/** The position of a conversation: pure, total, and the same after a JSON round trip. */
export function fold(library: Library, conversation: Conversation): Position {
  const machine = play(library, conversation)
  return machine === undefined ? lostPosition(library, conversation) : describe(machine)
}

/** The position that a machine has come to. */
export function describe(machine: Machine): Position {
  const { state, frame, offer, result, dial } = machine
  const step = stepAt(frame)
  const isEngine = offer !== undefined
  const position: Position = {
    state,
    flow: isEngine ? 'engine' : frame.table.flow,
    step: isEngine ? 'resume' : (step?.id ?? 'end'),
    language: machine.start.language,
    answers: frame.answers,
    facts: frame.facts,
    isUseful: state === 'asking' || state === 'doing' ? isEngine || hasSomethingToLose(frame) : false,
    screen: screenOf(machine),
    view: machine.view,
    budget: machine.budget,
  }
  if (state === 'doing' && step?.kind === 'do') {
    position.do = { action: step.action, with: gather(frame, step.with), number: machine.used }
  }
  if (state === 'ended' && result !== undefined) position.result = result
  if (state === 'ended' && dial !== undefined) position.dial = dial
  if (machine.sends !== undefined) position.send = machine.sends
  if (machine.arms !== undefined) position.arms = machine.arms
  return position
}

/** What a `do` is given: the names it lists that are known, or every answer of its flow. */
function gather(frame: Frame, names: readonly string[] | undefined): Values {
  if (names === undefined) return frame.answers
  const known = names.map((name): [string, Value | undefined] => [name, valueIn(frame, name)])
  return Object.fromEntries(known.filter((pair): pair is [string, Value] => pair[1] !== undefined))
}

function lostPosition(library: Library, { start }: Conversation): Position {
  return {
    state: 'lost',
    flow: start.flow,
    step: '',
    language: start.language,
    answers: {},
    facts: {},
    isUseful: false,
    screen: { kind: 'end', lead: [sayWord(library.words, 'lost')], options: NO_OPTIONS, page: 0 },
    view: viewOf(library, start, []),
    budget: budgetOf(library, start.profile),
  }
}
