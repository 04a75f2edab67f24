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
  /** A dialect: it has recordings of its own for this language's words, and no words. */
  of?: Language
}

/** Words by name, languages by tag, and what else people text for an option's `is`. */
export type Vocabulary = {
  words: Record<string, Text>
  languages: Record<Language, Speech>
  synonyms: Record<string, string[]>
}

/** The languages that words are written in: all but dialects. */
export function listWritten(languages: Record<Language, Speech>): Language[] {
  return Object.keys(languages).filter((tag) => languages[tag]?.of === undefined)
}

/** How a value is to be printed or spoken. */
export type Manner = { language: Language; style: string; vocabulary: Vocabulary; places: Places }
