/**
 * Characters that would turn a Latin text into UCS-2 and more than halve its room (GSM 03.38). Typographic quotes and
 * dashes are not among them: they are made plain when a text is loaded.
 */
import { listNonGsm } from '@dhatri/text/gsm7'
import { type Audit, bookOf, listPassages } from '../audit.ts'
import { type Book, fail, warn } from '../book.ts'
import type { TextSource } from '../source.ts'
import type { Text } from '../wording.ts'

/** Notes characters outside GSM 03.38 in languages of Latin letters, and flows that want such a language by SMS. */
export function checkLetters(audit: Audit): void {
  const isLatin = (key: string): boolean => {
    const [channel = '', language = channel] = key.split('.')
    return channel !== 'voice' && audit.library.languages[language]?.letters === 'latin'
  }
  for (const flow of audit.flows) {
    const book = bookOf(audit, flow)
    for (const { source, text } of listPassages(flow)) checkText(book, source, text, isLatin)
  }
  if (audit.engine === undefined) return
  const book = { file: audit.engine.file, findings: audit.findings }
  const { words } = audit.library
  for (const [name, source] of Object.entries(audit.engine.words)) checkText(book, source, words[name] ?? {}, isLatin)
}

/** Notes the characters of one text. */
export function checkText(book: Book, source: TextSource, text: Text, isLatin: (key: string) => boolean): void {
  for (const [key, parts] of Object.entries(text)) {
    const word = source.byKey[key]
    if (word === undefined) continue
    const literal = parts.filter((part) => typeof part === 'string').join('')
    const foreign = isLatin(key) ? listNonGsm(literal) : []
    if (foreign.length > 0) {
      const names = foreign.map((character) => `${character} (U+${codeOf(character)})`).join(', ')
      fail(book, word, 'text.letters', `${names} makes this text cost double`, 'use plain letters and signs')
    }
    const open = literal.search(/[{}]/)
    if (open >= 0) warn(book, word, 'text.brace', 'a single { or }', 'a value is written {name}')
  }
}

function codeOf(character: string): string {
  return (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')
}
