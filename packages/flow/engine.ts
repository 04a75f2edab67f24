/** Reads `engine.yaml`: the languages, the engine's own words, and what people text instead of an option's number. */
import { foldForMatch } from '@dhatri/text/normal'
import { ANSWER_TYPES } from './answer.ts'
import { type Book, fail, failName } from './book.ts'
import { CHANNELS, type Channel } from './channel.ts'
import { needWord, readMap, readWord, readWords, type Word } from './fields.ts'
import { type Entry, findEntry, type Mapping, type Node, type Spot, spotOf } from './node.ts'
import type { TextSource } from './source.ts'
import { compileText, readText } from './texts.ts'
import { listWritten, type Speech, type Vocabulary } from './vocabulary.ts'

const TAG = /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})?$/

/** The engine's words besides the refusals of the answer types, and the placeholders that may stand in them. */
export const ENGINE_WORDS: Record<string, readonly string[]> = {
  more: [],
  next: [],
  back: [],
  'back.star': [],
  resume: [],
  'resume.continue': [],
  'resume.new': [],
  option: [],
  silence: [],
  giveup: [],
  sorry: [],
  lost: [],
  replaced: [],
  unreviewed: [],
  bye: [],
  press: ['number'],
  'option.for': ['label'],
  finish: [],
  record: [],
  'dating.months': ['months'],
  'place.district': ['place'],
  'place.upazila': ['place'],
  'place.code': [],
  ...Object.fromEntries(
    Object.values(ANSWER_TYPES).flatMap(({ refusals }) => refusals.map((refusal) => [refusal, ['from', 'to', 'most']])),
  ),
}

/** The engine file, with the places of its words. */
export type EngineSource = { file: string; spot: Spot; words: Record<string, TextSource>; vocabulary: Vocabulary }

/** Reads the engine file. */
export function readEngine(book: Book, node: Node): EngineSource | undefined {
  const map = readMap(book, node, 'engine.yaml', ['engine', 'languages', 'words', 'synonyms'])
  if (map === undefined) return undefined
  const languages = Object.fromEntries(
    entriesOf(book, map, 'languages').map((entry) => [entry.key, readSpeech(book, entry)]),
  )
  for (const entry of entriesOf(book, map, 'languages')) checkTongue(book, entry, languages)
  const words = readWordsOf(book, map, listWritten(languages))
  const compiled = Object.fromEntries(Object.entries(words).map(([name, text]) => [name, compileText(text)]))
  const vocabulary = { words: compiled, languages, synonyms: readSynonyms(book, map) }
  return { file: book.file, spot: spotOf(map), words, vocabulary }
}

function readWordsOf(book: Book, map: Mapping, languages: string[]): Record<string, TextSource> {
  const entries = entriesOf(book, map, 'words')
  for (const name of Object.keys(ENGINE_WORDS)) {
    if (!entries.some((entry) => entry.key === name)) {
      fail(book, map, 'engine.missing', `the word "${name}" is missing`, `add "${name}:" under words`)
    }
  }
  return Object.fromEntries(
    entries.map((entry) => {
      if (!Object.hasOwn(ENGINE_WORDS, entry.key)) {
        const known = Object.keys(ENGINE_WORDS)
        failName(book, entry, 'engine.word', `the engine has no word "${entry.key}"`, entry.key, known)
      }
      return [entry.key, readText(book, entry.node, `"${entry.key}"`, languages)]
    }),
  )
}

function readSpeech(book: Book, { key, node }: Entry): Speech {
  const fields = ['name', 'dialect of', 'channels', 'letters', 'instead', 'numbers', 'months']
  const map = readMap(book, node, `"${key}"`, fields)
  if (map === undefined) return { name: key, channels: [], letters: 'other', instead: [], numbers: [], months: [] }
  const of = readWord(book, map, 'dialect of')
  if (of !== undefined) {
    const name = needWord(book, map, 'name', `"${key}"`)?.text ?? key
    return { name, channels: ['voice'], letters: 'other', instead: [of.text], numbers: [], months: [], of: of.text }
  }
  return {
    name: needWord(book, map, 'name', `"${key}"`)?.text ?? key,
    channels: (readWords(book, map, 'channels') ?? []).map(({ text }) => text).filter(isChannel),
    letters: needWord(book, map, 'letters', `"${key}"`)?.text === 'latin' ? 'latin' : 'other',
    instead: (readWords(book, map, 'instead') ?? []).map(({ text }) => text),
    numbers: readSeries(book, map, 'numbers', 100),
    months: readSeries(book, map, 'months', 12),
  }
}

/** A tag that can be part of a file's name; and a dialect of a language that is written, spoken only. */
function checkTongue(book: Book, { key, node, ...spot }: Entry, languages: Record<string, Speech>): void {
  if (!TAG.test(key)) fail(book, spot, 'engine.tag', `"${key}" is no language tag`, 'like bn, en, bn-Latn')
  const { of } = languages[key] ?? {}
  if (of === undefined || node.kind !== 'map') return
  const written = listWritten(languages)
  if (!written.includes(of)) failName(book, spot, 'engine.dialect', `there is no written language "${of}"`, of, written)
  const [extra] = node.entries.filter((entry) => !['name', 'dialect of'].includes(entry.key))
  if (extra !== undefined) {
    fail(
      book,
      extra,
      'engine.dialect',
      `a dialect takes "${extra.key}" from its language`,
      'give it a name and "dialect of" alone',
    )
  }
}

/** Words between spaces, exactly so many or none. */
function readSeries(book: Book, map: Mapping, key: string, count: number): string[] {
  const words = (readWords(book, map, key) ?? []).flatMap(({ text }) => text.split(/\s+/))
  if (words.length === 0 || words.length === count) return words
  fail(book, findEntry(map, key) ?? map, 'engine.series', `${words.length} words, not ${count}`, 'one word for each')
  return []
}

function readSynonyms(book: Book, map: Mapping): Record<string, string[]> {
  return Object.fromEntries(
    entriesOf(book, map, 'synonyms').map(({ key, node }) => {
      const words = node.kind === 'list' ? node.items : [node]
      return [key, words.map((word) => (word.kind === 'scalar' ? foldForMatch(word.text) : '')).filter(Boolean)]
    }),
  )
}

function entriesOf(book: Book, map: Mapping, key: string): Entry[] {
  const entry = findEntry(map, key)
  return (entry && readMap(book, entry.node, `"${key}"`, undefined)?.entries) ?? []
}

function isChannel(name: Word['text']): name is Channel {
  return CHANNELS.some((channel) => channel === name)
}
