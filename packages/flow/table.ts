/**
 * A compiled flow: steps by index, every `go` an index, every text already split. It is plain JSON, so that it can be
 * published to the store and read back without a compiler.
 */
import type { Kind } from './answer.ts'
import type { Channel, Language } from './channel.ts'
import type { Test } from './condition.ts'
import type { Option } from './screen.ts'
import type { Text } from './wording.ts'

/** Where a step leads: the index of a step, END or HOME. */
export type Target = number

/** The flow is over. */
export const END: Target = -1

/** Back to the start flow `home`. */
export const HOME: Target = -2

/** One option of a menu; `run` goes through another flow first. */
export type Choice = Option & {
  /** Other words that choose it in a text message, folded for matching. */
  also: string[]
  next: Target
  run?: string
  results: Record<string, Target>
}

/** One step of a flow. */
export type Step =
  | { kind: 'say'; id: string; text: Text; next: Target }
  | { kind: 'menu'; id: string; text: Text; wrong?: Text; isKept: boolean; options: Choice[] }
  /** `takes` are the keys 0 and 9 where the type takes them as answers. */
  | { kind: 'ask'; id: string; text: Text; wrong?: Text; next: Target; takes: string[] }
  | { kind: 'if'; id: string; tests: Test[]; next: Target; orElse: Target }
  | { kind: 'do'; id: string; action: string; with?: string[]; outcomes: Record<string, Target>; changes: boolean }
  | { kind: 'run'; id: string; flow: string; next: Target; results: Record<string, Target> }
  | { kind: 'end'; id: string; text?: Text; result?: string; dial?: string }

/** One flow, compiled. `own` hashes its structure alone, `words` its texts alone. */
export type Table = {
  flow: string
  title: Text
  about: About
  source?: string
  isReviewed: boolean
  languages: Language[]
  channels: Channel[]
  /** Every declared answer and fact by name. */
  kinds: Record<string, Kind>
  answers: string[]
  steps: Step[]
  /** For each step, whether a `do` that changes something lies ahead of it. */
  isAhead: boolean[]
  own: string
  words: string
}

/** Whom a text is about, so that a loss silences all of it that is about a pregnancy or a baby. */
export type About = 'mother' | 'pregnancy' | 'baby' | 'service'

/** Every value of `about`. */
export const ABOUTS: readonly About[] = ['mother', 'pregnancy', 'baby', 'service']
