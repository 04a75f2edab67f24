/** What an exploration keeps of each state, and of all of them together. */
import type { Language } from '../channel.ts'
import type { Conversation, Start } from '../conversation.ts'
import type { Finding } from '../finding.ts'
import type { Machine } from '../machine.ts'
import type { Spot } from '../node.ts'
import type { Step } from '../table.ts'
import type { Ground } from './ground.ts'
import type { Lens } from './lens.ts'

/**
 * Where an entry leads: `on` by an answer or an outcome, `stay` by the engine's keys within the flow, `leap` by those to
 * another flow, `refused` where it was no answer.
 */
export type Way = { to: number; kind: 'on' | 'stay' | 'leap' | 'refused'; entry: string }

/** One state; its machine is never changed, only copied. */
export type Node = {
  id: number
  key: string
  machine: Machine
  /** The state it was first met from, and by what; -1 for the beginning of a conversation. */
  from: number
  entry: string
  isOutcome: boolean
  /** Entries from the beginning. */
  depth: number
  ways: Way[]
  /** How many entries, or outcomes, were tried here. */
  tried: number
  previous?: Conversation
}

/** One channel seen through one profile in one language, or through all where they make no difference. */
export type Sight = Pick<Start, 'channel' | 'language' | 'profile' | 'day'>

/** Everything about one sight. */
export type Space = {
  ground: Ground
  lens: Lens
  report: Report
  sight: Sight
  /** Where each step stands, by `flow.step`. */
  spots: ReadonlyMap<string, Spot & { file: string }>
  nodes: Node[]
  byKey: Map<string, number>
  /** Screens at which every form of every entry was tried. */
  firsts: Set<string>
  /** The sizes of screens by what is on them. */
  sizes: Map<string, Size>
  /** Every step passed, and every option chosen. */
  passed: Set<Step>
  chosen: Set<object>
  /** Flows beyond whose states nothing is entered; all where it is not there. */
  within?: ReadonlySet<string>
}

/** Findings by rule and place, with the length of the way that shows them. */
export type Report = Map<string, { finding: Finding; length: number }>

/** What is wrong at a state, or with what an entry made of it. */
export type Fault = { rule: string; words: string; suggestion: string; level?: Finding['level'] }

/** The size of the screens of one state. */
export type Size = {
  /** Units of the worst page, and what the profile carries in that alphabet. */
  ussd?: { units: number; limit: number }
  /** Pages of the screen as it stands. */
  pages?: number
  segments?: number
  /** Seconds of sound by language. */
  seconds?: Record<Language, number>
}
