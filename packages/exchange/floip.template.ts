/**
 * Words with values in them: our `{edd|short}` is FLOIP's `@(session.edd)`, and a plain @ stands doubled. The style after
 * the bar has no counterpart; the exporter keeps such words beside the plain ones.
 */
import { readExpression } from './floip.expression.ts'
import type { Words } from './floip.resource.ts'

/** Our words as a template; `pathOf` gives the expression of a name. */
export function lowerText(text: string, pathOf: (name: string) => string): string {
  return text
    .split(/\{([^{}]*)\}/u)
    .map((piece, index) => {
      if (index % 2 === 0) return piece.replaceAll('@', '@@')
      return `@(${pathOf(piece.split('|')[0]?.trim() ?? '')})`
    })
    .join('')
}

/** Words that a template becomes; what stood in it and is nobody's here was left out, and is named. */
export type Raising = { text: string; lost: string[] }

/** What stands where a value cannot be said. */
const GAP = '…'

const PART = /@@|@\(|@([\p{L}_][\p{L}\p{M}\p{N}_]*(?:\.[\p{L}\p{N}_][\p{L}\p{M}\p{N}_]*)*)/gu

/** A template as our words; `nameOf` gives the name of a path. Braces of its own become round ones: here they hold names. */
export function raiseText(template: string, nameOf: (path: string) => string | undefined): Raising {
  const lost: string[] = []
  let text = ''
  let at = 0
  const put = (expression: string): void => {
    const reading = readExpression(expression)
    const name = reading.ok && reading.expression.kind === 'path' ? nameOf(reading.expression.path) : undefined
    if (name === undefined) lost.push(`@(${expression})`)
    text += name === undefined ? GAP : `{${name}}`
  }
  const keep = (literal: string): void => {
    if (/\{[^{}]*\}/u.test(literal)) lost.push('{ }')
    text += literal.replace(/\{([^{}]*)\}/gu, '($1)')
  }
  PART.lastIndex = 0
  for (let match = PART.exec(template); match !== null; match = PART.exec(template)) {
    const [whole, path] = match
    // In an address (a@b.org) the sign is a letter like any other.
    const isAddress = path !== undefined && /[\p{L}\p{N}]/u.test(template.charAt(match.index - 1))
    if (isAddress) continue
    keep(template.slice(at, match.index))
    if (whole === '@@') text += '@'
    else if (path !== undefined) put(path)
    const end = whole === '@(' ? closing(template, match.index + 1) : match.index + whole.length
    if (whole === '@(') put(template.slice(match.index + 2, end - 1))
    at = end
    PART.lastIndex = end
  }
  keep(template.slice(at))
  return { text, lost }
}

/** Where the bracket that opens here is closed, one sign further; the end of the text where it never is. */
function closing(template: string, open: number): number {
  let depth = 0
  for (let at = open; at < template.length; at += 1) {
    if (template[at] === '(') depth += 1
    if (template[at] === ')') depth -= 1
    if (depth === 0) return at + 1
  }
  return template.length + 1
}

/** Whether some words name a style, which a template cannot carry. */
export function hasStyle(words: Words): boolean {
  return Object.values(words).some((text) => /\{[^{}]*\|[^{}]*\}/u.test(text))
}
