/**
 * What an `if` asks: `whose is own`, `edd is known`, `months < 7`, `signs has fever`, `save is failed`. Tests on one line
 * are joined by `and` or by `or`, never by both: several lines are other ways of being so, each with its own `and`.
 * Read once, tested on every turn.
 */
import type { Channel, Value } from './channel.ts'
import { type Scope, valueIn } from './screen.ts'

/** One test; `channel` is a name that is always known, `values` what `is one of` lists. */
export type Test = { name: string; is: Comparison; value: string; values?: string[] }

/** How a value is compared. */
export type Comparison =
  | 'equal'
  | 'different'
  | 'known'
  | 'unknown'
  | 'below'
  | 'above'
  | 'atMost'
  | 'atLeast'
  | 'among'
  | 'outside'
  | 'has'
  | 'lacks'

/** Groups of tests, one of which must hold whole; or the line that is not understood, and whether it mixes and with or. */
export type Condition = { ok: true; tests: Test[][] } | { ok: false; line: number; isMixed: boolean }

const WORDS: Record<string, Comparison> = {
  is: 'equal',
  'is not': 'different',
  has: 'has',
  'has not': 'lacks',
  '<': 'below',
  '>': 'above',
  '<=': 'atMost',
  '>=': 'atLeast',
}

/** Comparisons that only hold for a value that is known. */
const POSITIVE: readonly Comparison[] = ['equal', 'known', 'below', 'above', 'atMost', 'atLeast', 'among', 'has']

/** Comparisons of numbers. */
export const ORDERS: readonly Comparison[] = ['below', 'above', 'atMost', 'atLeast']

/** Reads a condition, line by line. */
export function readCondition(lines: readonly string[]): Condition {
  const groups: Test[][] = []
  for (const [line, text] of lines.entries()) {
    const [ands, ors] = [/\sand\s/.test(text), /\sor\s/.test(text)]
    if (ands && ors) return { ok: false, line, isMixed: true }
    const tests = text
      .trim()
      .split(ors ? /\sor\s/ : /\sand\s/)
      .map(readTest)
    if (!tests.every((test) => test !== undefined)) return { ok: false, line, isMixed: false }
    if (ors) groups.push(...tests.map((test) => [test]))
    else groups.push(tests)
  }
  return groups.length === 0 ? { ok: false, line: 0, isMixed: false } : { ok: true, tests: groups }
}

function readTest(text: string): Test | undefined {
  const [, among = '', not = '', list = ''] = /^([\w-]+)\s+is\s+(not\s+)?one\s+of\s+(.+)$/.exec(text.trim()) ?? []
  if (among !== '') {
    const values = list.split(',').map((value) => value.trim())
    if (!values.every((value) => /^[\w.-]+$/.test(value))) return undefined
    return { name: among, is: not === '' ? 'among' : 'outside', value: '', values }
  }
  const [, name = '', words = '', value = ''] =
    /^([\w-]+)\s*(\b(?:is|has) not\b|\b(?:is|has)\b|<=|>=|<|>)\s*([\w.-]+)$/.exec(text.trim()) ?? []
  const comparison = WORDS[words]
  if (comparison === undefined) return undefined
  if (value === 'known' && (comparison === 'equal' || comparison === 'different')) {
    return { name, is: comparison === 'equal' ? 'known' : 'unknown', value: '' }
  }
  return ORDERS.includes(comparison) && !/^\d+$/.test(value) ? undefined : { name, is: comparison, value }
}

/** Whether every test of some group holds. A value that is not known equals nothing and is on no side of a number. */
export function holds(groups: readonly (readonly Test[])[], scope: Scope, channel: Channel): boolean {
  return groups.some((tests) =>
    tests.every((test) => passes(test, test.name === 'channel' ? channel : valueIn(scope, test.name))),
  )
}

/** The names that are surely known where the condition holds. */
export function knownIf(groups: readonly (readonly Test[])[]): string[] {
  const [first = [], ...others] = groups.map((tests) =>
    tests.filter(({ is }) => POSITIVE.includes(is)).map(({ name }) => name),
  )
  return first.filter((name) => others.every((names) => names.includes(name)))
}

/** The names that are surely known where it does not: each was asked to be unknown, alone. */
export function knownUnless(groups: readonly (readonly Test[])[]): string[] {
  return groups.flatMap(([only, ...others]) => (only?.is === 'unknown' && others.length === 0 ? [only.name] : []))
}

function passes({ is, value, values }: Test, given: Value | undefined): boolean {
  switch (is) {
    case 'known':
      return given !== undefined
    case 'unknown':
      return given === undefined
    case 'equal':
      return given !== undefined && String(given) === value
    case 'different':
      return String(given) !== value
    case 'among':
      return given !== undefined && values?.includes(String(given)) === true
    case 'outside':
      return values?.includes(String(given)) !== true
    case 'has':
      return given !== undefined && String(given).split(' ').includes(value)
    case 'lacks':
      return !String(given ?? '')
        .split(' ')
        .includes(value)
    default:
      return given !== undefined && compares(is, Number(given), Number(value))
  }
}

function compares(is: 'below' | 'above' | 'atMost' | 'atLeast', given: number, limit: number): boolean {
  if (is === 'below') return given < limit
  if (is === 'above') return given > limit
  return is === 'atMost' ? given <= limit : given >= limit
}
