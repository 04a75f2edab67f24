/**
 * Which way an answer takes, by the tests on a block's exits: each test is tried with what the answer would be. Three
 * outcomes: so, not so, or not to be told (it asks after something else), which stops nobody from being told the rest.
 */
import { type Expression, readExpression, type Sign } from './floip.expression.ts'
import type { Exit } from './floip.wire.ts'

/** What paths may be worth while a test is tried; a path that is not among them is not known. */
export type Guess = ReadonlyMap<string, readonly (string | number | null)[]>

/** The exit that is taken, and those before it whose tests could not be told. */
export type Way = { exit: Exit | undefined; untold: Exit[] }

/** The first exit whose test holds, or the default one. */
export function wayOf(exits: readonly Exit[], guess: Guess): Way {
  const untold: Exit[] = []
  for (const exit of exits) {
    if (exit.test === undefined) continue
    const reading = readExpression(exit.test)
    const isSo = reading.ok ? truthOf(reading.expression, guess) : undefined
    if (isSo === true) return { exit, untold }
    if (isSo === undefined) untold.push(exit)
  }
  return { exit: exits.find(({ test }) => test === undefined), untold }
}

function truthOf(expression: Expression, guess: Guess): boolean | undefined {
  switch (expression.kind) {
    case 'constant':
      return expression.value !== false && expression.value !== null && expression.value !== 0
    case 'path':
      return valuesOf(expression, guess)?.some((value) => value !== null && value !== 0)
    case 'compare':
      return compare(expression, guess)
    case 'call':
      return call(expression, guess)
  }
}

function call({ name, args }: Expression & { kind: 'call' }, guess: Guess): boolean | undefined {
  if (name === 'AND' || name === 'OR') {
    const truths = args.map((one) => truthOf(one, guess))
    const decides = name === 'OR'
    if (truths.includes(decides)) return decides
    return truths.includes(undefined) ? undefined : !decides
  }
  const [first] = args
  const values = first && valuesOf(first, guess)
  if (name === 'ISNUMBER')
    return values?.some((value) => value !== null && value !== '' && !Number.isNaN(Number(value)))
  if (name === 'ISSTRING') return values?.some((value) => typeof value === 'string')
  return undefined
}

function compare({ sign, left, right }: Expression & { kind: 'compare' }, guess: Guess): boolean | undefined {
  const [ones, others] = [valuesOf(left, guess), valuesOf(right, guess)]
  if (ones === undefined || others === undefined) return undefined
  // An answer may stand there by its name or by its number: "not this" must hold for both.
  const each = ones.flatMap((one) => others.map((other) => stands(sign, one, other)))
  return sign === '<>' ? each.every(Boolean) : each.some(Boolean)
}

function stands(sign: Sign, one: string | number | boolean | null, other: string | number | boolean | null): boolean {
  if (sign === '=' || sign === '<>') return (fold(one) === fold(other)) === (sign === '=')
  if (one === null || other === null) return false
  const [less, more] = [Number(one), Number(other)]
  if (sign === '<') return less < more
  if (sign === '>') return less > more
  return sign === '<=' ? less <= more : less >= more
}

/** Texts are equal without regard to case; nothing is equal to the empty text. */
const fold = (value: string | number | boolean | null): string => String(value ?? '').toLowerCase()

function valuesOf(expression: Expression, guess: Guess): readonly (string | number | boolean | null)[] | undefined {
  if (expression.kind === 'constant') return [expression.value]
  if (expression.kind === 'path') return guess.get(expression.path.toLowerCase())
  if (expression.kind !== 'call' || expression.args.length !== 1) return undefined
  const [first] = expression.args
  const inner = first && valuesOf(first, guess)
  if (expression.name === 'LOWER' || expression.name === 'UPPER') return inner
  if (expression.name === 'LEN') return inner?.map((value) => String(value ?? '').length)
  return expression.name === 'COUNT' ? inner?.map((value) => (value === null ? 0 : 1)) : undefined
}
