/**
 * Conditions as FLOIP expressions and back: `whose is own and months < 7` is
 * `AND(results.whose.value = 'own', results.months.value < 7)`. Reading gives groups of tests, one of which must hold.
 */
import type { Comparison, Test } from '@dhatri/flow/condition'
import { type Expression, readExpression, type Sign } from './floip.expression.ts'
import { valueAt } from './floip.path.ts'

/** What a path of a file is called here, and what its values are called here. */
export type NameOf = (path: string) => { name: string; translate?: (value: string) => string | undefined } | undefined

/** Groups of tests, or why the expression cannot be carried. No group: never so. A group without tests: always. */
export type TestsReading = { ok: true; tests: Test[][] } | { ok: false; why: string }

const SIGNS: Partial<Record<Comparison, Sign>> = {
  equal: '=',
  different: '<>',
  below: '<',
  above: '>',
  atMost: '<=',
  atLeast: '>=',
}
const COMPARISONS: Record<Sign, Comparison> = {
  '=': 'equal',
  '<>': 'different',
  '<': 'below',
  '>': 'above',
  '<=': 'atMost',
  '>=': 'atLeast',
}
const FLIPPED: Record<Sign, Sign> = { '=': '=', '<>': '<>', '<': '>', '>': '<', '<=': '>=', '>=': '<=' }
/** What holds where another does not. Sizes are left out: a value that is not known is on neither side of a number. */
const OPPOSITE: Partial<Record<Comparison, Comparison>> = {
  equal: 'different',
  different: 'equal',
  known: 'unknown',
  unknown: 'known',
  among: 'outside',
  outside: 'among',
  has: 'lacks',
  lacks: 'has',
}
const MOST_TESTS = 24

/** Writes groups of tests; one expression, without `@( )`. */
export function writeTests(
  groups: readonly (readonly Test[])[],
  pathOf: (name: string) => string,
  kinds: Record<string, { type: string }>,
): string {
  const written = groups.map((tests) =>
    join(
      'AND',
      tests.map((test) => writeTest(test, pathOf(test.name), kinds[test.name])),
    ),
  )
  return join('OR', written)
}

/** Several expressions joined; one alone stays as it is. */
export function join(by: 'AND' | 'OR', parts: readonly string[]): string {
  return parts.length === 1 ? (parts[0] ?? '') : `${by}(${parts.join(', ')})`
}

function writeTest({ is, value, values = [] }: Test, path: string, kind: { type: string } | undefined): string {
  const quote = (text: string): string => {
    const known = valueAt(path, text)
    return kind?.type === 'number' && /^\d+$/.test(known) ? known : `'${known}'`
  }
  switch (is) {
    case 'known':
      return hasValue(path, kind)
    case 'unknown':
      return `${hasValue(path, kind)} = FALSE`
    case 'among':
      return join(
        'OR',
        values.map((one) => `${path} = ${quote(one)}`),
      )
    case 'outside':
      return join(
        'AND',
        values.map((one) => `${path} <> ${quote(one)}`),
      )
    case 'has':
      return `has_any_word(${path}, '${value}')`
    case 'lacks':
      return `has_any_word(${path}, '${value}') = FALSE`
    case 'equal':
    case 'different':
      return `${path} ${SIGNS[is]} ${quote(value)}`
    default:
      return `${path} ${SIGNS[is]} ${value}`
  }
}

/** Excel has no "is there a value"; it asks for the type. */
function hasValue(path: string, kind: { type: string } | undefined): string {
  return kind?.type === 'number' ? `ISNUMBER(${path})` : `ISSTRING(${path})`
}

/** Reads an expression into groups of tests. */
export function readTests(source: string, nameOf: NameOf): TestsReading {
  const reading = readExpression(source)
  if (!reading.ok) return reading
  try {
    const tests = groupsOf(reading.expression, nameOf)
    const count = tests.reduce((sum, group) => sum + group.length, 0)
    return count > MOST_TESTS ? { ok: false, why: `${count} tests in one condition` } : { ok: true, tests }
  } catch (fault) {
    if (fault instanceof Untold) return { ok: false, why: fault.message }
    throw fault
  }
}

class Untold extends Error {}

function groupsOf(expression: Expression, nameOf: NameOf): Test[][] {
  switch (expression.kind) {
    case 'constant':
      return expression.value === false || expression.value === null || expression.value === 0 ? [] : [[]]
    case 'path':
      return [[testOf(expression.path, 'known', '', nameOf)]]
    case 'compare':
      return compared(expression, nameOf)
    case 'call':
      return called(expression, nameOf)
  }
}

function called({ name, args }: Expression & { kind: 'call' }, nameOf: NameOf): Test[][] {
  const [first, second] = args
  if (name === 'OR') {
    const groups = args.flatMap((one) => groupsOf(one, nameOf))
    return gather(groups, 'equal', 'among') ?? groups
  }
  if (name === 'AND') {
    const groups = args.map((one) => groupsOf(one, nameOf)).reduce(cross, [[]])
    const [only, ...others] = groups
    const outside =
      others.length === 0 && only
        ? gather(
            only.map((test) => [test]),
            'different',
            'outside',
          )
        : undefined
    return outside ?? groups
  }
  if (first?.kind === 'path' && (name === 'ISSTRING' || name === 'ISNUMBER') && args.length === 1) {
    return [[testOf(first.path, 'known', '', nameOf)]]
  }
  const isWord = name === 'HAS_ANY_WORD' || name === 'HAS_PHRASE'
  if (isWord && first?.kind === 'path' && second?.kind === 'constant' && args.length === 2) {
    return [[testOf(first.path, 'has', String(second.value), nameOf)]]
  }
  throw new Untold(`the function ${name} has no counterpart`)
}

/** Each group of one side with each of the other. */
function cross(some: Test[][], others: Test[][]): Test[][] {
  if (some.length * others.length > MOST_TESTS) throw new Untold('too many ways of being so')
  return some.flatMap((tests) => others.map((more) => [...tests, ...more]))
}

/** Several tests of one name for one value each, as one test for several values. */
function gather(groups: Test[][], each: Comparison, whole: Comparison): Test[][] | undefined {
  const tests = groups.flat()
  const [first] = tests
  const isSame = groups.every((group) => group.length === 1) && tests.every((test) => test.is === each)
  if (first === undefined || tests.length < 2 || !isSame) return undefined
  if (!tests.every(({ name }) => name === first.name)) return undefined
  return [[{ name: first.name, is: whole, value: '', values: tests.map(({ value }) => value) }]]
}

function compared({ sign, left, right }: Expression & { kind: 'compare' }, nameOf: NameOf): Test[][] {
  if (left.kind === 'constant' && right.kind !== 'constant')
    return compared({ kind: 'compare', sign: FLIPPED[sign], left: right, right: left }, nameOf)
  if (right.kind !== 'constant') throw new Untold('it compares two values with each other')
  const { value } = right
  const isEqual = sign === '='
  if (left.kind === 'call' && (left.name === 'LOWER' || left.name === 'UPPER') && left.args[0]?.kind === 'path')
    return compared({ kind: 'compare', sign, left: left.args[0], right }, nameOf)
  // Whether it is counted or measured: there is something.
  const isCounted = left.kind === 'call' && (left.name === 'COUNT' || left.name === 'LEN')
  if (isCounted && sign === '>' && value === 0 && left.args[0]?.kind === 'path')
    return [[testOf(left.args[0].path, 'known', '', nameOf)]]
  if (typeof value === 'boolean' && (isEqual || sign === '<>') && left.kind !== 'path') {
    const groups = groupsOf(left, nameOf)
    return value === isEqual ? groups : negate(groups)
  }
  if (left.kind !== 'path') throw new Untold('what it compares has no counterpart')
  if (value === null || value === '') return [[testOf(left.path, isEqual ? 'unknown' : 'known', '', nameOf)]]
  const is = COMPARISONS[sign]
  if (is !== 'equal' && is !== 'different' && !/^\d+$/.test(String(value))) {
    throw new Untold(`only whole numbers are compared by size, not ${value}`)
  }
  return [[testOf(left.path, is, String(value), nameOf)]]
}

function negate(groups: Test[][]): Test[][] {
  if (groups.length === 0) return [[]]
  return groups.map((tests) => tests.map((test) => [opposite(test)])).reduce(cross, [[]])
}

function opposite(test: Test): Test {
  const is = OPPOSITE[test.is]
  if (is === undefined) throw new Untold('the opposite of a comparison by size')
  return { ...test, is }
}

function testOf(path: string, is: Comparison, value: string, nameOf: NameOf): Test {
  const found = nameOf(path)
  if (found === undefined) throw new Untold(`"${path}" is no answer of this flow`)
  const own = value === '' || found.translate === undefined ? value : found.translate(value)
  if (own === undefined || (own !== '' && !/^[\w.-]+$/.test(own))) {
    throw new Untold(`"${value}" is nothing that ${found.name} can be`)
  }
  return { name: found.name, is, value: own }
}
