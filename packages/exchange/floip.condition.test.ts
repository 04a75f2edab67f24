import type { Test } from '@dhatri/flow/condition'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readTests, writeTests } from './floip.condition.ts'

const kinds = { age: { type: 'number' }, whose: { type: 'choice' }, signs: { type: 'choices' } }
const pathOf = (name: string) => (name === 'channel' ? 'run.mode' : `results.${name}.value`)
const NAMES = ['age', 'whose', 'signs', 'channel']
const nameOf = (path: string) => {
  const name = NAMES.find((one) => pathOf(one) === path)
  const translate = (mode: string) => ({ USSD: 'ussd', SMS: 'sms', IVR: 'voice' })[mode]
  return name === undefined ? undefined : name === 'channel' ? { name, translate } : { name }
}
const write = (...groups: Test[][]) => writeTests(groups, pathOf, kinds)
const read = (source: string) => readTests(source, nameOf)
const test = (name: string, is: Test['is'], value = '', values?: string[]): Test => ({
  name,
  is,
  value,
  ...(values && { values }),
})

describe('a condition as an expression', () => {
  it.each<[Test[][], string]>([
    [[[test('whose', 'equal', 'own')]], "results.whose.value = 'own'"],
    [[[test('age', 'equal', '3')]], 'results.age.value = 3'],
    [
      [[test('whose', 'equal', 'own'), test('age', 'below', '7')]],
      "AND(results.whose.value = 'own', results.age.value < 7)",
    ],
    [
      [[test('age', 'known')], [test('whose', 'unknown')]],
      'OR(ISNUMBER(results.age.value), ISSTRING(results.whose.value) = FALSE)',
    ],
    [
      [[test('signs', 'has', 'fever'), test('signs', 'lacks', 'fits')]],
      "AND(has_any_word(results.signs.value, 'fever'), has_any_word(results.signs.value, 'fits') = FALSE)",
    ],
    [[[test('whose', 'among', '', ['a', 'b'])]], "OR(results.whose.value = 'a', results.whose.value = 'b')"],
    [[[test('channel', 'different', 'voice')]], "run.mode <> 'IVR'"],
  ])('%j', (groups, source) => {
    expect(write(...groups)).toBe(source)
    expect(read(source)).toEqual({ ok: true, tests: groups })
  })

  it.each<[string, Test[][]]>([
    ['TRUE', [[]]],
    ['FALSE', []],
    ['results.age.value', [[test('age', 'known')]]],
    ['results.age.value <> NULL', [[test('age', 'known')]]],
    ["results.whose.value = ''", [[test('whose', 'unknown')]]],
    ['7 > results.age.value', [[test('age', 'below', '7')]]],
    ["UPPER(results.whose.value) = 'own'", [[test('whose', 'equal', 'own')]]],
    ['LEN(results.whose.value) > 0', [[test('whose', 'known')]]],
    ["AND(results.whose.value <> 'a', results.whose.value <> 'b')", [[test('whose', 'outside', '', ['a', 'b'])]]],
    [
      "AND(OR(results.age.value < 2, results.age.value > 5), results.whose.value = 'x')",
      [
        [test('age', 'below', '2'), test('whose', 'equal', 'x')],
        [test('age', 'above', '5'), test('whose', 'equal', 'x')],
      ],
    ],
  ])('%s is read', (source, tests) => expect(read(source)).toEqual({ ok: true, tests }))

  it.each([
    ['contact.name = 1', '"contact.name" is no answer of this flow'],
    ['results.age.value < 2.5', 'only whole numbers are compared by size, not 2.5'],
    ['results.age.value = results.whose.value', 'it compares two values with each other'],
    ["results.whose.value = 'two words'", '"two words" is nothing that whose can be'],
    ["run.mode = 'OFFLINE'", '"OFFLINE" is nothing that channel can be'],
    ['YEAR(results.age.value) = 2', 'what it compares has no counterpart'],
    ['has_date(results.age.value)', 'the function HAS_DATE has no counterpart'],
    ['(results.age.value < 4) = FALSE', 'the opposite of a comparison by size'],
    [
      `AND(${Array.from({ length: 6 }, () => "OR(results.age.value < 1, results.whose.value = 'a')").join(', ')})`,
      'too many ways of being so',
    ],
  ])('%s is not carried', (source, why) => expect(read(source)).toEqual({ ok: false, why }))

  it('what is written is read as the same, for any condition of one group', () => {
    const name = fc.constantFrom('whose', 'age')
    const one = fc.oneof(
      fc.tuple(name, fc.constantFrom<Test['is']>('equal', 'different'), fc.constantFrom('own', 'a-b', '7')),
      fc.tuple(
        fc.constant('age'),
        fc.constantFrom<Test['is']>('below', 'above', 'atMost', 'atLeast'),
        fc.constantFrom('0', '12'),
      ),
      fc.tuple(name, fc.constantFrom<Test['is']>('known', 'unknown'), fc.constant('')),
    )
    const group = fc.uniqueArray(one, { minLength: 1, maxLength: 4, selector: ([name, is]) => `${name} ${is}` })
    fc.assert(
      fc.property(group, (drawn) => {
        const tests = drawn.map(([of, is, value]) => test(of, is, value))
        expect(read(write(tests))).toEqual({ ok: true, tests: [tests] })
      }),
    )
  })
})
