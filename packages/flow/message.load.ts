/** Loads message files. */
import { type Book, fail, failName, isClean, sortFindings } from './book.ts'
import { checkFiles, isMessageName } from './bounds.ts'
import type { Language } from './channel.ts'
import { readKinds } from './declare.ts'
import { readEngine } from './engine.ts'
import { needWord, readMap, readWord, type Word } from './fields.ts'
import { isFlowFile, isMessageFile, nameOf, readFile } from './files.ts'
import type { Finding } from './finding.ts'
import type { Message, Messages } from './message.ts'
import { findEntry, type Mapping, type Node } from './node.ts'
import { isSigned } from './signature.ts'
import type { TextSource } from './source.ts'
import { ABOUTS } from './table.ts'
import { compileText, readText } from './texts.ts'
import { listWritten } from './vocabulary.ts'

/** What may stand in a message file. */
export const MESSAGE_FIELDS = [
  'message',
  'about',
  'class',
  'to',
  'source',
  'reviewed',
  'facts',
  'asks',
  'neutral',
  'full',
  'voice',
] as const

/** The classes of the sending policy. */
export const CLASSES = ['reply', 'act', 'advice', 'sensitive', 'voice', 'alert'] as const

/** Whom a message is for. */
export const RECEIVERS = ['woman', 'family', 'worker', 'anyone'] as const

/** A message with the places of its words. */
export type MessageSource = {
  file: string
  name: Word
  asks?: Word
  texts: { form: 'neutral' | 'full' | 'voice'; source: TextSource }[]
  message: Message
}

/** Compiles message files (`messages/anc.asked.yaml`); any error refuses the whole set. Languages come from `engine.yaml`. */
export function loadMessages(
  files: Record<string, string>,
): { ok: true; messages: Messages; findings: Finding[] } | { ok: false; findings: Finding[] } {
  const findings: Finding[] = []
  if (!checkFiles(files, findings)) return { ok: false, findings }
  const sources = draftMessages(files, findings, languagesIn(files))
  const messages = Object.fromEntries(sources.map(({ message }) => [message.name, message]))
  const sorted = sortFindings(findings)
  return isClean(findings) ? { ok: true, messages, findings: sorted } : { ok: false, findings: sorted }
}

/** Reads what can be read of the message files. */
export function draftMessages(
  files: Record<string, string>,
  findings: Finding[],
  languages: readonly Language[],
): MessageSource[] {
  return Object.entries(files)
    .filter(([file]) => isMessageFile(file))
    .map(([file, content]) => {
      const book = { file, findings }
      const source = readFile(book, content, (node) => readMessage(book, node, languages))
      // A word alone lets nothing be sent: only a signature under these very words does.
      if (source !== undefined) source.message.isReviewed &&= isSigned(content)
      return source
    })
    .filter((source) => source !== undefined)
}

function languagesIn(files: Record<string, string>): Language[] {
  const found = Object.entries(files).find(([file]) => isFlowFile(file) && nameOf(file) === 'engine')
  const book: Book = { file: 'engine.yaml', findings: [] }
  const engine = found && readFile(book, found[1], (node) => readEngine(book, node))
  return engine === undefined ? ['bn', 'en'] : listWritten(engine.vocabulary.languages)
}

function readMessage(book: Book, node: Node, languages: readonly Language[]): MessageSource | undefined {
  const map = readMap(book, node, 'a message', MESSAGE_FIELDS)
  const name = map && needWord(book, map, 'message', 'a message')
  if (map === undefined || name === undefined) return undefined
  if (name.text !== nameOf(book.file)) {
    const words = `the message "${name.text}" stands in ${nameOf(book.file)}.yaml`
    fail(book, name, 'message.name', words, `write "message: ${nameOf(book.file)}"`)
  }
  if (!isMessageName(name.text)) {
    fail(
      book,
      name,
      'name.unfit',
      `"${name.text}" cannot name a message`,
      'words of letters and digits, joined by dots',
    )
  }
  const about = readOne(book, map, 'about', ABOUTS)
  const kind = readOne(book, map, 'class', CLASSES)
  const to = readOne(book, map, 'to', RECEIVERS)
  const texts = (['neutral', 'full', 'voice'] as const).flatMap((form) => {
    const entry = findEntry(map, form)
    return entry === undefined ? [] : [{ form, source: readText(book, entry.node, `"${form}"`, languages) }]
  })
  if (!texts.some(({ form }) => form === 'neutral')) {
    fail(book, map, 'file.missing', 'a message needs "neutral"', 'add "neutral:" and its words')
  }
  if (about === undefined || kind === undefined || to === undefined) return undefined
  const [source, asks] = ['source', 'asks'].map((key) => readWord(book, map, key))
  const message: Message = {
    name: name.text,
    about,
    class: kind,
    to,
    ...(source && { source: source.text }),
    isReviewed: readWord(book, map, 'reviewed')?.text === 'yes',
    kinds: Object.fromEntries(readKinds(book, map, 'facts').map((fact) => [fact.name, fact.kind])),
    ...(asks && { asks: asks.text }),
    neutral: {},
    ...Object.fromEntries(texts.map((text) => [text.form, compileText(text.source)])),
  }
  return { file: book.file, name, ...(asks && { asks }), texts, message }
}

function readOne<T extends string>(book: Book, map: Mapping, key: string, known: readonly T[]): T | undefined {
  const word = needWord(book, map, key, 'a message')
  const one = known.find((name) => name === word?.text)
  if (word !== undefined && one === undefined) {
    failName(book, word, `message.${key}`, `"${key}" cannot be "${word.text}"`, word.text, known)
  }
  return one
}
