import { expect, test } from 'vitest'
import { hashOf } from './hash.ts'
import { nearest } from './nearest.ts'
import { readOffset } from './offset.ts'
import { pickParts, splitParts } from './wording.ts'

test('limits of dates are days from today', () => {
  expect(['today', '1 day ago', '42 weeks ago', '2 years ago', 'in 40 weeks', ' In 1 Week '].map(readOffset)).toEqual([
    0, -1, -294, -730, 280, 7,
  ])
})

test('a month has no length, and a bare number no direction', () => {
  for (const text of ['9 months ago', '5 weeks', 'in 5 weeks ago', 'tomorrow', '', '-3 days ago', 'constructor']) {
    expect(readOffset(text), text).toBeUndefined()
  }
})

test('the name that was probably meant is the nearest', () => {
  const names = ['registered', 'already', 'failed']
  expect(nearest('regsitered', names)).toBe('registered')
  expect(nearest('Failed', names)).toBe('failed')
  expect(nearest('alraedy', names)).toBe('already')
  expect(nearest('something', names)).toBeUndefined()
  expect(nearest('x', [])).toBeUndefined()
})

test('a text is split at its placeholders', () => {
  expect(splitParts('{name}, due {edd|short}.')).toEqual([
    { name: 'name', style: '' },
    ', due ',
    { name: 'edd', style: 'short' },
    '.',
  ])
  expect(splitParts('plain')).toEqual(['plain'])
  expect(splitParts('a { b')).toEqual(['a { b'])
})

test('words of a channel come before the common ones, and the next language after both', () => {
  const text = { bn: ['ক'], 'voice.bn': ['খ'], en: ['a'] }
  expect(pickParts(text, 'ussd', ['bn', 'en'])).toEqual({ language: 'bn', parts: ['ক'] })
  expect(pickParts(text, 'voice', ['bn', 'en'])).toEqual({ language: 'bn', parts: ['খ'] })
  expect(pickParts(text, 'ussd', ['bn-Latn', 'en'])).toEqual({ language: 'en', parts: ['a'] })
  expect(pickParts({}, 'ussd', ['bn'])).toEqual({ language: 'bn', parts: [] })
})

test('a hash knows content, not the order of keys', () => {
  expect(hashOf({ a: 1, b: { c: 2, d: 3 } })).toBe(hashOf({ b: { d: 3, c: 2 }, a: 1 }))
  expect(hashOf({ a: 1 })).not.toBe(hashOf({ a: 2 }))
  expect(hashOf(['a', 'b'])).not.toBe(hashOf(['b', 'a']))
  const hashes = Array.from({ length: 20_000 }, (_, index) => hashOf({ step: index }))
  expect(new Set(hashes).size).toBe(20_000)
})
