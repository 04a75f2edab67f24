/**
 * Formal and clinical words that a woman who never went to school does not use, each with the everyday word to write
 * instead. The list is data (`flows/words/hard.yaml`), so that whoever hears a hard word in the field can add it.
 */
import { foldForMatch } from '@dhatri/text/normal'
import type { Audit } from '../audit.ts'
import { type Book, fail, failName } from '../book.ts'
import { readMap, readPairs, readWord } from '../fields.ts'
import { readFile } from '../files.ts'
import { findEntry, type Node, type Spot } from '../node.ts'
import { listWritten } from '../vocabulary.ts'
import { languageOf, listUtterances } from './utterance.ts'

/** A hard word as it is matched at the beginning of a word, as it was written, and the word to use instead. */
type Hard = Spot & { folded: string; text: string; instead: string }

const HARD = /(^|\/)words\/hard\.yaml$/

/** Notes hard words in what women read and hear, and faults of the list itself. Without a list nothing is noted. */
export function checkHardWords(audit: Audit, files: Readonly<Record<string, string>>): void {
  const found = Object.entries(files).find(([file]) => HARD.test(file))
  if (found === undefined) return
  const [file, content] = found
  const book = { file, findings: audit.findings }
  const list = readFile(book, content, (node) => readHard(book, node, listWritten(audit.library.languages)))
  for (const { book: own, source, isForWorkers } of list === undefined || isEmpty(list) ? [] : listUtterances(audit)) {
    for (const [key, word] of isForWorkers ? [] : Object.entries(source.byKey)) {
      const hard = findHard(list?.[languageOf(key)] ?? [], word.text)
      if (hard !== undefined) fail(own, word, 'text.hardWord', `"${hard.text}" is a hard word`, `say "${hard.instead}"`)
    }
  }
}

/** The hard word in a text, if there is one. */
function findHard(list: readonly Hard[], text: string): Hard | undefined {
  const folded = ` ${foldForMatch(text)}`
  return list.find((hard) => folded.includes(` ${hard.folded}`))
}

function readHard(book: Book, node: Node, languages: readonly string[]): Record<string, Hard[]> {
  const map = readMap(book, node, 'a list of words', ['words', 'source', ...languages])
  if (map === undefined) return {}
  const name = readWord(book, map, 'words')
  if (name !== undefined && name.text !== 'hard')
    failName(book, name, 'words.list', `there is no list "${name.text}"`, name.text, ['hard'])
  const list = Object.fromEntries(
    languages
      .filter((language) => findEntry(map, language) !== undefined)
      .map((language) => [
        language,
        readPairs(book, map, language).map(([{ line, column, text }, instead]): Hard => {
          return { line, column, text, folded: foldForMatch(text), instead: instead.text }
        }),
      ]),
  )
  for (const hards of Object.values(list)) checkList(book, hards)
  return list
}

/** A word that helps itself, or stands under another one, would never be found or would loop its author. */
function checkList(book: Book, hards: readonly Hard[]): void {
  for (const [index, hard] of hards.entries()) {
    const again = findHard(hards, hard.instead)
    if (again !== undefined) {
      fail(
        book,
        hard,
        'words.circle',
        `"${hard.instead}" is itself called hard ("${again.text}")`,
        'choose an everyday word',
      )
    } else if (hards.slice(0, index).some(({ folded }) => ` ${hard.folded}`.startsWith(` ${folded}`))) {
      fail(
        book,
        hard,
        'words.twice',
        `"${hard.text}" is in the list already`,
        'a word stands for all its endings: leave this one out',
      )
    }
  }
}

function isEmpty(list: Record<string, Hard[]>): boolean {
  return Object.values(list).every((hards) => hards.length === 0)
}
