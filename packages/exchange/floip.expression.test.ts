import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readExpression } from './floip.expression.ts'

const read = (source: string) => {
  const reading = readExpression(source)
  return reading.ok ? reading.expression : reading.why
}
const value = (constant: string | number | boolean | null) => ({ kind: 'constant', value: constant })
const path = (name: string) => ({ kind: 'path', path: name })

describe('an expression', () => {
  it.each([
    ["block.value = 'own'", { kind: 'compare', sign: '=', left: path('block.value'), right: value('own') }],
    ['@(block.value = "own")', { kind: 'compare', sign: '=', left: path('block.value'), right: value('own') }],
    ['@block.value', path('block.value')],
    ['block.value = chocolate', { kind: 'compare', sign: '=', left: path('block.value'), right: value('chocolate') }],
    ['block.value != NULL', { kind: 'compare', sign: '<>', left: path('block.value'), right: value(null) }],
    ['18 <= results.age.value', { kind: 'compare', sign: '<=', left: value(18), right: path('results.age.value') }],
    ["x = 'it''s'", { kind: 'compare', sign: '=', left: path('x'), right: value("it's") }],
    ['true', value(true)],
    ['(TRUE)', value(true)],
    ['flow.1622_61 < 500', { kind: 'compare', sign: '<', left: path('flow.1622_61'), right: value(500) }],
    [
      'and(a, b = 2.5)',
      {
        kind: 'call',
        name: 'AND',
        args: [path('a'), { kind: 'compare', sign: '=', left: path('b'), right: value(2.5) }],
      },
    ],
    ['RAND() < 1', { kind: 'compare', sign: '<', left: { kind: 'call', name: 'RAND', args: [] }, right: value(1) }],
    ["নাম = 'রহিমা'", { kind: 'compare', sign: '=', left: path('নাম'), right: value('রহিমা') }],
  ])('%s', (source, expression) => expect(read(source)).toEqual(expression))

  it.each([
    ['', 'it ends too early'],
    ['a +', '"+" cannot be carried'],
    ['a = b & c', '"&" cannot be carried'],
    ['a = 1 = 2', 'two comparisons in a row'],
    ['AND(a', '"," is missing'],
    ['AND(a b)', '"," is missing'],
    [') a', '")" was not expected'],
    ['a b', '"b" was not expected'],
    ["'open", '"\'" cannot be carried'],
    ['process.exit(1)[0]', '"[" cannot be carried'],
    ['('.repeat(40), 'nested too deeply'],
    ['a'.repeat(2001), 'an expression of 2001 signs'],
  ])('%s is not understood', (source, why) => expect(read(source)).toBe(why))

  it('whatever stands there, reading comes to an end and says something', () => {
    const signs = fc.constantFrom(...'()=<>,.\'"@&+ \nab1_ক'.split(''), 'AND(', 'OR(', 'block.value', "'x'", 'NULL')
    fc.assert(
      fc.property(fc.array(signs, { maxLength: 60 }), (parts) => {
        const reading = readExpression(parts.join(''))
        expect(reading.ok || reading.why.length > 0).toBe(true)
      }),
      { numRuns: 2000 },
    )
  })
})
