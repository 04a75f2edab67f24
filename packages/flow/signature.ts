/**
 * A clinician's signature under a file: `reviewed: yes  # Dr. Salma Akter, 2026-11-22, text 1x2y3z`. The last word is a
 * mark of what she read: everything in the file but its comments, so that no other words, and no other way to them, ever
 * stand over her name. `dhatri review` writes the line.
 */
import { hashOf } from './hash.ts'
import { findEntry, type Node } from './node.ts'
import { readYaml } from './yaml.ts'

/** What a file says of its review; `line` is that of the word, 0 where there is none. */
export type Signature = {
  is: 'absent' | 'no' | 'unknown' | 'nameless' | 'unmarked' | 'stale' | 'signed'
  line: number
  value: string
}

/** A line that holds the word on review and nothing else, however it is written. */
const OWN_LINE = /^(["']?)reviewed\1\s*:/
/** A name and a date: `# Dr. Salma Akter, 2026-11-22`. */
const SIGNED = /^#.*\p{L}{2,}.*\d{4}-\d{2}-\d{2}/u
const MARKED = /, text ([a-z0-9]+)\s*$/
/** What may change without anybody reading the file again. */
const ASIDE = ['reviewed', 'moved']

/** Reads what a file says of its review, and whether that is still true of its words. */
export function readSignature(content: string): Signature {
  // The plainest form, which is most files': the only place where the word stands, and it says no.
  const plainly = /^reviewed: no$/m.exec(content)
  if (plainly !== null && content.split('reviewed').length === 2)
    return { is: 'no', line: content.slice(0, plainly.index).split('\n').length, value: 'no' }
  // As the loader reads it: whatever else a line looks like, this is the word that would let it be sent.
  const reading = readYaml('', content)
  const entry = reading.ok && reading.node.kind === 'map' ? findEntry(reading.node, 'reviewed') : undefined
  if (entry === undefined) return { is: 'absent', line: 0, value: '' }
  const value = entry.node.kind === 'scalar' ? entry.node.text.trim() : ''
  const comment = /\s(#.*?)\r?$/.exec(lineAt(content, entry.line))?.[1] ?? ''
  const found = { line: entry.line, value }
  if (value !== 'yes') return { is: value === 'no' ? 'no' : 'unknown', ...found }
  if (!SIGNED.test(comment)) return { is: 'nameless', ...found }
  const mark = MARKED.exec(comment)?.[1]
  if (mark === undefined) return { is: 'unmarked', ...found }
  return { is: mark === markOf(content) ? 'signed' : 'stale', ...found }
}

/** Whether somebody has signed the very words of a file. */
export function isSigned(content: string): boolean {
  return readSignature(content).is === 'signed'
}

function lineAt(content: string, line: number): string {
  return content.split('\n')[line - 1] ?? ''
}

/** The mark of a file's words; undefined where it cannot be read. */
export function markOf(content: string): string | undefined {
  const reading = readYaml('', content)
  return reading.ok ? hashOf(plain(reading.node)) : undefined
}

/** The file with a signature in the place of its word on review; undefined where it has none, or cannot be read. */
export function sign(content: string, by: string, on: string): string | undefined {
  const mark = markOf(content)
  const { line } = readSignature(content)
  if (mark === undefined || !OWN_LINE.test(lineAt(content, line))) return undefined
  const signed = `reviewed: yes  # ${by}, ${on}, text ${mark}`
  const isCarried = lineAt(content, line).endsWith('\r')
  return content
    .split('\n')
    .map((each, index) => (index === line - 1 ? `${signed}${isCarried ? '\r' : ''}` : each))
    .join('\n')
}

/** A node without its places, as lists of names and texts in the order written. */
function plain(node: Node): unknown {
  if (node.kind === 'scalar') return node.text.trim()
  if (node.kind === 'list') return node.items.map(plain)
  return node.entries.filter(({ key }) => !ASIDE.includes(key)).map(({ key, node: inner }) => [key, plain(inner)])
}
