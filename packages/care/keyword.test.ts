import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isNear } from './keyword.near.ts'
import { readAnswer, readKeyword } from './keyword.ts'

describe('a keyword is the whole SMS', () => {
  test.each([
    'STOP',
    'stop',
    ' Stop. ',
    'STOP ALL',
    'Unsubscribe',
    'বন্ধ',
    'বন্ধ করুন',
    'bondho',
    'END',
    'স্টপ',
    'বন্‌ধ',
  ])('%s stops', (text) => {
    expect(readKeyword(text)).toBe('stop')
  })
  test.each(['START', 'চালু', 'chalu', 'Chalu koren', 'unstop', 'শুরু'])('%s starts', (text) => {
    expect(readKeyword(text)).toBe('start')
  })
  test.each(['HELP', 'info', 'সাহায্য', 'sahajjo', 'shahajjo', 'halp', 'hlep', 'সাহাজ্য'])('%s asks for help', (text) => {
    expect(readKeyword(text)).toBe('help')
  })
  test.each([
    '',
    'rahima',
    'আমার নাম রহিমা',
    'REG 01032026',
    'when is my visit',
    '1',
    'star',
    'statr now ok',
    'আমার মাসিক বন্ধ',
    'masik bondho',
  ])('"%s" is none', (text) => {
    expect(readKeyword(text)).toBeUndefined()
  })
})

describe('STOP is never guessed', () => {
  test.each([
    'STP',
    'stpo',
    'sotp',
    'shop',
    'bondhu',
    'please stop',
    'stop it please',
    'আর মেসেজ পাঠাবেন না',
    'sms bondho koren please',
    'ar msg diben na',
    'dont send sms',
    'বন্ধ করে দিন',
    'আমাকে আর ফোন দিবেন না',
  ])('%s is asked about', (text) => {
    expect(readKeyword(text)).toBe('maybeStop')
  })
  test('START is not guessed either, for it would undo a stop', () => {
    expect(readKeyword('smart')).toBeUndefined()
  })
  test('whatever is one slip from STOP stops nothing by itself', () => {
    const slips = fc
      .tuple(fc.nat(4), fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz'))
      .map(([at, letter]) => `stop`.slice(0, at) + letter + 'stop'.slice(at))
    fc.assert(fc.property(slips, (slip) => readKeyword(slip) !== 'stop'))
  })
})

describe('an answer in words', () => {
  test.each(['yes', 'Y', 'হ্যাঁ', 'হ্যা', 'জি', 'জ্বি', 'ji', 'haa', 'OK', 'thik ache', 'ঠিক আছে।'])('%s is yes', (text) => {
    expect(readAnswer(text)).toBe('yes')
  })
  test.each(['no', 'না', 'na', 'Naa', 'জি না', 'ji na', 'N'])('%s is no', (text) => {
    expect(readAnswer(text)).toBe('no')
  })
  test.each([
    ['1', 1],
    ['১', 1],
    ['1.', 1],
    ['(২)', 2],
    ['এক', 1],
    ['dui', 2],
    ['তিন', 3],
    ['three', 3],
    ['1 হ্যাঁ', 1],
    ['2 na', 2],
  ])('%s is the option %i', (text, option) => {
    expect(readAnswer(text)).toBe(option)
  })
  test.each(['', '0', '12', 'maybe', 'না আমি যাই নাই', '1 2'])('"%s" is no answer', (text) => {
    expect(readAnswer(text)).toBeUndefined()
  })
})

test('near means one slip', () => {
  expect(isNear('stop', 'stop')).toBe(true)
  expect(isNear('stop', 'stpo')).toBe(true)
  expect(isNear('stop', 'top')).toBe(true)
  expect(isNear('stop', 'stoop')).toBe(true)
  expect(isNear('stop', 'shop')).toBe(true)
  expect(isNear('stop', 'spot')).toBe(false)
  expect(isNear('stop', 'st')).toBe(false)
  expect(isNear('', 'a')).toBe(true)
  expect(isNear('', 'ab')).toBe(false)
})

test('no text makes them throw', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      readKeyword(text)
      readAnswer(text)
    }),
  )
})
