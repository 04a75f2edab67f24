/** Reads `flows/danger/phrases.yaml`, how people write that something is wrong, and prepares its phrases for matching. */
import { isMap, isScalar, isSeq, parseDocument } from 'yaml'
import { soundOf } from './danger.sound.ts'

/** A word of a phrase: its sound, whether any ending may follow, and whether it stands for every word of denying. */
export type PhraseWord = { sound: string; isOpen: boolean; isDenial: boolean }

/** A phrase and the sign it tells of. */
export type Phrase = { sign: string; words: PhraseWord[] }

/** All phrases, ready to look for. */
export type Phrases = {
  phrases: Phrase[]
  /** Phrases by the sound of their first word that is no denial, exact or as the opening of a word. */
  safe: PhraseWord[][]
  alone: ReadonlySet<string>
  deny: { after: ReadonlySet<string>; before: ReadonlySet<string>; between: ReadonlySet<string> }
  /** Whom each sign is about. */
  about: { [sign: string]: string }
}

/** What is wrong with the file: where it is, and the rule. */
export type PhraseFault = { line: number; rule: string; words: string }

const LANGUAGES = ['bn', 'bn-Latn', 'en']
const DENIALS = new Set(['না', 'na', 'not'].map(soundOf))

/** Loads the phrases, or names every fault; a file with a fault is not used and the old version keeps running. */
export function loadPhrases(text: string): { ok: true; phrases: Phrases } | { ok: false; faults: PhraseFault[] } {
  const document = parseDocument(text, { prettyErrors: true })
  const faults: PhraseFault[] = document.errors.map(({ linePos, message }) => ({
    line: linePos?.[0].line ?? 1,
    rule: 'yaml',
    words: message.split('\n')[0] ?? '',
  }))
  const refuse = (offset: number, rule: string, words: string): void => {
    faults.push({ line: text.slice(0, offset).split('\n').length, rule, words })
  }
  const list = (path: string[]): string[] => {
    const node = document.getIn(path, true)
    if (!isSeq(node)) {
      refuse(0, 'list.missing', path.join('.'))
      return []
    }
    return node.items.flatMap((item) => {
      const value = isScalar(item) && typeof item.value === 'string' ? item.value.trim() : ''
      const isSound = value !== '' && readPhrase(value).every(({ sound }) => sound !== '')
      if (!isSound) refuse(isScalar(item) ? (item.range?.[0] ?? 0) : 0, 'phrase.empty', value)
      return isSound ? [value] : []
    })
  }
  const signs = document.get('signs', true)
  if (!isMap(signs)) refuse(0, 'signs.missing', 'signs')
  const names = isMap(signs) ? signs.items.map(({ key }) => String(isScalar(key) ? key.value : key)) : []
  const about: Phrases['about'] = {}
  const phrases = names.flatMap((sign) => {
    const whose = document.getIn(['signs', sign, 'about'])
    if (typeof whose === 'string') about[sign] = whose
    else refuse(0, 'about.missing', sign)
    return LANGUAGES.flatMap((language) => list(['signs', sign, language])).map((phrase) => ({
      sign,
      words: readPhrase(phrase),
    }))
  })
  for (const { sign, words } of phrases)
    if (words.every(({ isDenial }) => isDenial)) refuse(0, 'phrase.onlyDenies', sign)
  const sounds = (...path: string[]): Set<string> => new Set(list(path).map(soundOf))
  const rest = {
    safe: list(['safe']).map(readPhrase),
    alone: sounds('alone'),
    deny: { after: sounds('deny', 'after'), before: sounds('deny', 'before'), between: sounds('deny', 'between') },
  }
  return faults.length > 0 ? { ok: false, faults } : { ok: true, phrases: { phrases, about, ...rest } }
}

/** A phrase as it is written, word by word. */
export function readPhrase(phrase: string): PhraseWord[] {
  return phrase.split(/\s+/).map((word) => {
    const sound = soundOf(word.replace('*', ''))
    return { sound, isOpen: word.endsWith('*'), isDenial: DENIALS.has(sound) }
  })
}
