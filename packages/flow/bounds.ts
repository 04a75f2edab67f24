/**
 * How large anything in the flow files may be, and what may be a name. A file may come from a stranger: whatever passes
 * here is small enough for every later step, and no name of it is one that JavaScript objects own or a path elsewhere.
 */
import { type Book, fail } from './book.ts'
import type { Word } from './fields.ts'
import type { Finding } from './finding.ts'
import type { Spot } from './node.ts'

/** The most there may be of each, with what to do where there is more. */
export const MOST = {
  files: [800, 'hand over what belongs to the flows only'],
  letters: [100_000, 'split the flow'],
  characters: [2_000_000, 'hand over what belongs to the flows only'],
  steps: [200, 'split the flow in two and "run" the second'],
  options: [40, 'split the menu in two'],
  declarations: [60, 'split the flow in two'],
  words: [40, 'leave some out'],
  tests: [24, 'ask in two steps'],
} as const

const NAME = /^[A-Za-z][A-Za-z0-9_-]{0,39}$/
const OPTION = /^[A-Za-z0-9_-]{1,20}$/
const OWNED = new Set(Object.getOwnPropertyNames(Object.prototype))

/** Whether a word can name a flow, a step, an action or a result: no path, and nothing that objects own. */
export function isName(text: string): boolean {
  return NAME.test(text) && !OWNED.has(text)
}

/** Whether a word can name a message: names joined by dots, such as `anc.asked`. */
export function isMessageName(text: string): boolean {
  return text.length <= 60 && text.split('.').every(isName)
}

/** Whether a word can be what an option or a way keeps. */
export function isOptionName(text: string): boolean {
  return OPTION.test(text) && !OWNED.has(text)
}

/** Notes a word that cannot be a name. */
export function checkName(book: Book, word: Word | undefined): void {
  if (word === undefined || isName(word.text)) return
  fail(
    book,
    word,
    'name.unfit',
    `"${word.text.slice(0, 40)}" cannot be a name`,
    'a letter first, then at most 39 letters, digits, - and _',
  )
}

/** Notes that there is too much of something. */
export function checkCount(book: Book, spot: Spot, what: keyof typeof MOST, count: number): void {
  const [most, advice] = MOST[what]
  if (count > most) fail(book, spot, 'file.bound', `${count} ${what}; at most ${most}`, advice)
}

/** As many as there may be; that there are more is noted, and the rest is not looked at. */
export function takeFew<T>(book: Book, spot: Spot, what: keyof typeof MOST, all: T[]): T[] {
  checkCount(book, spot, what, all.length)
  return all.slice(0, MOST[what][0])
}

/** Notes files that are too many or lie above their folder; false where none of them may be read. */
export function checkFiles(files: Record<string, string>, findings: Finding[]): boolean {
  const names = Object.keys(files)
  const top = { line: 1, column: 1 }
  const outside = names.filter((file) => !isInsideFolder(file))
  for (const file of outside) {
    fail({ file, findings }, top, 'file.outside', 'the file lies outside flows/', 'hand over files below flows/ only')
  }
  const [most, advice] = MOST.letters
  const long = Object.entries(files).filter(([, content]) => content.length > most)
  // Only where all are too much together: one that is long is refused when it is read, and the others are read too.
  const length = Object.values(files).reduce((sum, content) => sum + content.length, 0)
  const isMuch = length > MOST.characters[0]
  for (const [file, content] of isMuch ? long : [])
    fail({ file, findings }, top, 'yaml.size', `the file has ${content.length} characters`, advice)
  const [largest] = names.toSorted((one, other) => (files[other]?.length ?? 0) - (files[one]?.length ?? 0))
  const book = { file: largest ?? 'flows', findings }
  checkCount(book, top, 'files', names.length)
  if (long.length === 0) checkCount(book, top, 'characters', length)
  return outside.length === 0 && names.length <= MOST.files[0] && !isMuch
}

function isInsideFolder(path: string): boolean {
  return !path.replaceAll('\\', '/').split('/').includes('..') && !path.includes('\0')
}
