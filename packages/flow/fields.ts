/** Takes maps apart: which names may stand in them, and what must stand behind a name. */
import { type Book, fail, failName } from './book.ts'
import { type Entry, findEntry, type Mapping, type Node, type Spot } from './node.ts'

/** A text with its place. */
export type Word = Spot & { text: string }

/** A map that has only the names it may have; undefined (and noted) for anything but a map. */
export function readMap(
  book: Book,
  node: Node,
  what: string,
  allowed: readonly string[] | undefined,
): Mapping | undefined {
  if (node.kind !== 'map') {
    fail(book, node, 'file.shape', `${what} must be made of lines like "name: text"`, 'compare with another flow')
    return undefined
  }
  for (const entry of allowed === undefined ? [] : node.entries) {
    if (allowed?.includes(entry.key)) continue
    const isCutText = /\s/.test(entry.key.trim()) && entry.node.kind === 'scalar' && entry.node.text === ''
    if (isCutText)
      fail(book, entry, 'yaml.comma', 'a comma inside { } cuts the text in two', 'put the text in "double quotes"')
    else failName(book, entry, 'file.name', `${what} has no "${entry.key}"`, entry.key, allowed ?? [])
  }
  return node
}

/** The text behind a name; noted where it is empty or not a text. Undefined where the name is absent. */
export function readWord(book: Book, map: Mapping, key: string): Word | undefined {
  const entry = findEntry(map, key)
  return entry === undefined ? undefined : wordOf(book, entry.node, `"${key}"`)
}

/** The text behind a name that must be there. */
export function needWord(book: Book, map: Mapping, key: string, what: string): Word | undefined {
  if (findEntry(map, key) === undefined) {
    fail(book, map, 'file.missing', `${what} needs "${key}"`, `add a line "${key}: …"`)
    return undefined
  }
  return readWord(book, map, key)
}

/** A text; noted where it is empty, a list or a map. */
export function wordOf(book: Book, node: Node, what: string): Word | undefined {
  if (node.kind === 'scalar' && node.text.trim() !== '') {
    return { line: node.line, column: node.column, text: node.text.trim() }
  }
  const suggestion =
    node.kind === 'map' ? 'a text with { in it must stand in "double quotes"' : 'write it on the same line'
  fail(book, node, 'file.shape', `${what} must be a text`, suggestion)
  return undefined
}

/** A list of texts; a single text counts as a list of one. */
export function readWords(book: Book, map: Mapping, key: string): Word[] | undefined {
  const entry = findEntry(map, key)
  if (entry === undefined) return undefined
  const nodes = entry.node.kind === 'list' ? entry.node.items : [entry.node]
  return nodes.map((node) => wordOf(book, node, `"${key}"`)).filter((word) => word !== undefined)
}

/** A map of names to texts, such as outcomes to steps. */
export function readPairs(book: Book, map: Mapping, key: string): [Word, Word][] {
  const entry = findEntry(map, key)
  const pairs = entry && readMap(book, entry.node, `"${key}"`, undefined)
  return (pairs?.entries ?? []).flatMap(({ key: name, node, line, column }: Entry): [Word, Word][] => {
    const word = wordOf(book, node, `"${name}"`)
    return word === undefined ? [] : [[{ line, column, text: name }, word]]
  })
}

/** The items of a list, or nothing (noted) for anything else. */
export function readList(book: Book, map: Mapping, key: string, what: string): Node[] {
  const entry = findEntry(map, key)
  if (entry === undefined) {
    fail(book, map, 'file.missing', `${what} needs "${key}"`, `add "${key}:" and the list below it`)
    return []
  }
  if (entry.node.kind === 'list') return entry.node.items
  fail(book, entry.node, 'file.shape', `"${key}" must be a list`, 'begin each item with "- "')
  return []
}
