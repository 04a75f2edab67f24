/** Reads `flows/danger/phrases.yaml`, how people write that something is wrong, and prepares its phrases for matching. */
import { soundOf } from './danger.sound.ts'
import { LANGUAGES, openWordFile, type PhraseFault } from './word.file.ts'

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

const DENIALS = new Set(['না', 'na', 'not'].map(soundOf))

/** Loads the phrases, or names every fault; a file with a fault is not used and the old version keeps running. */
export function loadPhrases(text: string): { ok: true; phrases: Phrases } | { ok: false; faults: PhraseFault[] } {
  const file = openWordFile(text)
  const { faults, refuse } = file
  const list = (path: string[]): string[] =>
    file.list(path).flatMap(({ value, offset }) => {
      const isSound = value !== '' && readPhrase(value).every(({ sound }) => sound !== '')
      if (!isSound) refuse(offset, 'phrase.empty', value)
      return isSound ? [value] : []
    })
  const about: Phrases['about'] = {}
  const phrases = file.names('signs').flatMap((sign) => {
    const whose = file.textAt(['signs', sign, 'about'])
    if (whose !== undefined) about[sign] = whose
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
