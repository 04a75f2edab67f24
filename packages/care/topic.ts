/** Finds what somebody wants to know in a text that is neither danger nor a report. */
import type { Phrases } from './danger.phrases.ts'
import { listSounds } from './danger.sound.ts'
import { findPhrase, LONGEST } from './danger.ts'
import type { Topics } from './topic.words.ts'

/** The topic, and whether the same text tells of a loss, after which nothing about pregnancy or baby is an answer. */
export type Asked = { topic: string; isHushed: boolean }

/** The topic a text names: the one with the longest phrase in it, of equals the first; undefined where there is none. */
export function readTopic(text: string, { topics, hush }: Topics, denials: Pick<Phrases, 'deny'>): Asked | undefined {
  const words = listSounds(text.slice(0, LONGEST))
  const longest = topics.map(({ name, phrases }) => ({
    name,
    length: Math.max(
      0,
      ...phrases.map((phrase) => (findPhrase(phrase, words, denials, true).length > 0 ? phrase.length : 0)),
    ),
  }))
  const most = Math.max(0, ...longest.map(({ length }) => length))
  const found = most > 0 ? longest.find(({ length }) => length === most) : undefined
  if (found === undefined) return undefined
  return { topic: found.name, isHushed: hush.some((phrase) => findPhrase(phrase, words, denials, true).length > 0) }
}
