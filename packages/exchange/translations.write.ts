/** Puts new words into the text of a flow or message file, and makes sure that nothing else in it has changed. */
import type { Node } from '@dhatri/flow/node'
import { readYaml } from '@dhatri/flow/yaml'
import { insertScalar, replaceScalar } from './scalar.ts'
import type { Change } from './translations.judge.ts'
import { keyOf } from './unit.ts'

/** A file with changes in it, and the changes that could not be written. */
export type Written = { content: string; failed: Change[] }

/**
 * Writes the changes of one file, the last first, so that the places of the others stay; `languages` are all that words
 * are written in. A file that says it was reviewed no longer says so.
 */
export function writeChanges(
  file: string,
  content: string,
  changes: readonly Change[],
  languages: readonly string[],
): Written {
  // Edited on Windows, its lines end otherwise: they do so again when it is written.
  const isWindows = content.includes('\r\n') && !/(?<!\r)\n/.test(content)
  const plain = isWindows ? content.replaceAll('\r\n', '\n') : content
  const written: Written = { content: plain, failed: [] }
  const placed = changes.toSorted((one, other) => {
    const [first, second] = [placeOf(one), placeOf(other)]
    return second.line - first.line || second.column - first.column
  })
  for (const change of placed) {
    const next = writeOne(written.content, change, languages)
    if (next !== undefined && isOnlyChange(file, written.content, next, change.text)) written.content = next
    else written.failed.push(change)
  }
  if (written.content === plain) return { ...written, content }
  const unsigned = unsign(written.content)
  return { ...written, content: isWindows ? unsigned.replaceAll('\n', '\r\n') : unsigned }
}

function placeOf({ unit: { text, variant }, from, to }: Change): { line: number; column: number } {
  return text.byKey[keyOf(variant, to)] ?? text.byKey[keyOf(variant, from)] ?? text
}

function writeOne(content: string, change: Change, languages: readonly string[]): string | undefined {
  const { unit, to, text } = change
  const place = placeOf(change)
  if (unit.text.byKey[keyOf(unit.variant, to)] !== undefined) return replaceScalar(content, place, text)
  return insertScalar(content, place, { key: to, after: languages, text })
}

/** Whether exactly one text of the file is another now, or new, and it is this one. */
function isOnlyChange(file: string, before: string, after: string, text: string): boolean {
  const [old, now] = [listTexts(file, before), listTexts(file, after)]
  if (old === undefined || now === undefined) return false
  const changed = [...now].filter(([path, words]) => old.get(path) !== words)
  return changed.length === 1 && changed[0]?.[1] === text && [...old.keys()].every((path) => now.has(path))
}

/** Every text of a file by its path. */
function listTexts(file: string, content: string): Map<string, string> | undefined {
  const reading = readYaml(file, content)
  if (!reading.ok) return undefined
  const found = new Map<string, string>()
  const walk = (node: Node, path: string): void => {
    if (node.kind === 'scalar') found.set(path, node.text.trim())
    else if (node.kind === 'list') for (const [index, item] of node.items.entries()) walk(item, `${path}/${index}`)
    else for (const entry of node.entries) walk(entry.node, `${path}/${entry.key}`)
  }
  walk(reading.node, '')
  return found
}

/** The name and date behind `reviewed: yes` stay, marked as those of other words, so that nobody takes them for signed. */
function unsign(content: string): string {
  return content.replace(
    /^reviewed:([ \t]*)yes\b([ \t]*)(?:#[ \t]*(.*))?$/m,
    (_, space: string, gap: string, name?: string) =>
      name === undefined ? `reviewed:${space}no${gap}` : `reviewed:${space}no${gap}# changed after: ${name}`,
  )
}
