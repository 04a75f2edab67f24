/**
 * Reads a flow file's YAML (1.2, core schema) into nodes with line and column. It refuses what a file for nurses never
 * needs and an attacker might send: tabs, anchors and aliases, tags, several documents, names that JavaScript objects
 * own, signs that cannot be seen, and files so large or deep that the parser could exhaust memory.
 */
import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument, type Scalar as YamlScalar } from 'yaml'
import { MOST } from './bounds.ts'
import type { Finding } from './finding.ts'
import { type Entry, type Node, type Spot, spotOf } from './node.ts'

const MOST_TEXT = 2_000
const MOST_DEPTH = 12
const MOST_INDENT = 60
const MOST_MARKS = 30
/** Signs that no text has: of machines, of letters that were lost, and those that turn what follows round. */
const UNSEEN = /(?![\t\r])\p{Cc}|[\ufffd\u202a-\u202e\u2066-\u2069]/u
/** What a version that could not be joined with another leaves behind. */
const MERGE = /^(?:<{7}|\|{7}|={7}|>{7})(?:\s|$)/
/** Names under which words stand: those of languages. Of other names as short a comment may follow the value. */
const LANGUAGE = /^(?!(?:is|go|if|do|run|say|ask|arm|end|to|by|on|at|all)$)[a-z]{2,3}(?:-[A-Z][a-z]{3})?$/
/** A name whose colon is followed by no space, so that YAML takes all of it for a text. */
const GLUED = /^([A-Za-z][\w-]*):(?=[^\s/:])/
const OWNED = new Set(Object.getOwnPropertyNames(Object.prototype))

/** A file read, or the one thing that kept it from being read. */
export type YamlReading = { ok: true; node: Node } | { ok: false; findings: Finding[] }

/** Reads the content of one file. */
export function readYaml(file: string, content: string): YamlReading {
  try {
    scan(content)
    const lines = new LineCounter()
    const document = parseDocument(content, { lineCounter: lines, prettyErrors: false, schema: 'core', version: '1.2' })
    const spotAt = (offset: number): Spot => {
      const { line, col } = lines.linePos(offset)
      return { line: Math.max(line, 1), column: Math.max(col, 1) }
    }
    const [error] = document.errors
    if (error !== undefined) {
      const spot = spotAt(whereOf(error, content))
      const [, glued] = GLUED.exec(content.slice(error.pos[0])) ?? []
      if (glued !== undefined) throw unspaced(spot, glued)
      throw document.errors.some(isIndent) ? misplaced(spot, content) : explain(error.code, error.message, spot)
    }
    return { ok: true, node: convert(document.contents, { line: 1, column: 1 }, { content, spotAt }, 1) }
  } catch (fault) {
    if (fault instanceof Refusal) return { ok: false, findings: [{ file, ...fault.finding, level: 'error' }] }
    throw fault
  }
}

/** Where a fault is; of a quote left open not the end of the file, where the parser gives up, but the quote. */
function whereOf({ message, pos }: { message: string; pos: [number, number] }, content: string): number {
  const [, quote] = /^Missing closing (["'])/.exec(message) ?? []
  return quote === undefined ? pos[0] : Math.max(0, content.lastIndexOf(quote, pos[0] - 1))
}

class Refusal extends Error {
  readonly finding: Omit<Finding, 'file' | 'level'>
  constructor(spot: Spot, rule: string, words: string, suggestion: string) {
    super(rule)
    this.finding = { line: spot.line, column: spot.column, rule, words, suggestion }
  }
}

/** Looks for what must not reach the parser at all: it recurses, and enough brackets abort the whole process. */
function scan(content: string): void {
  const [most, advice] = MOST.letters
  if (content.length > most) {
    throw new Refusal({ line: 1, column: 1 }, 'yaml.size', `the file has ${content.length} characters`, advice)
  }
  if (content.startsWith('\ufffd') || content.includes('\0')) {
    const words = 'the letters of this file cannot be read'
    throw new Refusal({ line: 1, column: 1 }, 'yaml.letters', words, 'save it as UTF-8, not as UTF-16 or "Unicode"')
  }
  let depth = 0
  for (const [index, text] of content.split('\n').entries()) {
    const line = index + 1
    const tab = text.indexOf('\t')
    if (MERGE.test(text)) {
      const words = 'two versions of this file were put together here'
      const mend = 'keep the right one of the two, and take the lines with <<<<<<<, ======= and >>>>>>> out'
      throw new Refusal({ line, column: 1 }, 'yaml.merge', words, mend)
    }
    const unseen = text.search(UNSEEN)
    if (unseen >= 0) {
      const code = (text.codePointAt(unseen) ?? 0).toString(16).toUpperCase().padStart(4, '0')
      const words = code === 'FFFD' ? 'a letter was lost here' : `a sign that cannot be seen (U+${code})`
      throw new Refusal({ line, column: unseen + 1 }, 'yaml.letters', words, 'take it out, and write the word again')
    }
    if (tab >= 0) throw new Refusal({ line, column: tab + 1 }, 'yaml.tab', 'a tab', 'use spaces')
    for (const [column, character] of Array.from(text).entries()) {
      if (character === '[' || character === '{') depth += 1
      if (character === ']' || character === '}') depth = Math.max(0, depth - 1)
      if (depth > MOST_DEPTH) throw tooDeep({ line, column: column + 1 })
    }
    const marks = text.match(/[-?:](?= )/g)?.length ?? 0
    if (text.search(/\S/) > MOST_INDENT || marks > MOST_MARKS) throw tooDeep({ line, column: 1 })
  }
}

function tooDeep(spot: Spot): Refusal {
  return new Refusal(spot, 'yaml.depth', 'nested too deeply', 'close the brackets above, or use fewer levels')
}

function unspaced(spot: Spot, name: string): Refusal {
  return new Refusal(spot, 'yaml.space', `no space after "${name}:"`, `write "${name}: " and then the text`)
}

/** The parser's words for a line that begins in the wrong column: it took it for more of the line before. */
function isIndent({ code, message }: { code: string; message: string }): boolean {
  return code === 'MULTILINE_IMPLICIT_KEY' || code === 'BAD_INDENT' || message.startsWith('Sequence item without')
}

/** The line that stands too far in or out: the one after the text which it was taken to go on with. */
function misplaced({ line, column }: Spot, content: string): Refusal {
  const lines = content.split('\n')
  const next = lines.findIndex((text, index) => index >= (column > 1 ? line : line - 1) && text.trim() !== '')
  const at = next < 0 ? line - 1 : next
  return new Refusal(
    { line: at + 1, column: Math.max(1, (lines[at] ?? '').search(/\S/) + 1) },
    'yaml.indent',
    'this line begins too far in or too far out',
    'begin it in the same column as the names beside it; a dash below the dash above',
  )
}

function explain(code: string, message: string, spot: Spot): Refusal {
  if (code === 'DUPLICATE_KEY') {
    return new Refusal(spot, 'yaml.duplicate', 'this name stands twice in the same place', 'keep one of the two')
  }
  if (code === 'BLOCK_AS_IMPLICIT_KEY' || code === 'BLOCK_IN_FLOW') {
    return new Refusal(spot, 'yaml.colon', 'a colon inside a text', 'put the whole text in "double quotes"')
  }
  if (code === 'MULTIPLE_DOCS') {
    return new Refusal(spot, 'yaml.documents', 'a second document after ---', 'one flow a file')
  }
  const isText = code === 'BAD_SCALAR_START' || code === 'UNEXPECTED_TOKEN' || code === 'MISSING_CHAR'
  return new Refusal(
    spot,
    'yaml.syntax',
    message,
    isText ? 'put the text in "double quotes"' : 'compare with the lines above',
  )
}

/** The text of the file, and where something in it stands. */
type Page = { content: string; spotAt: (offset: number) => Spot }

function convert(item: unknown, near: Spot, page: Page, depth: number): Node {
  const { spotAt } = page
  const spot = rangeOf(item, spotAt) ?? near
  if (depth > MOST_DEPTH) throw tooDeep(spot)
  if (isAlias(item) || hasAnchor(item)) {
    throw new Refusal(
      spot,
      'yaml.alias',
      'anchors (&) and aliases (*) are not used here',
      'write the text out, or quote it',
    )
  }
  if (hasTag(item)) throw new Refusal(spot, 'yaml.tag', 'tags (!) are not used here', 'put the text in "double quotes"')
  if (isMap(item)) {
    return { kind: 'map', ...spot, entries: item.items.map((pair) => convertPair(pair, spot, page, depth)) }
  }
  if (isSeq(item)) {
    return { kind: 'list', ...spot, items: item.items.map((child) => convert(child, spot, page, depth + 1)) }
  }
  return { kind: 'scalar', ...spot, text: bounded(isScalar(item) ? textOf(item) : '', spot) }
}

function convertPair(pair: { key: unknown; value: unknown }, near: Spot, page: Page, depth: number): Entry {
  const spot = rangeOf(pair.key, page.spotAt) ?? near
  if (!isScalar(pair.key)) throw new Refusal(spot, 'yaml.key', 'a name must be a plain word', 'write `name: text`')
  const key = bounded(textOf(pair.key), spot)
  if (OWNED.has(key)) throw new Refusal(spot, 'yaml.key', `the name ${key} cannot be used`, 'choose another name')
  const [, glued] = (pair.value === null ? GLUED.exec(key) : null) ?? []
  if (glued !== undefined) throw unspaced(spot, glued)
  const node = convert(pair.value, spot, page, depth + 1)
  if (LANGUAGE.test(key) && isCut(pair.value, page.content)) {
    const words = 'what follows " #" is a comment, and cut off from the text'
    throw new Refusal(
      spotOf(node),
      'yaml.comment',
      words,
      'put the whole text in "double quotes", or the comment above',
    )
  }
  return { ...spot, key, node }
}

/** Whether a comment follows a text without quotes on its line: most likely the rest of the text. */
function isCut(value: unknown, content: string): boolean {
  if (!isScalar(value) || value.type !== 'PLAIN' || value.range == null) return false
  return /^[ \t]+#/.test(content.slice(value.range[1], value.range[1] + 80))
}

/** Long texts make every later look at them slow, and nobody listens to one of two thousand characters. */
function bounded(text: string, spot: Spot): string {
  if (text.length <= MOST_TEXT) return text
  throw new Refusal(
    spot,
    'yaml.text',
    `a text of ${text.length} characters`,
    `at most ${MOST_TEXT}: make two steps of it`,
  )
}

/** What the author wrote: the core schema would make `0123` a number and `~` nothing. */
function textOf(scalar: YamlScalar): string {
  return typeof scalar.value === 'string' ? scalar.value : (scalar.source ?? '')
}

function rangeOf(item: unknown, spotAt: (offset: number) => Spot): Spot | undefined {
  const range = typeof item === 'object' && item !== null && 'range' in item ? item.range : undefined
  return Array.isArray(range) && typeof range[0] === 'number' ? spotAt(range[0]) : undefined
}

function hasAnchor(item: unknown): boolean {
  return typeof item === 'object' && item !== null && 'anchor' in item && item.anchor !== undefined
}

function hasTag(item: unknown): boolean {
  return typeof item === 'object' && item !== null && 'tag' in item && item.tag !== undefined
}
