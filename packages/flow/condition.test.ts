import { expect, test } from 'vitest'
import { holds, knownIf, knownUnless, readCondition } from './condition.ts'
import type { Scope } from './screen.ts'

const scope: Scope = {
  kinds: {},
  answers: { whose: 'own', months: 5, signs: 'fever bleeding', none: '' },
  facts: { edd: '2026-10-08', save: 'already' },
  base: { registered: 'yes', whose: 'family' },
}
const says = (...lines: string[]) => {
  const condition = readCondition(lines)
  return condition.ok && holds(condition.tests, scope, 'ussd')
}

test('a value is compared as it is written', () => {
  expect(says('whose is own')).toBe(true)
  expect(says('whose is not own')).toBe(false)
  expect(says('registered is yes')).toBe(true)
  expect(says('edd is 2026-10-08')).toBe(true)
  expect(says('channel is ussd')).toBe(true)
  expect(says('channel is voice')).toBe(false)
})

test('numbers are compared as numbers', () => {
  expect(says('months < 12')).toBe(true)
  expect(says('months < 5')).toBe(false)
  expect(says('months <= 5')).toBe(true)
  expect(says('months > 4')).toBe(true)
  expect(says('months >= 6')).toBe(false)
})

test('what is not known is neither equal nor on a side of a number', () => {
  expect(says('id is known')).toBe(false)
  expect(says('id is not known')).toBe(true)
  expect(says('id is 5')).toBe(false)
  expect(says('id is undefined')).toBe(false)
  expect(says('id is not 5')).toBe(true)
  expect(says('id < 5')).toBe(false)
  expect(says('toString is known')).toBe(false)
})

test('conditions joined by "and" must all hold', () => {
  expect(says('whose is own and months < 12 and edd is known')).toBe(true)
  expect(says('whose is own and months < 2')).toBe(false)
})

test('of conditions joined by "or" one must hold', () => {
  expect(says('whose is family or months < 12')).toBe(true)
  expect(says('whose is family or months < 2')).toBe(false)
})

test('each line is another way of being so', () => {
  expect(says('whose is family and months < 12', 'edd is known and signs has fever')).toBe(true)
  expect(says('whose is family', 'months < 2')).toBe(false)
})

test('and with or on one line is refused: it could be read two ways', () => {
  expect(readCondition(['edd is known', 'whose is own and months < 3 or edd is known'])).toEqual({
    ok: false,
    line: 1,
    isMixed: true,
  })
})

test('a list of values', () => {
  expect(says('whose is one of family, own')).toBe(true)
  expect(says('whose is not one of family, own')).toBe(false)
  expect(says('whose is not one of family')).toBe(true)
  expect(says('id is one of a, b')).toBe(false)
  expect(says('id is not one of a, b')).toBe(true)
})

test('several choices', () => {
  expect(says('signs has fever')).toBe(true)
  expect(says('signs has fev')).toBe(false)
  expect(says('signs has not fits')).toBe(true)
  expect(says('signs has not bleeding')).toBe(false)
  expect(says('id has fever')).toBe(false)
  expect(says('id has not fever')).toBe(true)
})

test('how an action turned out', () => {
  expect(says('save is already')).toBe(true)
  expect(says('save is one of registered, failed')).toBe(false)
})

test('what is surely known where it holds, and where it does not', () => {
  const read = (...lines: string[]) => {
    const condition = readCondition(lines)
    return condition.ok ? [knownIf(condition.tests), knownUnless(condition.tests)] : undefined
  }
  expect(read('a is x and b has y and c is not known')).toEqual([['a', 'b'], []])
  expect(read('a is x and b > 3', 'b is known')).toEqual([['b'], []])
  expect(read('a is not known or b is not known')).toEqual([[], ['a', 'b']])
  expect(read('a is not one of x and b has not y')).toEqual([[], []])
})

test('anything else is not understood', () => {
  for (const text of [
    '',
    'whose',
    'whose = own',
    'whose is',
    'months < many',
    'whose is one of',
    'whose is one of a b',
    'whose has',
    'x is y z',
  ]) {
    expect(readCondition([text]).ok, text).toBe(false)
  }
})
