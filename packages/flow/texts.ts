/** Reads words in several languages, and other words for one channel, out of the map they stand in. */
import { compose } from '@dhatri/text/normal'
import type { Book } from './book.ts'
import { CHANNELS, type Language } from './channel.ts'
import { readMap, type Word, wordOf } from './fields.ts'
import { type Mapping, type Node, spotOf } from './node.ts'
import type { TextSource } from './source.ts'
import { splitParts, type Text } from './wording.ts'

/** The names under which words stand. */
export function textFields(languages: readonly Language[]): string[] {
  return [...languages, ...CHANNELS]
}

/** The words among the entries of a map; what else stands there is not looked at. */
export function readTextIn(book: Book, map: Mapping, languages: readonly Language[]): TextSource {
  const byKey: Record<string, Word> = {}
  for (const { key, node } of map.entries) {
    if (languages.includes(key)) setWord(byKey, key, wordOf(book, node, `"${key}"`))
    if (!CHANNELS.some((channel) => channel === key)) continue
    const own = readMap(book, node, `"${key}"`, languages)
    for (const entry of own?.entries.filter(({ key: tag }) => languages.includes(tag)) ?? [])
      setWord(byKey, `${key}.${entry.key}`, wordOf(book, entry.node, `"${entry.key}"`))
  }
  return { ...spotOf(map), byKey }
}

/** A map that holds nothing but words. */
export function readText(book: Book, node: Node, what: string, languages: readonly Language[]): TextSource {
  const map = readMap(book, node, what, textFields(languages))
  return map === undefined ? { ...spotOf(node), byKey: {} } : readTextIn(book, map, languages)
}

/** Splits every wording; letters are composed and typographic quotes made plain once, here. */
export function compileText({ byKey }: TextSource): Text {
  return Object.fromEntries(Object.entries(byKey).map(([key, word]) => [key, splitParts(compose(word.text))]))
}

function setWord(byKey: Record<string, Word>, key: string, word: Word | undefined): void {
  if (word !== undefined) byKey[key] = word
}
