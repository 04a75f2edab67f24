/**
 * Is a text easy to hear once and to read on two lines? At most twelve words a sentence, digits of one script, single
 * spaces, and a stop at the end where there are stops inside. For a call numbers are words: nobody records "0507".
 * The rules are those of `flows/README.md`.
 */
import type { Audit } from '../audit.ts'
import { fail, warn } from '../book.ts'
import type { Language } from '../channel.ts'
import type { Word } from '../fields.ts'
import { languageOf, listUtterances, type Utterance, wordsOn } from './utterance.ts'

/** More words than this are forgotten before the sentence ends. */
export const MOST_WORDS = 12

const SENTENCE_END = /[।.?!;\n]+(?=\s|$)/u
const SPACING = / {2,}| (?=[।,;?!])|(?<=[।?!,])(?=\p{L})/u
const PLACEHOLDER = /\{[^{}]*\}/g

/** Notes long sentences, mixed digits, stray spaces, missing stops, and digits that would be spoken. */
export function checkWriting(audit: Audit): void {
  for (const one of listUtterances(audit)) {
    for (const [key, word] of Object.entries(one.source.byKey)) checkWord(audit, one, languageOf(key), word)
    if (one.channels.includes('voice')) checkSpoken(audit, one)
  }
}

function checkWord(audit: Audit, { book, from, role }: Utterance, language: Language, word: Word): void {
  const long = word.text.split(SENTENCE_END).find((sentence) => countWords(audit, language, sentence) > MOST_WORDS)
  if (long !== undefined) {
    const words = `a sentence of ${countWords(audit, language, long)} words: "${long.trim().slice(0, 40)}…"`
    fail(book, word, 'text.sentence', words, `at most ${MOST_WORDS}: make two of it`)
  }
  const literal = word.text.replace(PLACEHOLDER, '')
  if (/[0-9]/.test(literal) && /[০-৯]/.test(literal)) {
    const suggestion = '0-9 for what is pressed or dialled; write the other number as a word'
    fail(book, word, 'text.digits', 'digits of two scripts in one text', suggestion)
  }
  const gap = SPACING.exec(word.text)
  if (gap !== null) {
    const near = word.text.slice(Math.max(0, gap.index - 8), gap.index + 8)
    warn(book, word, 'text.spaces', `spaces near "${near.trim()}"`, 'one space between words, none before a stop')
  }
  const isWhole = from === 'flow' && (role === 'say' || role === 'end')
  if (isWhole && /[।.?!]\s/u.test(word.text) && /[\p{L}\p{M}]$/u.test(word.text)) {
    const stop = audit.library.languages[language]?.letters === 'latin' ? '.' : '।'
    warn(book, word, 'text.stop', 'the last sentence has no stop', `end it with "${stop}"`)
  }
}

function checkSpoken(audit: Audit, one: Utterance): void {
  for (const [language, word] of wordsOn(audit, one, 'voice')) {
    const digits = /\p{Nd}+/u.exec(word.text.replace(PLACEHOLDER, ''))
    if (digits === null) continue
    const suggestion =
      one.source.byKey[`voice.${language}`] === word
        ? 'write the number as words'
        : `add "voice: {${language}: …}" with the number as words`
    fail(one.book, word, 'voice.digits', `"${digits[0]}" is spoken on a call`, suggestion)
  }
}

/** Words with a letter or digit; a number told digit by digit (নয় নয় নয়) is one. */
export function countWords(audit: Audit, language: Language, sentence: string): number {
  const digits = new Set(audit.library.languages[language]?.numbers.slice(0, 10))
  let count = 0
  let isNumber = false
  for (const word of sentence.split(/\s+/u)) {
    const bare = word.replace(/[^\p{L}\p{M}\p{N}{}]/gu, '')
    if (bare === '') continue
    const isDigit = digits.has(bare.toLowerCase())
    if (!(isDigit && isNumber)) count += 1
    isNumber = isDigit
  }
  return count
}
