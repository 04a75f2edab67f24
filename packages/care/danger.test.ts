import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { loadPhrases } from './danger.phrases.ts'
import { readDanger } from './danger.ts'

const file = (name: string): string => readFileSync(new URL(`../../flows/danger/${name}.yaml`, import.meta.url), 'utf8')
const loaded = loadPhrases(file('phrases'))
if (!loaded.ok) throw new Error(JSON.stringify(loaded.faults))
const { phrases } = loaded
const hasDanger = (text: string): boolean => readDanger(text, phrases) !== undefined

type Listed = { signs: { [sign: string]: { [language: string]: string[] } }; safe: string[] }
const listed = parse(file('phrases')) as Listed
const aside = parse(file('sentences')) as { dangerous: string[]; harmless: string[] }

describe('the list', () => {
  const all = Object.entries(listed.signs).flatMap(([sign, { bn = [], 'bn-Latn': latin = [], en = [] }]) =>
    [...bn, ...latin, ...en].map((phrase) => ({ sign, text: phrase.replaceAll('*', '') })),
  )
  test('holds at least 150 phrases', () => {
    expect(all.length).toBeGreaterThanOrEqual(150)
  })
  test('finds each of its own phrases, under its own sign', () => {
    const missed = all.filter(({ sign, text }) => !readDanger(text, phrases)?.signs.includes(sign))
    expect(missed).toEqual([])
    console.log(`danger: ${all.length - missed.length} of ${all.length} listed phrases found`)
  })
  test('finds each of them inside a sentence', () => {
    const missed = all.filter(
      ({ text }) => !hasDanger(`আপা শুনেন ${text} এখন কি করব`) || !hasDanger(`please ${text} what to do`),
    )
    expect(missed).toEqual([])
  })
  test('takes no everyday phrase for danger', () => {
    expect(listed.safe.map((phrase) => phrase.replaceAll('*', '')).filter(hasDanger)).toEqual([])
  })
})

test('sentences kept aside', () => {
  const missed = aside.dangerous.filter((text) => !hasDanger(text))
  const falsely = aside.harmless.filter(hasDanger)
  console.log(
    `danger: ${aside.dangerous.length - missed.length} of ${aside.dangerous.length} dangerous found, ` +
      `${falsely.length} of ${aside.harmless.length} harmless taken for danger`,
    { missed, falsely },
  )
  expect(aside.dangerous.length).toBeGreaterThanOrEqual(30)
  expect(aside.harmless.length).toBeGreaterThanOrEqual(30)
  expect(missed).toEqual([])
  expect(falsely.length).toBeLessThanOrEqual(3)
})

describe('what is denied is no danger', () => {
  test.each([
    'রক্ত পড়ছে না',
    'রক্ত এখন পড়ছে না',
    'রক্ত পড়েনা',
    'কোনো রক্ত নেই',
    'rokto jacche na',
    'rokto jacchena',
    'no bleeding',
    'not bleeding now',
    "I don't have fever",
    'no severe headache',
    'without pain in belly, no fever',
    'জ্বর আর নাই',
    'বাচ্চা এখন নড়ছে, না ঘুমালে কি হয়',
    'মাথা ব্যথা নেই, জ্বর নেই',
  ])('%s', (text) => {
    expect(readDanger(text, phrases)).toBeUndefined()
  })
})

describe('a denial that is itself the danger, or belongs to something else', () => {
  test.each([
    ['রক্ত পড়া বন্ধ হচ্ছে না', 'bleeding'],
    ['রক্ত পড়ছে। না খেয়ে আছি', 'bleeding'],
    ['রক্ত পড়ছে, না খেয়ে আছি', 'bleeding'],
    ['জ্বর নেই, রক্ত পড়ছে', 'bleeding'],
    ['no fever but bleeding', 'bleeding'],
    ['can not stop bleeding', 'bleeding'],
    ["bleeding won't stop", 'bleeding'],
    ['রক্ত পড়ছে না কিন্তু রক্ত ভাঙছে', 'bleeding'],
    ['জ্বর কমে না', 'fever'],
    ['বাচ্চা নড়ে না', 'movement'],
    ['baccha norcena', 'movement'],
    ["she can't breathe", 'breathing'],
    ['রক্ত পরীক্ষা করাতে গিয়ে রক্ত পড়ছে', 'bleeding'],
    ['রক্তচাপ বেশি', 'headache'],
  ])('%s', (text, sign) => {
    expect(readDanger(text, phrases)?.signs).toContain(sign)
  })
})

test('several signs are all told, and whom each is about is known', () => {
  expect(readDanger('জ্বর আর খিঁচুনি', phrases)?.signs).toEqual(['convulsion', 'fever'])
  expect(phrases.about).toMatchObject({ bleeding: 'mother', movement: 'pregnancy', newborn: 'baby' })
})

test('where she lives does not sound like a cry for help, and hides none', () => {
  expect(hasDanger("Cox's Bazar")).toBe(false)
  expect(hasDanger('coxs bazar sadar')).toBe(false)
  expect(hasDanger("Cox's Bazar, SOS")).toBe(true)
})

test('99 alone is danger, among other words it is a number', () => {
  expect(readDanger(' ৯৯ ', phrases)).toEqual({ signs: ['urgent'] })
  expect(readDanger('99 taka', phrases)).toBeUndefined()
})

test('joiners, zero-width marks and either way of writing ড় make no difference', () => {
  expect(hasDanger('র\u200bক্ত প\u09a1\u09bcছে')).toBe(true)
  expect(hasDanger('রক্‌ত প\u09dcছে')).toBe(true)
})

test('no text makes it throw, and the longest takes no longer than a blink', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => void readDanger(text, phrases)),
    { numRuns: 200 },
  )
  const start = performance.now()
  readDanger('রক্ত না পড়ে '.repeat(5000), phrases)
  expect(performance.now() - start).toBeLessThan(1000)
})
