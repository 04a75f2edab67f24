/**
 * The state while a conversation is folded. It lives for one fold only; what is kept between turns is the conversation.
 * Frames, leads and spots inside it are never changed in place, so that going back is picking up an old one.
 */
import type { UssdBudget } from '@dhatri/text/ussd'
import type { Values } from './channel.ts'
import type { Conversation, Outcome, Start } from './conversation.ts'
import { type Frame, openFrame } from './frame.ts'
import type { Bundle, Library } from './library.ts'
import type { View } from './print.ts'
import type { Saying } from './screen.ts'
import { stageOf } from './stage.ts'
import type { Step } from './table.ts'

/** What `back` returns to. */
export type Spot = Pick<Machine, 'frame' | 'lead' | 'isPaused' | 'isLast' | 'level' | 'offer'>

/** A message that the caller asked for by the way she went; `with` is what was known there. */
export type Posting = { message: string; with: Values }

/** A conversation under way. */
export type Machine = {
  library: Library
  bundle: Bundle
  start: Start
  budget: UssdBudget
  view: View
  state: 'asking' | 'doing' | 'ended' | 'lost'
  frame: Frame
  /** Said since the last question. */
  lead: readonly Saying[]
  /** On USSD: the lead is a screen of its own, and any key goes on. */
  isPaused: boolean
  /** The lead is the last of the conversation, and has pages left. */
  isLast: boolean
  /** How far a place has been narrowed: the code of the division or district. */
  level: string
  /** The session that was cut off, while it is being offered. */
  offer: Conversation | undefined
  /** How many cut-off sessions lie round this one. */
  depth: number
  page: number
  tries: number
  /** How many of the tries were silence, and no key. */
  silences: number
  fault: Saying | undefined
  history: Spot[]
  outcomes: Outcome[]
  used: number
  result: string | undefined
  dial: string | undefined
  /** The ways this woman was sent in experiments, by experiment; absent until there is one. */
  arms: Values | undefined
  /** The messages that ends have asked for in this session; absent until there is one. */
  sends: Posting[] | undefined
  /** Every step passed, where the explorer or a trace keeps count. */
  passed?: Set<Step>
  /** Every flow come to its end, where a trace keeps count. */
  finished?: Set<string>
}

/** A machine before the first step of its flow; undefined where the library does not know the flow in this shape. */
export function openMachine(library: Library, start: Start, outcomes: Outcome[]): Machine | undefined {
  const stage = stageOf(library, start)
  if (stage === undefined) return undefined
  const { bundle, table, budget, view } = stage
  return {
    library,
    bundle,
    start,
    budget,
    view,
    state: 'asking',
    frame: openFrame(table, start.facts),
    lead: [],
    isPaused: false,
    isLast: false,
    level: '',
    offer: undefined,
    depth: 0,
    page: 0,
    tries: 0,
    fault: undefined,
    silences: 0,
    history: [],
    outcomes,
    used: 0,
    result: undefined,
    dial: undefined,
    arms: undefined,
    sends: undefined,
  }
}

/** Remembers where the caller is, before an entry moves her on. */
export function remember(machine: Machine): void {
  const { frame, lead, isPaused, isLast, level, offer } = machine
  machine.history.push({ frame, lead, isPaused, isLast, level, offer })
}

/** Clears what belonged to the last screen alone. */
export function turnLeaf(machine: Machine): void {
  machine.page = 0
  machine.tries = 0
  machine.silences = 0
  machine.fault = undefined
}

/** The engine gives up on this conversation: an outcome or a path that the flows do not have. */
export function lose(machine: Machine): void {
  machine.state = 'lost'
}
