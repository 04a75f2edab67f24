/**
 * The part of FLOIP's expressions (Excel's, with `@` before them) that a flow here can mean: comparisons of values with
 * constants, joined by AND and OR, and the few functions that ask whether there is a value. It is read into a tree and
 * never run; arithmetic, other functions and anything longer or deeper than a person writes is refused.
 */

/** A comparison sign. */
export type Sign = '=' | '<>' | '<' | '>' | '<=' | '>='

/** An expression: a constant, the path of a value (`results.whose.value`), a comparison, or a function's call. */
export type Expression =
  | { kind: 'constant'; value: string | number | boolean | null }
  | { kind: 'path'; path: string }
  | { kind: 'compare'; sign: Sign; left: Expression; right: Expression }
  | { kind: 'call'; name: string; args: Expression[] }

/** An expression read, or why it could not be. */
export type ExpressionReading = { ok: true; expression: Expression } | { ok: false; why: string }

const MOST_SIGNS = 2000
const MOST_DEPTH = 12
const TOKEN =
  /\s*(?:("(?:[^"]|"")*"|'(?:[^']|'')*')|(\d+(?:\.\d+)?)(?![\w.])|([\p{L}\p{N}_][\p{L}\p{M}\p{N}_]*(?:\.[\p{L}\p{N}_][\p{L}\p{M}\p{N}_]*)*)|(<=|>=|<>|!=|[=<>(),])|(\S))/uy

type Token = { kind: 'text' | 'number' | 'name' | 'sign' | 'other'; text: string }

/** Reads an expression, with or without `@( )` round it. */
export function readExpression(source: string): ExpressionReading {
  if (source.length > MOST_SIGNS) return { ok: false, why: `an expression of ${source.length} signs` }
  const tokens = cut(strip(source))
  const other = tokens.find(({ kind }) => kind === 'other')
  if (other !== undefined) return { ok: false, why: `"${other.text}" cannot be carried` }
  const reader = { tokens, at: 0 }
  try {
    const expression = readComparison(reader, 0)
    if (reader.at < tokens.length) throw new Unreadable(`"${tokens[reader.at]?.text}" was not expected`)
    return { ok: true, expression }
  } catch (fault) {
    if (fault instanceof Unreadable) return { ok: false, why: fault.message }
    throw fault
  }
}

class Unreadable extends Error {}

type Reader = { tokens: Token[]; at: number }

function strip(source: string): string {
  const bare = source.trim()
  if (bare.startsWith('@(') && bare.endsWith(')')) return bare.slice(2, -1)
  return bare.startsWith('@') ? bare.slice(1) : bare
}

function cut(source: string): Token[] {
  const tokens: Token[] = []
  TOKEN.lastIndex = 0
  for (let match = TOKEN.exec(source); match !== null; match = TOKEN.exec(source)) {
    const [, text, number, name, sign, other] = match
    if (text !== undefined) {
      const quote = text.charAt(0)
      tokens.push({ kind: 'text', text: text.slice(1, -1).replaceAll(quote + quote, quote) })
    } else if (number !== undefined) tokens.push({ kind: 'number', text: number })
    else if (name !== undefined) tokens.push({ kind: 'name', text: name })
    else tokens.push(sign === undefined ? { kind: 'other', text: other ?? '' } : { kind: 'sign', text: sign })
  }
  return tokens
}

function readComparison(reader: Reader, depth: number): Expression {
  const left = readTerm(reader, depth)
  const sign = signOf(reader.tokens[reader.at])
  if (sign === undefined) return left
  reader.at += 1
  // Words without quotes (`block.value = chocolate`) are constants where a constant must stand.
  const right = readTerm(reader, depth)
  if (signOf(reader.tokens[reader.at]) !== undefined) throw new Unreadable('two comparisons in a row')
  return { kind: 'compare', sign, left, right: right.kind === 'path' ? constantOf(right) : right }
}

function readTerm(reader: Reader, depth: number): Expression {
  if (depth > MOST_DEPTH) throw new Unreadable('nested too deeply')
  const token = reader.tokens[reader.at]
  reader.at += 1
  if (token === undefined) throw new Unreadable('it ends too early')
  if (token.kind === 'text') return { kind: 'constant', value: token.text }
  if (token.kind === 'number') return { kind: 'constant', value: Number(token.text) }
  if (token.kind === 'sign') {
    if (token.text !== '(') throw new Unreadable(`"${token.text}" was not expected`)
    const inner = readComparison(reader, depth + 1)
    expect(reader, ')')
    return inner
  }
  if (isSign(reader.tokens[reader.at], '(')) return readCall(reader, token.text, depth)
  const word = token.text.toUpperCase()
  if (word === 'TRUE' || word === 'FALSE') return { kind: 'constant', value: word === 'TRUE' }
  return word === 'NULL' ? { kind: 'constant', value: null } : { kind: 'path', path: token.text }
}

function readCall(reader: Reader, name: string, depth: number): Expression {
  reader.at += 1
  const args: Expression[] = []
  while (!isSign(reader.tokens[reader.at], ')')) {
    if (args.length > 0) expect(reader, ',')
    args.push(readComparison(reader, depth + 1))
  }
  reader.at += 1
  return { kind: 'call', name: name.toUpperCase(), args }
}

/** A bare word is a text; with a dot in it, it is the path of a value. */
function constantOf(term: Expression & { kind: 'path' }): Expression {
  return term.path.includes('.') ? term : { kind: 'constant', value: term.path }
}

function signOf(token: Token | undefined): Sign | undefined {
  if (token?.kind !== 'sign' || /[(),]/.test(token.text)) return undefined
  return token.text === '!=' ? '<>' : (token.text as Sign)
}

const isSign = (token: Token | undefined, text: string): boolean => token?.kind === 'sign' && token.text === text

function expect(reader: Reader, text: string): void {
  if (!isSign(reader.tokens[reader.at], text)) throw new Unreadable(`"${text}" is missing`)
  reader.at += 1
}
