import { expect, test } from 'vitest'
import { holds, readCondition } from './condition.ts'
import type { Scope } from './screen.ts'

const scope: Scope = {
  kinds: {},
  answers: { whose: 'own', months: 5 },
  facts: { edd: '2026-10-08' },
  base: { registered: 'yes', whose: 'family' },
}
const says = (text: string) => {
  const tests = readCondition(text)
  return tests && holds(tests, scope, 'ussd')
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

test('anything else is not understood', () => {
  for (const text of [
    '',
    'whose',
    'whose = own',
    'whose is',
    'whose is own or months < 3',
    'months < many',
    'x is y z',
  ]) {
    expect(readCondition(text), text).toBeUndefined()
  }
})
