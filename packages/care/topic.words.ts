/**
 * Reads `flows/topics/words.yaml`, how people write what they want to know. A word there that is danger, STOP, HELP or a
 * report would never arrive, since those are read first, so a file with one is refused.
 */
import { isMap, isScalar, isSeq, parseDocument } from 'yaml'
import { type PhraseFault, type Phrases, type PhraseWord, readPhrase } from './danger.phrases.ts'
import { readDanger } from './danger.ts'
import { readKeyword } from './keyword.ts'
import { readReport } from './report.ts'

/** What can be asked for, in the order of the file, and the words of a loss. */
export type Topics = { topics: { name: string; phrases: PhraseWord[][] }[]; hush: PhraseWord[][] }

const LANGUAGES = ['bn', 'bn-Latn', 'en']

/** Loads the words, or names every fault; `phrases` are those of danger, which are asked first, where they could be read. */
export function loadTopics(
  text: string,
  phrases: Phrases | undefined,
): { ok: true; topics: Topics } | { ok: false; faults: PhraseFault[] } {
  const document = parseDocument(text, { prettyErrors: true })
  const faults: PhraseFault[] = document.errors.map(({ linePos, message }) => ({
    line: linePos?.[0].line ?? 1,
    rule: 'yaml',
    words: message.split('\n')[0] ?? '',
  }))
  const refuse = (offset: number, rule: string, words: string): void => {
    faults.push({ line: text.slice(0, offset).split('\n').length, rule, words })
  }
  const taken = new Map<string, string>()
  const list = (path: string[], isAsked: boolean): PhraseWord[][] => {
    const node = document.getIn(path, true)
    if (!isSeq(node)) {
      refuse(0, 'list.missing', path.join('.'))
      return []
    }
    return node.items.flatMap((item) => {
      const value = isScalar(item) && typeof item.value === 'string' ? item.value.trim() : ''
      const words = readPhrase(value)
      const offset = isScalar(item) ? (item.range?.[0] ?? 0) : 0
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
  }
  const words = document.get('words', true)
  if (!isMap(words)) refuse(0, 'words.missing', 'words')
  const names = isMap(words) ? words.items.map(({ key }) => String(isScalar(key) ? key.value : key)) : []
  const topics = names.map((name) => ({
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
