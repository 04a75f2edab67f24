/** Reads the declarations of answers and facts: a type each, and the type's own settings. */
import { ANSWER_TYPES, type Kind } from './answer.ts'
import { type Book, fail, failName } from './book.ts'
import { takeFew } from './bounds.ts'
import { needWord, readMap, readWord } from './fields.ts'
import { type Entry, findEntry, type Mapping, spotOf } from './node.ts'
import type { KindSource } from './source.ts'

/** What is always there: who is calling and how, from the start of every conversation. */
export const START_FACTS: readonly string[] = ['registered', 'privacy', 'worker', 'channel']

const NAME = /^[a-z][A-Za-z0-9_]{0,29}$/

/** The declarations under `answers` or `facts`. */
export function readKinds(book: Book, map: Mapping, key: 'answers' | 'facts'): KindSource[] {
  const entry = findEntry(map, key)
  const kinds = entry && readMap(book, entry.node, `"${key}"`, undefined)
  return takeFew(book, map, 'declarations', kinds?.entries ?? []).flatMap((declared) => {
    const kind = readKind(book, declared)
    return kind === undefined ? [] : [{ ...spotOf(declared), name: declared.key, kind, isFact: key === 'facts' }]
  })
}

function readKind(book: Book, { key, node, ...spot }: Entry): Kind | undefined {
  if (!NAME.test(key))
    fail(book, spot, 'answer.name', `"${key}" cannot be a name`, 'begin with a small letter, then letters and digits')
  const map = readMap(book, node, `"${key}"`, undefined)
  const type = map && needWord(book, map, 'type', `"${key}"`)
  if (map === undefined || type === undefined) return undefined
  if (!isType(type.text)) {
    failName(book, type, 'answer.type', `there is no type "${type.text}"`, type.text, Object.keys(ANSWER_TYPES))
    return undefined
  }
  const { settings, declare } = ANSWER_TYPES[type.text]
  readMap(book, map, `the type ${type.text}`, ['type', ...settings])
  const given = settings.map((name) => [name, readWord(book, map, name)?.text])
  const declaration = declare(Object.fromEntries(given.filter(([, text]) => text !== undefined)))
  if (declaration.ok) return declaration.kind
  const at = readWord(book, map, declaration.setting) ?? spot
  fail(book, at, 'answer.setting', `${declaration.setting}: ${declaration.words}`, declaration.suggestion)
  return undefined
}

function isType(name: string): name is Kind['type'] {
  return Object.hasOwn(ANSWER_TYPES, name)
}
