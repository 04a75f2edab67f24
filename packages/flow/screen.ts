/** What is on the caller's screen, before a channel gives it a form: words by reference, with the values they need. */
import type { Kind } from './answer.ts'
import type { Values } from './channel.ts'
import type { Text } from './wording.ts'

/** Where the placeholders of a text find their types and values. */
export type Scope = { kinds: Record<string, Kind>; answers: Values; facts: Values; base: Values }

/** Words to say: their place in the flows (`register.lmp`) and their values. */
export type Saying = { key: string; text: Text; scope: Scope }

/** One line that can be chosen; a place's name stands for itself and has no recording in the flow. */
export type Option = { number: number; key: string; label: Text; place?: string; isPhrase: boolean }

/** One screen, the same for every channel. */
export type Screen = {
  kind: 'say' | 'menu' | 'ask' | 'end'
  /** What was passed on the way here without a question. */
  lead: Saying[]
  /** What was wrong with the last entry. */
  fault?: Saying
  body?: Saying
  options: Option[]
  /** What an ask wants. */
  answer?: Kind
  page: number
  /** The key that goes back on USSD, where there is something to go back to. */
  back?: '0' | '*'
}
