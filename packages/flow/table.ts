/**
 * A compiled flow: steps by index, every `go` an index, every text already split. It is plain JSON, so that it can be
 * published to the store and read back without a compiler.
 */
import type { Kind } from './answer.ts'
import type { Channel, Language } from './channel.ts'
import type { Test } from './condition.ts'
import type { Form } from './form.line.ts'
import type { Option } from './screen.ts'
import type { Text } from './wording.ts'

/** Where a step leads: the index of a step, END or HOME. */
export type Target = number

/** The flow is over. */
export const END: Target = -1

/** Back to the start flow `home`. */
export const HOME: Target = -2

/** A value of a flow that was run, kept under a name of this one: among its answers, or among its facts. */
export type Keep = { name: string; from: string; isFact: boolean }

/** Where a flow goes on after one it ran, by that one's result, and what it keeps of it. */
export type Return = { next: Target; results: Record<string, Target>; keep?: Keep[] }

/** One option of a menu; `run` goes through another flow first. */
export type Choice = Option &
  Return & {
    /** Other words that choose it in a text message, folded for matching. */
    also: string[]
    run?: string
  }

/** One way of an experiment; of the sum of all weights this many women in so many go here. */
export type Way = { is: string; next: Target; weight: number }

/** The words after the first and the second wrong entry, and on a call after the first and the second silence. */
export type Faults = { wrong?: Text[]; silent?: Text[] }

/** One step of a flow. */
export type Step =
  | { kind: 'say'; id: string; text: Text; next: Target }
  /** `isMany`: any number of the options, all of which lead the same way. */
  | ({ kind: 'menu'; id: string; text: Text; isKept: boolean; isMany?: true; options: Choice[] } & Faults)
  /** `takes` are the keys 0 and 9 where the type takes them as answers; `isSpoken` is passed over but on a call. */
  | ({ kind: 'ask'; id: string; text: Text; next: Target; takes: string[]; isSpoken?: true } & Faults)
  /** So where every test of one group holds. */
  | { kind: 'if'; id: string; tests: Test[][]; next: Target; orElse: Target }
  | { kind: 'arm'; id: string; ways: Way[] }
  /** `tells`: some `if` of the flow asks how it turned out, under the step's own name. */
  | {
      kind: 'do'
      id: string
      action: string
      with?: string[]
      outcomes: Record<string, Target>
      changes: boolean
      tells?: true
    }
  | ({ kind: 'run'; id: string; flow: string } & Return)
  | { kind: 'end'; id: string; text?: Text; result?: string; dial?: string; send?: string }

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
  /** Names that a flow which runs this one may keep. */
  gives?: string[]
  /** How all answers are texted in one line. */
  form?: Form
  /** Where what an earlier version had is now, or `gone`; no part of the shape. */
  moved?: Record<string, string>
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
