/**
 * Finds danger in what people write. A missed danger is worse than a false one: finding one opens no case, it only puts
 * the advice first. Denied signs ("no bleeding", "রক্ত পড়ছে না") are left out, unless the denying is the danger
 * ("not moving", "বন্ধ হয় না").
 */
import type { Phrase, Phrases, PhraseWord } from './danger.phrases.ts'
import { listSounds } from './danger.sound.ts'
import { isNear } from './keyword.near.ts'

/** A word of a text by its sound, and the clause it stands in. */
export type Word = { sound: string; clause: number }

/** Words that may stand between those of a phrase. */
const SLACK = 2
/** A slip is only seen through in words this long. */
const LONG = 5
/** An SMS is at most ten parts; more is not read. */
export const LONGEST = 1600

/** The signs a text tells of, in the order of the list; undefined where there is none. */
export function readDanger(text: string, list: Phrases): { signs: string[] } | undefined {
  const words: Word[] = listSounds(text.slice(0, LONGEST))
  if (words.length === 1 && list.alone.has(words[0]?.sound ?? '')) return { signs: ['urgent'] }
  const matches = list.phrases.flatMap((phrase) => findPhrase(phrase.words, words, list).map((at) => ({ phrase, at })))
  // What is denied, or belongs to an everyday phrase, takes along the shorter phrases inside it.
  const harmless = new Set([
    ...list.safe.flatMap((safe) => findPhrase(safe, words, list, true).flat()),
    ...matches.filter(({ phrase, at }) => isDenied(phrase, at, words, list)).flatMap(({ at }) => at),
  ])
  const signs = new Set(
    matches
      .filter(
        ({ phrase, at }) =>
          !isDenied(phrase, at, words, list) && !(canDeny(phrase) && at.every((index) => harmless.has(index))),
      )
      .map(({ phrase }) => phrase.sign),
  )
  return signs.size > 0 ? { signs: [...signs] } : undefined
}

const contents = new WeakMap<PhraseWord[], PhraseWord[]>()

/** The words of a phrase that are no denial, looked for once. */
function contentOf(phrase: PhraseWord[]): PhraseWord[] {
  const known = contents.get(phrase)
  if (known !== undefined) return known
  const content = phrase.filter(({ isDenial }) => !isDenial)
  contents.set(phrase, content)
  return content
}

/** Every place where the words of a phrase stand close together, as the indexes of the words. */
export function findPhrase(
  phrase: PhraseWord[],
  words: Word[],
  list: Pick<Phrases, 'deny'>,
  isStrict = false,
): number[][] {
  const content = contentOf(phrase)
  const hasDenial = content.length < phrase.length
  const [first] = content
  // Of a thousand phrases hardly any begins in a text: nothing more is made for the others.
  if (first === undefined || !words.some((word) => fits(first, word, isStrict))) return []
  const others = content.slice(1)
  return words.flatMap((word, start) => {
    if (!fits(first, word, isStrict)) return []
    const at = [start]
    for (const other of others) {
      const next = nearest(
        words,
        start,
        content.length - 1 + SLACK,
        (found, index) => !at.includes(index) && fits(other, found, isStrict),
      )
      if (next === undefined) return []
      at.push(next)
    }
    if (!hasDenial) return [at]
    return isDenying(content, at, words, list) ? [at] : []
  })
}

/** True when a denial stands within a word of the phrase, in the same clause, or is grown together with a verb of it. */
function isDenying(content: PhraseWord[], at: number[], words: Word[], { deny }: Pick<Phrases, 'deny'>): boolean {
  return at.some((index, order) => {
    const word = words[index]
    if (word === undefined) return false
    if (content[order]?.isOpen && endsInDenial(word.sound)) return true
    return [-2, -1, 1, 2].some((step) => {
      const near = words[index + step]
      if (near === undefined || near.clause !== word.clause) return false
      return deny.after.has(near.sound) || deny.before.has(near.sound)
    })
  })
}

function isDenied({ words: phrase }: Phrase, at: number[], words: Word[], { deny }: Phrases): boolean {
  if (phrase.some(({ isDenial }) => isDenial)) return false
  const first = Math.min(...at)
  const last = Math.max(...at)
  const step = (from: number, by: number): Word | undefined => {
    const clause = words[from]?.clause
    let index = from + by
    while (words[index]?.clause === clause && deny.between.has(words[index]?.sound ?? '')) index += by
    return words[index]?.clause === clause ? words[index] : undefined
  }
  const isGrown = at.some(
    (index, order) => phrase[order]?.isOpen && phrase.length > 1 && endsInDenial(words[index]?.sound ?? ''),
  )
  return isGrown || deny.after.has(step(last, 1)?.sound ?? '') || deny.before.has(step(first, -1)?.sound ?? '')
}

function canDeny({ words }: Phrase): boolean {
  return words.every(({ isDenial }) => !isDenial)
}

function fits({ sound, isOpen }: PhraseWord, word: Word, isStrict: boolean): boolean {
  if (isOpen ? word.sound.startsWith(sound) : word.sound === sound) return true
  if (isStrict || sound.length < LONG || word.sound.length < LONG) return false
  return isNear(sound, isOpen ? word.sound.slice(0, sound.length) : word.sound) || (isOpen && isNear(sound, word.sound))
}

/** পড়েনা, হচ্ছেনা, norena: the denial written together with its verb. */
function endsInDenial(sound: string): boolean {
  return sound.length > 3 && /(না|নাই|na|nai)$/u.test(sound)
}

function nearest(
  words: Word[],
  start: number,
  reach: number,
  isIt: (word: Word, index: number) => boolean,
): number | undefined {
  for (let step = 1; step <= reach; step += 1) {
    for (const index of [start + step, start - step]) {
      const word = words[index]
      if (word !== undefined && isIt(word, index)) return index
    }
  }
  return undefined
}
