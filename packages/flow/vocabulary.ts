/** The engine's own words and what it knows about each language; read from `engine.yaml`, so that a language is data. */
import type { Channel, Language } from './channel.ts'
import type { Places } from './place.ts'
import type { Text } from './wording.ts'

/**
 * A language: its name in itself, the channels that carry it, its letters, what stands in where it has no words or
 * cannot be shown, and how the numbers 0-99 and the twelve months are spoken.
 */
export type Speech = {
  name: string
  channels: Channel[]
  letters: 'latin' | 'other'
  instead: Language[]
  numbers: string[]
  months: string[]
}

/** Words by name, languages by tag, and what else people text for an option's `is`. */
export type Vocabulary = {
  words: Record<string, Text>
  languages: Record<Language, Speech>
  synonyms: Record<string, string[]>
}

/** How a value is to be printed or spoken. */
export type Manner = { language: Language; style: string; vocabulary: Vocabulary; places: Places }
