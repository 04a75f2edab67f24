/**
 * Characters that turn a Latin text into UCS-2 and more than halve its room (GSM 03.38), each with what to type instead.
 * Typographic quotes and dashes are made plain when a text is loaded; they are named all the same, because the same text
 * copied elsewhere, into a gateway's own console for one, is not.
 */
import { listNonGsm } from '@dhatri/text/gsm7'
import { type Audit, bookOf, listPassages } from '../audit.ts'
import { type Book, fail } from '../book.ts'
import type { TextSource } from '../source.ts'
import { splitParts } from '../wording.ts'

/** What word processors make of plain signs, and what to type. */
const PLAIN: [RegExp, string][] = [
  [/[‘’‚‛′ʼ]/u, "'"],
  [/[“”„‟″«»]/u, '"'],
  [/[‐-―−]/u, '-'],
  [/[•·▪◦]/u, '-'],
  [/…/u, '...'],
  [/৳/u, 'Tk'],
  [/[\u00a0\u2000-\u200a\u202f]/u, 'a plain space'],
  [/\p{Cf}/u, 'nothing: it cannot be seen'],
  [/।/u, '.'],
  [/[০-৯]/u, '0-9'],
  [/½/u, 'half'],
  [/°/u, 'degrees'],
  [/×/u, 'x'],
]

/** Notes characters outside GSM 03.38 in languages of Latin letters, and flows that want such a language by SMS. */
export function checkLetters(audit: Audit): void {
  const isLatin = (key: string): boolean => {
    const [channel = '', language = channel] = key.split('.')
    return channel !== 'voice' && audit.library.languages[language]?.letters === 'latin'
  }
  for (const flow of audit.flows) {
    const book = bookOf(audit, flow)
    for (const { source } of listPassages(flow)) checkText(book, source, isLatin)
  }
  if (audit.engine === undefined) return
  const book = { file: audit.engine.file, findings: audit.findings }
  for (const source of Object.values(audit.engine.words)) checkText(book, source, isLatin)
}

/** Notes the characters of one text. */
export function checkText(book: Book, source: TextSource, isLatin: (key: string) => boolean): void {
  for (const [key, word] of Object.entries(source.byKey)) {
    const literal = splitParts(word.text)
      .filter((part) => typeof part === 'string')
      .join('')
    const foreign = isLatin(key) ? listNonGsm(literal) : []
    if (foreign.length > 0) {
      const names = foreign.map((character) => `${character} (U+${codeOf(character)})`).join(', ')
      const fixes = foreign.map((character) => `${character} → ${plainFor(character)}`).join(', ')
      fail(book, word, 'text.letters', `${names} makes this text cost double`, `type ${fixes}`)
    }
    const open = literal.search(/[{}]/)
    if (open >= 0) fail(book, word, 'text.brace', 'a single { or }, or two together', 'a value is written {name}')
  }
}

function plainFor(character: string): string {
  const [, plain] = PLAIN.find(([pattern]) => pattern.test(character)) ?? []
  if (plain !== undefined) return plain
  // An accent goes, the letter stays; for what has no Latin letter inside there is only other wording.
  const bare = character.normalize('NFKD').replace(/\p{M}/gu, '')
  return listNonGsm(bare).length === 0 && bare !== '' ? bare : 'a plain letter or sign'
}

function codeOf(character: string): string {
  return (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')
}
