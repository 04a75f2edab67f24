/**
 * Reads `flows/topics/words.yaml`, how people write what they want to know. A word there that is danger, STOP, HELP or a
 * report would never arrive, since those are read first, so a file with one is refused.
 */
import { type Phrases, type PhraseWord, readPhrase } from './danger.phrases.ts'
import { readDanger } from './danger.ts'
import { readKeyword } from './keyword.ts'
import { readReport } from './report.ts'
import { LANGUAGES, openWordFile, type PhraseFault } from './word.file.ts'

/** What can be asked for, in the order of the file, and the words of a loss. */
export type Topics = { topics: { name: string; phrases: PhraseWord[][] }[]; hush: PhraseWord[][] }

/** Loads the words, or names every fault; `phrases` are those of danger, which are asked first, where they could be read. */
export function loadTopics(
  text: string,
  phrases: Phrases | undefined,
): { ok: true; topics: Topics } | { ok: false; faults: PhraseFault[] } {
  const file = openWordFile(text)
  const { faults, refuse } = file
  const taken = new Map<string, string>()
  const list = (path: string[], isAsked: boolean): PhraseWord[][] =>
    file.list(path).flatMap(({ value, offset }) => {
      const words = readPhrase(value)
      const problem = words.every(({ sound }) => sound !== '') ? undefined : 'word.empty'
      const thief = isAsked && problem === undefined ? thiefOf(value.replaceAll('*', ''), phrases) : undefined
      const key = words.map(({ sound, isOpen }) => (isOpen ? `${sound}*` : sound)).join(' ')
      const twin = isAsked ? taken.get(key) : undefined
      if (problem !== undefined) refuse(offset, problem, value)
      else if (thief !== undefined) refuse(offset, 'word.taken', `${value}: ${thief}`)
      else if (twin !== undefined && twin !== path[1]) refuse(offset, 'word.twice', `${value}: ${twin}`)
      else if (isAsked) taken.set(key, path[1] ?? '')
      return problem === undefined ? [words] : []
    })
  const topics = file.names('words').map((name) => ({
    name,
    phrases: LANGUAGES.flatMap((language) => list(['words', name, language], true)),
  }))
  const hush = LANGUAGES.flatMap((language) => list(['hush', language], false))
  return faults.length > 0 ? { ok: false, faults } : { ok: true, topics: { topics, hush } }
}

/** What a text that holds nothing but this word means to those who are asked before. */
function thiefOf(word: string, phrases: Phrases | undefined): string | undefined {
  const keyword = readKeyword(word)
  if (keyword !== undefined) return keyword
  if (readReport(word, 0) !== undefined) return 'report'
  return phrases && readDanger(word, phrases)?.signs.join(', ')
}
