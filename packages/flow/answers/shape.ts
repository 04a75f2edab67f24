/** What every answer type provides, one file each beside this one: everything the engine knows about it is there. */
import type { Day } from '@dhatri/text/day'
import type { Channel, Value, Values } from '../channel.ts'
import type { Places } from '../place.ts'
import type { Gather, Prompt } from '../prompt.ts'
import type { Manner } from '../vocabulary.ts'

/** What reading an entry may look at: the day the conversation began, the places, the channel. */
export type Sight = { today: Day; places: Places; channel: Channel }

/** An answer, or the engine word that says what was wrong. */
export type Reading = { ok: true; value: Value } | { ok: false; error: string }

/** What the shell enters for something spoken: the reference of the recording. */
export const RECORDING = /^recording:[\w.:/-]{1,200}$/

/** The settings written after `type:`, by name. */
export type Settings = Record<string, string>

/** A kind read from its settings, or the setting at fault and what it should be. */
export type Declaration<K> = { ok: true; kind: K } | { ok: false; setting: string; words: string; suggestion: string }

/** One answer type. */
export type AnswerType<K> = {
  /** The settings it takes. */
  settings: readonly string[]
  /** The styles after `|` in a placeholder, besides none. */
  styles: readonly string[]
  /** The engine words it refuses with. */
  refusals: readonly string[]
  declare(settings: Settings): Declaration<K>
  read(kind: K, entry: string, sight: Sight): Reading
  /** The values that its refusals may name. */
  limits(kind: K): Values
  print(kind: K, value: Value, manner: Manner): string
  /** The longest print there can be. */
  widest(kind: K, manner: Manner): string
  /** Undefined where it cannot be spoken from recordings. */
  speak(kind: K, value: Value, manner: Manner): Prompt[] | undefined
  /** Every prompt that `speak` can give. */
  fragments(kind: K, manner: Manner): Prompt[]
  gather(kind: K): Gather
  /** Entries that are answers and entries that are not: each border from both sides. */
  samples(kind: K): { good: string[]; bad: string[] }
}
