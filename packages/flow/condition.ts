/** What an `if` asks: `whose is own`, `edd is known`, `months < 7`, joined by `and`. Read once, tested on every turn. */
import type { Channel, Value } from './channel.ts'
import { type Scope, valueIn } from './screen.ts'

/** One test; `channel` is a name that is always known. */
export type Test = { name: string; is: Comparison; value: string }

/** How a value is compared. */
export type Comparison = 'equal' | 'different' | 'known' | 'unknown' | 'below' | 'above' | 'atMost' | 'atLeast'

const WORDS: Record<string, Comparison> = {
  is: 'equal',
  'is not': 'different',
  '<': 'below',
  '>': 'above',
  '<=': 'atMost',
  '>=': 'atLeast',
}

/** Reads a condition; undefined where any part of it is not understood. */
export function readCondition(text: string): Test[] | undefined {
  const tests = text
    .trim()
    .split(/\s+and\s+/)
    .map(readTest)
  return tests.every((test) => test !== undefined) ? tests : undefined
}

function readTest(text: string): Test | undefined {
  const [, name = '', words = '', value = ''] =
    /^([\w-]+)\s*(\bis not\b|\bis\b|<=|>=|<|>)\s*([\w.-]+)$/.exec(text.trim()) ?? []
  const comparison = WORDS[words]
  if (comparison === undefined) return undefined
  if (value === 'known' && (comparison === 'equal' || comparison === 'different')) {
    return { name, is: comparison === 'equal' ? 'known' : 'unknown', value: '' }
  }
  const isOrder = comparison !== 'equal' && comparison !== 'different'
  return isOrder && !/^\d+$/.test(value) ? undefined : { name, is: comparison, value }
}

/** Whether every test holds. A value that is not known equals nothing and is on no side of a number. */
export function holds(tests: readonly Test[], scope: Scope, channel: Channel): boolean {
  return tests.every((test) => passes(test, test.name === 'channel' ? channel : valueIn(scope, test.name)))
}

function passes({ is, value }: Test, given: Value | undefined): boolean {
  switch (is) {
    case 'known':
      return given !== undefined
    case 'unknown':
      return given === undefined
    case 'equal':
      return given !== undefined && String(given) === value
    case 'different':
      return String(given) !== value
    default:
      return given !== undefined && compares(is, Number(given), Number(value))
  }
}

function compares(is: 'below' | 'above' | 'atMost' | 'atLeast', given: number, limit: number): boolean {
  if (is === 'below') return given < limit
  if (is === 'above') return given > limit
  return is === 'atMost' ? given <= limit : given >= limit
}
