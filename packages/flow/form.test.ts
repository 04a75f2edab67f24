import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkFlows } from './check.ts'
import { ACTIONS, begin, enter, FLOWS, loadFixture, PLACES, PROFILES, TODAY } from './fixture.ts'
import { readForm } from './form.ts'
import { tableOf } from './library.ts'
import { fold } from './turn.ts'

const engine = readFileSync(new URL('../../flows/engine.yaml', import.meta.url), 'utf8')
const NEWS = `
flow: news
title: {bn: নাম লেখান, en: Sign up}
about: service
languages: [bn, en]
channels: [ussd, sms, voice]
answers:
  name: {type: name, at most: 20}
  age: {type: number, from: 10, to: 55}
  lmp: {type: date, from: 300 days ago, to: today}
  place: {type: place}
  whose: {type: choice}
  signs: {type: choices, at most: 2}
  phone: {type: phone}
sms form: "REG {name|নাম} {age|বয়স} {lmp|মাসিক} {place} {whose} {signs} {phone}"
steps:
  - ask: name
    bn: নাম?
    en: Name?
    voice: {bn: নাম বলুন, en: Say the name}
  - ask: age
    bn: বয়স?
    en: Age?
  - ask: lmp
    bn: শেষ মাসিক?
    en: Last period?
  - ask: place
    bn: কোথায়?
    en: Where?
  - menu: whose
    bn: কার ফোন?
    en: Whose phone?
    options:
      - {is: own, bn: আমার, en: Mine, also: [আমার]}
      - {is: family, bn: পরিবারের, en: "Family's", also: [shared]}
  - menu: signs
    bn: লক্ষণ?
    en: Signs?
    options:
      - {is: fever, bn: জ্বর, en: Fever, also: [জ্বর]}
      - {is: bleeding, bn: রক্ত, en: Blood}
      - {is: none, bn: নেই, en: None}
  - ask: phone
    bn: ফোন?
    en: Phone?
  - do: save
    action: openCase
    outcomes: {opened: end, failed: end}
`
const library = loadFixture(engine, { 'news.yaml': NEWS })
const table = tableOf(library, 'news')
if (table === undefined) throw new Error('no table')
const sight = { today: TODAY, places: library.places[library.atlas] ?? {}, synonyms: library.synonyms }
const read = (text: string) => readForm(table, text, sight)
const GOOD = ['রহিমা বেগম', '24', '0507', '302614', '1', '1', '01711000001']
const ORDER = ['name', 'age', 'lmp', 'place', 'whose', 'signs', 'phone']
const asked = (entries: string[]) => fold(library, enter(begin(library, { flow: 'news', channel: 'sms' }), entries))

describe('a report in one line', () => {
  const whole = {
    name: 'রহিমা বেগম',
    age: 24,
    lmp: '2025-07-05',
    place: '302614',
    whose: 'own',
    signs: 'fever',
    phone: '+8801711000001',
  }

  test.each([
    'REG রহিমা বেগম 24 0507 302614 1 1 01711000001',
    'reg রহিমা বেগম, ২৪, ৫/৭, ধামরাই, আমার, জ্বর, ০১৭১১-০০০০০১',
    'Reg রহিমা বেগম 24 05 07 2025 Dhamrai own fever +880 1711 000001',
    'REG phone 01711000001 signs 1 whose own place dhamrai মাসিক 0507 বয়স ২৪ নাম রহিমা বেগম',
    'REG name: রহিমা বেগম; age=24; lmp=5 July; place=302614; whose=1; signs=fever; phone=01711000001',
  ])('%s', (text) => {
    expect(read(text)).toEqual({ ok: true, answers: whole })
  })

  test.each([
    ['REG রহিমা বেগম 240 0507 302614 1 1 01711000001', 'age', 'number.range'],
    ['REG রহিমা বেগম 24 3102 302614 1 1 01711000001', 'lmp', 'date.impossible'],
    ['REG রহিমা বেগম 24 0507 302614 1 1', 'phone', 'form.missing'],
    ['REG রহিমা বেগম 24 0507 302614 3 1 01711000001', 'whose', 'option'],
    ['REG রহিমা বেগম 24 0507 302614 1 13 01711000001', 'signs', 'choices.none'],
    ['REG name রহিমা age 24 lmp 0507 place 302614 whose 1 signs 1', 'phone', 'form.missing'],
    ['REG name রহিমা age x lmp 0507 place 302614 whose 1 signs 1 phone 01711000001', 'age', 'number.unreadable'],
    ['REG', 'name', 'form.missing'],
    ['REG রহিমা 24 0507 302614 1 1 01711000001 01711000001', undefined, 'form.extra'],
    [`REG রহিমা 24 0507 302614 1 1 01711000001${' and'.repeat(54)}`, undefined, 'form.extra'],
    ['REG name a b c d e f g h i age x lmp 0507 place 302614', 'age', 'number.unreadable'],
    ['REG phone 0 1 7 1 1 0 0 0 0 0 1 name রহিমা', 'age', 'form.missing'],
    ['ANC 572400', undefined, 'form.keyword'],
    ['', undefined, 'form.keyword'],
  ])('%s: the first fault, and a line that is taken', (text, answer, error) => {
    const reading = read(text)
    expect(reading).toMatchObject({ ok: false, error, ...(answer && { answer }) })
    expect(read(reading.ok ? '' : reading.example)).toMatchObject({ ok: true })
  })

  test('the corrected line keeps what was right', () => {
    const reading = read('REG রহিমা বেগম 240 0507 302614 2 1 01711000001')
    expect(reading.ok ? '' : reading.example).toBe('REG রহিমা বেগম 10 0507 302614 2 1 01711000001')
  })
})

test('equal words give the answers that the dialogue gives', () => {
  const entries = fc.tuple(
    fc.constantFrom('রহিমা', 'Rahima Khatun', 'মোসা. হাসি', 'Ma'),
    fc.constantFrom('10', '55', '২৪', '9', '56'),
    fc.constantFrom('0507', '05072025', '৫/৭', '5 July', '3102', '2902', '01032026', '02032026'),
    fc.constantFrom('302614', '৩০২৬১৮', 'dohar', 'ধামরাই', '999999'),
    fc.constantFrom('1', '২', 'own', 'shared', '3'),
    fc.constantFrom('1', '12', '২১', 'fever', 'fever bleeding', '3', '13', '7'),
    fc.constantFrom('01711000001', '+8801711000001', '০১৭১১০০০০০১', '0171100000'),
  )
  fc.assert(
    fc.property(entries, (words) => {
      const { answers } = asked(words)
      const refused = words.findIndex((_, index) => asked(words.slice(0, index + 1)).screen.fault !== undefined)
      const isTaken = refused < 0
      const ordered = read(`REG ${words.join(' ')}`)
      const labelled = read(`REG ${words.map((word, index) => `${ORDER[index]} ${word}`).join(', ')}`)
      expect(labelled.ok, JSON.stringify({ words, labelled, answers })).toBe(isTaken)
      if (isTaken)
        expect([ordered, labelled]).toEqual([
          { ok: true, answers },
          { ok: true, answers },
        ])
      // The dialogue stops at the first answer that it does not take; so does the line.
      else expect(labelled).toMatchObject({ answer: ORDER[refused] })
    }),
    { numRuns: 500 },
  )
  expect(asked(GOOD).state).toBe('doing')
})

test('whatever is texted, something comes of it, and the corrected line is taken', () => {
  const word = fc.oneof(
    fc.constantFrom(...GOOD, ...ORDER, 'REG', '0', '99'),
    fc.string({ unit: 'binary', maxLength: 8 }),
  )
  fc.assert(
    fc.property(fc.array(word, { maxLength: 70 }), (words) => {
      const reading = read(`REG ${words.join(' ')}`)
      if (!reading.ok) expect(read(reading.example), reading.example).toMatchObject({ ok: true })
    }),
    { numRuns: 400 },
  )
})

test('either of two answers', () => {
  const or = NEWS.replace('{lmp|মাসিক}', '{lmp or months|মাসিক}')
    .replace('  place: {type: place}\n', '  place: {type: place}\n  months: {type: number, from: 1, to: 10}\n')
    .replace('  - ask: place', '  - ask: months\n    bn: মাস?\n    en: Months?\n  - ask: place')
  const other = tableOf(loadFixture(engine, { 'news.yaml': or }), 'news')
  if (other === undefined) throw new Error('no table')
  const line = (when: string) => readForm(other, `REG রহিমা 24 ${when} 302614 1 1 01711000001`, sight)
  expect(line('5')).toMatchObject({ ok: true, answers: { months: 5 } })
  expect(line('0507')).toMatchObject({ ok: true, answers: { lmp: '2025-07-05' } })
})

describe('refused', () => {
  const check = (from: string, to: string) => {
    const changed = NEWS.replace(from, to)
    if (from !== to && changed === NEWS) throw new Error('nothing was changed')
    const files = { ...FLOWS, 'engine.yaml': engine, 'news.yaml': changed }
    return checkFlows(files, PLACES, ACTIONS, PROFILES.slice(0, 1)).map(({ rule }) => rule)
  }

  test('the flow as it stands is sound', () => {
    expect(check('', '')).toEqual([])
  })

  test.each([
    ['an answer that is nobody’s', '{age|বয়স}', '{ages}', 'form.unknown'],
    ['no word of its own', '"REG {name', '"{name', 'form.keyword'],
    ['words between', '{lmp|মাসিক} {place}', '{lmp|মাসিক} at {place}', 'form.words'],
    ['an answer twice', '{phone}"', '{phone} {age}"', 'form.twice'],
    ['a label twice', '{lmp|মাসিক}', '{lmp|বয়স}', 'form.twice'],
    ['no answers', /"REG.*"/.exec(NEWS)?.[0] ?? '', '"REG"', 'form.fields'],
  ])('%s', (_, from, to, rule) => {
    expect(check(from, to)).toContain(rule)
  })

  test('two free texts in a row', () => {
    const changed = NEWS.replace('  phone: {type: phone}', '  phone: {type: text}')
      .replace('{signs} {phone}', '{signs}')
      .replace('{name|নাম}', '{phone} {name|নাম}')
    const files = { ...FLOWS, 'engine.yaml': engine, 'news.yaml': changed }
    expect(checkFlows(files, PLACES, ACTIONS, PROFILES.slice(0, 1)).map(({ rule }) => rule)).toContain('form.ambiguous')
  })
})
