import { readFileSync } from 'node:fs'
import { readDate } from '@dhatri/text/date'
import { toBengaliDigits } from '@dhatri/text/digits'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ANSWER_TYPES, type Kind, typeOf } from './answer.ts'
import { readDigits } from './answers/date.ts'
import { ENGINE_WORDS } from './engine.ts'
import { loadFixture, PLACES, TODAY } from './fixture.ts'
import { growPlaces } from './place.ts'

const library = loadFixture(readFileSync(new URL('../../flows/engine.yaml', import.meta.url), 'utf8'))
const places = growPlaces(PLACES)
const sight = { today: TODAY, places, channel: 'ussd' as const }
const label = (text: string) => ({ key: 'flow.menu.label.x', text: { bn: [text], en: [text] } })

const KINDS: Kind[] = [
  { type: 'choice', labels: { own: label('আমার'), family: label('পরিবারের') } },
  { type: 'choices', least: 1, most: 2, labels: { fever: label('জ্বর'), fits: label('খিঁচুনি'), none: label('না') } },
  { type: 'date', from: -300, to: 0 },
  { type: 'date', from: 1, to: 280 },
  { type: 'dating', from: -294, to: -28 },
  { type: 'id' },
  { type: 'name', most: 20 },
  { type: 'number', from: 0, to: 12 },
  { type: 'number', from: 1, to: 9 },
  { type: 'number', from: 100, to: 250 },
  { type: 'phone' },
  { type: 'place' },
  { type: 'place', otherwise: 'skip' },
  { type: 'recording', seconds: 30, otherwise: 'text' },
  { type: 'text', most: 160 },
]

test('every type is tried here', () => {
  expect(new Set(KINDS.map(({ type }) => type))).toEqual(new Set(Object.keys(ANSWER_TYPES)))
})

describe.each(KINDS.map((kind) => [JSON.stringify(kind).slice(0, 60), kind] as const))('%s', (_, kind) => {
  const type = typeOf(kind)
  const samples = type.samples(kind)
  const kept = [...samples.good, ...(kind.type === 'place' ? ['302614', '302618'] : [])].flatMap((entry) => {
    const reading = type.read(kind, entry, sight)
    return reading.ok ? [reading.value] : []
  })

  test('takes its good samples, in any digits', () => {
    for (const entry of samples.good) {
      expect(type.read(kind, entry, sight), entry).toMatchObject({ ok: true })
      if (/^\d+$/.test(entry)) {
        expect(type.read(kind, toBengaliDigits(entry), sight)).toEqual(type.read(kind, entry, sight))
      }
    }
  })

  test('refuses its bad samples with words of the engine that it owns', () => {
    for (const entry of samples.bad) {
      const reading = type.read(kind, entry, sight)
      expect(reading.ok, entry).toBe(false)
      if (!reading.ok) {
        expect(type.refusals).toContain(reading.error)
        expect(ENGINE_WORDS).toHaveProperty([reading.error])
      }
    }
  })

  test('takes neither 99 nor 00, nor nothing', () => {
    for (const entry of ['99', '00', '']) expect(type.read(kind, entry, sight).ok).toBe(false)
  })

  test('reads anything without breaking', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (entry) => {
        expect(typeof type.read(kind, entry, sight).ok).toBe('boolean')
      }),
    )
  })

  test.each(['bn', 'en'])('never prints wider than it says, in %s', (language) => {
    for (const style of ['', ...type.styles]) {
      const manner = { language, style, vocabulary: library, places }
      for (const value of kept) {
        expect(type.print(kind, value, manner).length).toBeLessThanOrEqual(type.widest(kind, manner).length)
      }
    }
  })

  test.each(['bn', 'en'])('speaks only what it lists, in %s', (language) => {
    for (const style of ['', ...type.styles]) {
      const manner = { language, style, vocabulary: library, places }
      const listed = type.fragments(kind, manner).map(({ key, text }) => `${key}=${text}`)
      for (const value of kept) {
        for (const { key, text } of type.speak(kind, value, manner) ?? []) expect(listed).toContain(`${key}=${text}`)
      }
    }
  })
})

test('a call leaves room for *9 wherever 9 is an answer', () => {
  for (const kind of KINDS) {
    const gather = typeOf(kind).gather(kind)
    const takesNine = typeOf(kind).read(kind, '9', sight).ok
    if (takesNine) expect('digits' in gather && gather.digits, JSON.stringify(kind)).toBeGreaterThan(1)
  }
})

test('a number above ninety-nine is spoken digit by digit', () => {
  const manner = { language: 'bn', style: '', vocabulary: library, places }
  const kind: Kind = { type: 'number', from: 100, to: 250 }
  expect(
    typeOf(kind)
      .speak(kind, 120, manner)
      ?.map(({ key }) => key),
  ).toEqual(['bn/digit/1', 'bn/digit/2', 'bn/digit/0'])
  expect(
    typeOf(kind)
      .speak(kind, 99, manner)
      ?.map(({ key }) => key),
  ).toEqual(['bn/number/99'])
})

describe('what a type is declared with', () => {
  const declare = (type: Kind['type'], settings: Record<string, string>) => ANSWER_TYPES[type].declare(settings)

  test('is read as a nurse writes it', () => {
    expect(declare('number', { from: '1', to: '9' })).toEqual({ ok: true, kind: { type: 'number', from: 1, to: 9 } })
    expect(declare('dating', { from: '42 weeks ago', to: '4 weeks ago' })).toEqual({
      ok: true,
      kind: { type: 'dating', from: -294, to: -28 },
    })
    expect(declare('name', { 'at most': '12' })).toEqual({ ok: true, kind: { type: 'name', most: 12 } })
  })

  test('is refused with the setting at fault', () => {
    expect(declare('number', { from: 'one' })).toMatchObject({ ok: false, setting: 'from' })
    expect(declare('number', { from: '1', to: '120' })).toMatchObject({ ok: false, setting: 'to' })
    expect(declare('number', { from: '9', to: '1' })).toMatchObject({ ok: false, setting: 'to' })
    expect(declare('date', { from: '9 months ago' })).toMatchObject({ ok: false, setting: 'from' })
    expect(declare('date', { from: 'today', to: '3 days ago' })).toMatchObject({ ok: false, setting: 'to' })
    expect(declare('name', { 'at most': '500' })).toMatchObject({ ok: false, setting: 'at most' })
    expect(declare('text', { 'at most': '0' })).toMatchObject({ ok: false, setting: 'at most' })
  })
})

test('plain digits are read as every other date is', () => {
  const limits = fc.constantFrom(
    { today: TODAY, from: TODAY - 300, to: TODAY },
    { today: TODAY, from: TODAY - 294, to: TODAY - 28 },
    { today: TODAY, from: TODAY + 1, to: TODAY + 280 },
    { today: TODAY, from: TODAY - 10, to: TODAY + 900 },
    { today: TODAY, from: TODAY - 4000, to: TODAY },
  )
  const pad = (length: number) => (number: number) => String(number).padStart(length, '0')
  const year = fc.integer({ min: 2024, max: 2028 }).map(String)
  const dayMonth = fc.tuple(fc.integer({ min: 0, max: 32 }), fc.integer({ min: 0, max: 13 }))
  const entry = fc
    .tuple(
      dayMonth.map((pair) => pair.map(pad(2)).join('')),
      fc.oneof(fc.constant(''), year, fc.constant('0000')),
    )
    .map(([first, last]) => first + last)
  fc.assert(
    fc.property(entry, limits, (digits, within) => {
      const quick = readDigits(digits, within)
      if (quick !== undefined) expect(quick).toEqual(readDate(digits, within))
    }),
    { numRuns: 4000 },
  )
})

describe('a date in each form', () => {
  const date = (entry: string) =>
    typeOf({ type: 'date', from: -300, to: 0 }).read({ type: 'date', from: -300, to: 0 }, entry, sight)
  const dating = (entry: string) =>
    typeOf({ type: 'dating', from: -294, to: -28 }).read({ type: 'dating', from: -294, to: -28 }, entry, sight)

  // Today is 1 March 2026.
  test.each([
    ['12/7', '2025-07-12'],
    ['1207', '2025-07-12'],
    ['12072025', '2025-07-12'],
    ['১২/৭/২০২৫', '2025-07-12'],
    ['12 July', '2025-07-12'],
    ['10 days ago', '2026-02-19'],
    ['২ সপ্তাহ আগে', '2026-02-15'],
    ['3w', '2026-02-08'],
  ])('%s', (entry, value) => {
    expect(date(entry)).toEqual({ ok: true, value })
  })

  test.each([
    ['12w', 'd2025-12-07'],
    ['১২ সপ্তাহ', 'd2025-12-07'],
    ['3m', 'm3'],
    ['৩ মাস', 'm3'],
    ['3', 'm3'],
    ['1207', 'd2025-07-12'],
  ])('dating: %s', (entry, value) => {
    expect(dating(entry)).toEqual({ ok: true, value })
  })

  test.each([
    ['50w', 'date.tooOld'],
    ['2w', 'date.tooFar'],
    ['11 months', 'dating.range'],
    ['12x', 'date.unreadable'],
  ])('dating refuses %s', (entry, error) => {
    expect(dating(entry)).toEqual({ ok: false, error })
  })
})
