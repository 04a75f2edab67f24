/**
 * One text of a YAML file written anew at its place: everything around it, comments and layout included, stays as it is,
 * byte for byte. It keeps the way it was written (plain, quoted, folded `>-`, literal `|-`) as far as the words allow.
 */
import { isMap, isPair, isScalar, LineCounter, type Pair, parseDocument, Scalar, visit, type YAMLMap } from 'yaml'

/** Where a text stands, as a flow's source knows it; both count from 1. */
export type Spot = { line: number; column: number }

/** Folded lines are broken before this column, as the shipped files are. */
const WIDEST = 110

/** Words that YAML 1.1 editors take for something else than text. */
const TAKEN = /^(?:true|false|yes|no|on|off|null|y|n|~)$/i

/** The file with another text at a place; undefined where there is no text that can be written there. */
export function replaceScalar(content: string, spot: Spot, text: string): string | undefined {
  const found = findPair(content, spot)
  const scalar = found?.pair.value
  if (found === undefined || !isScalar(scalar) || !scalar.range) return undefined
  const [start, end] = scalar.range
  if (scalar.type === Scalar.BLOCK_FOLDED || scalar.type === Scalar.BLOCK_LITERAL) {
    const block = writeBlock(content.slice(start, end), text)
    return block === undefined ? undefined : content.slice(0, start) + block + content.slice(end)
  }
  const isFlow = found.map.flow === true
  return content.slice(0, start) + writeInline(text, scalar.type, isFlow) + content.slice(end)
}

/** The file with a text under a new name, behind the last of these names in the map of the text at a place. */
export function insertScalar(
  content: string,
  spot: Spot,
  { key, after, text }: { key: string; after: readonly string[]; text: string },
): string | undefined {
  const found = findPair(content, spot)
  if (found === undefined) return undefined
  const { map } = found
  const pair = map.items.findLast((item) => isScalar(item.key) && after.includes(String(item.key.value)))
  const [name, value] = [pair?.key, pair?.value]
  if (!isScalar(name) || !name.range || !isScalar(value) || !value.range) return undefined
  if (map.flow) {
    const [, end] = value.range
    return `${content.slice(0, end)}, ${key}: ${writeInline(text, undefined, true)}${content.slice(end)}`
  }
  const lineStart = content.lastIndexOf('\n', name.range[0] - 1) + 1
  const indent = ' '.repeat(name.range[0] - lineStart)
  const isBlock = value.type === Scalar.BLOCK_FOLDED || value.type === Scalar.BLOCK_LITERAL
  const bodyEnd = isBlock
    ? value.range[0] + trimmedLength(content.slice(value.range[0], value.range[1]))
    : value.range[1]
  const lineEnd = content.indexOf('\n', bodyEnd)
  const end = lineEnd < 0 ? content.length : lineEnd
  const written = isBlock ? `>-\n${fold(text, `${indent}  `)}` : writeInline(text, undefined, false)
  return `${content.slice(0, end)}\n${indent}${key}: ${written}${content.slice(end)}`
}

type Found = { map: YAMLMap; pair: Pair }

function findPair(content: string, { line, column }: Spot): Found | undefined {
  const lines = new LineCounter()
  const document = parseDocument(content, { lineCounter: lines, schema: 'core', version: '1.2' })
  const offset = (lines.lineStarts[line - 1] ?? Number.NaN) + column - 1
  let found: Found | undefined
  visit(document, {
    Scalar(name, scalar, path) {
      const pair = path.at(-1)
      const map = path.at(-2)
      if (name !== 'value' || scalar.range?.[0] !== offset || !isPair(pair) || !isMap(map)) return undefined
      found = { map, pair }
      return visit.BREAK
    },
  })
  return found
}

/** A folded or literal block with its header as it was, but literal where the text has lines of its own. */
function writeBlock(block: string, text: string): string | undefined {
  const [, sign = '', rest = '', body = ''] = /^([>|])(-?[ \t]*(?:#[^\n]*)?)\r?\n([\s\S]*)$/.exec(block) ?? []
  const indent = /^[^\S\n]*(?=\S)/m.exec(body)?.[0]
  if (sign === '' || indent === undefined || indent === '') return undefined
  const isLiteral = text.includes('\n') || sign === '|'
  const lines = isLiteral
    ? text
        .split('\n')
        .map((line) => (line === '' ? '' : indent + line))
        .join('\n')
    : fold(text, indent)
  const tail = block.slice(trimmedLength(block))
  return `${isLiteral ? '|' : '>'}${rest}\n${lines}${tail}`
}

function fold(text: string, indent: string): string {
  if (text.includes('\n'))
    return text
      .split('\n')
      .map((line) => indent + line)
      .join('\n')
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`
    if (line !== '' && indent.length + longer.length > WIDEST) {
      lines.push(line)
      line = word
    } else line = longer
  }
  return [...lines, line].map((one) => indent + one).join('\n')
}

function writeInline(text: string, type: string | null | undefined, isFlow: boolean): string {
  if (type === Scalar.QUOTE_SINGLE && !text.includes('\n')) return `'${text.replaceAll("'", "''")}'`
  if (type !== Scalar.QUOTE_DOUBLE && isPlain(text, isFlow)) return text
  return JSON.stringify(text)
}

/** Whether a text may stand without quotes; rather too few may than too many. */
function isPlain(text: string, isFlow: boolean): boolean {
  if (text === '' || /[\n\t]|^\s|\s$|: |:$| #/.test(text) || TAKEN.test(text)) return false
  if (/^(?:[-?:,[\]{}#&*!|>'"%@`]|[-+.]?[\d.][\w.:+-]*$)/.test(text)) return false
  return !isFlow || !/[,[\]{}]/.test(text)
}

function trimmedLength(block: string): number {
  return block.trimEnd().length
}
