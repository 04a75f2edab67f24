/** What is on the caller's screen, before a channel gives it a form: words by reference, with the values they need. */
import type { Kind } from './answer.ts'
import type { Value, Values } from './channel.ts'
import type { Text } from './wording.ts'

/** Where placeholders and conditions find types and values: this flow's answers, its `do`s' facts, the start's facts. */
export type Scope = { kinds: Record<string, Kind>; answers: Values; facts: Values; base: Values }

/** Words to say: their place in the flows (`register.lmp`) and their values. */
export type Saying = { key: string; text: Text; scope: Scope }

/** One line that can be chosen; a place is spoken by its own recording. */
export type Option = { is: string; number: number; key: string; label: Text; isPlace?: boolean }

/** One screen, the same for every channel. */
export type Screen = {
  kind: 'say' | 'menu' | 'ask' | 'end'
  /** What was passed on the way here without a question; all there is of a `say` and an `end`. */
  lead: readonly Saying[]
  /** What was wrong with the last entry. */
  fault?: Saying
  body?: Saying
  options: readonly Option[]
  /** What an ask wants. */
  answer?: Kind
  /** A list of places before any was chosen: on a call the number on the poster may be keyed instead. */
  takesCode?: true
  page: number
  /** The key that goes back on USSD, where there is something to go back to. */
  back?: '0' | '*'
}

/** What a screen without options lists. */
export const NO_OPTIONS: readonly Option[] = []

/** The scope of words without values. */
export const NOTHING: Scope = { kinds: {}, answers: {}, facts: {}, base: {} }

/** The value of a name, if it has one. */
export function valueIn({ answers, facts, base }: Scope, name: string): Value | undefined {
  if (Object.hasOwn(answers, name)) return answers[name]
  if (Object.hasOwn(facts, name)) return facts[name]
  return Object.hasOwn(base, name) ? base[name] : undefined
}

/** One of the engine's words, with the values it names. */
export function sayWord(words: Record<string, Text>, name: string, scope: Scope = NOTHING): Saying {
  return { key: `engine.${name}`, text: words[name] ?? {}, scope }
}
