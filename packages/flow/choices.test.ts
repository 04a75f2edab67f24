import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { checkFlows } from './check.ts'
import { ACTIONS, begin, call, enter, FLOWS, loadFixture, PLACES, PROFILES, screen } from './fixture.ts'
import { listPrompts } from './render.ts'
import { fold } from './turn.ts'

const engine = readFileSync(new URL('../../flows/engine.yaml', import.meta.url), 'utf8')
const NEWS = `
flow: news
title: {bn: খবর, en: News}
about: service
languages: [bn, en]
channels: [ussd, sms, voice]
answers:
  signs: {type: choices, at most: 2}
steps:
  - menu: signs
    bn: কী কী? যেমন 1 3
    en: Which? Like 1 3
    voice: {bn: কী কী?, en: Which?}
    go: told
    options:
      - {is: fever, bn: জ্বর, en: Fever, also: [জ্বর]}
      - {is: bleeding, bn: রক্ত যাওয়া, en: Bleeding, also: [blood, রক্ত যাওয়া]}
      - {is: fits, bn: খিঁচুনি, en: Fits}
      - {is: none, bn: কোনোটি নয়, en: None}
  - if: signs has fever
    name: told
    go: hot
  - end: other
    bn: "{signs}।"
    en: "{signs}."
  - end: hot
    bn: "জ্বর আছে: {signs}।"
    en: "With fever: {signs}."
`
const library = loadFixture(engine, { 'news.yaml': NEWS })
const start = (channel: 'ussd' | 'sms' | 'voice' = 'ussd') => begin(library, { flow: 'news', channel })
const keeps = (entry: string, channel: 'ussd' | 'sms' | 'voice' = 'ussd') =>
  fold(library, enter(start(channel), [entry])).answers['signs']

describe('several options at once', () => {
  test.each(['1 3', '13', '31', '১,৩', '১৩', '1, 3', '1+3', '3.1', '1 1 3'])('%s', (entry) => {
    expect(keeps(entry)).toBe('fever fits')
    expect(keeps(entry, 'sms')).toBe('fever fits')
  })

  test('by words in a text message', () => {
    for (const entry of ['fever, fits', 'Fever and blood', 'জ্বর ও রক্ত যাওয়া', 'fever blood']) {
      expect(keeps(entry, 'sms'), entry).toMatch(/^fever (fits|bleeding)$/)
    }
    expect(keeps('fever, cough', 'sms')).toBeUndefined()
  })

  test('key by key on a call, until the hash', () => {
    const { gather, keys } = call(library, start('voice'))
    expect(gather).toEqual({ digits: 5, finish: '#', timeout: 8 })
    expect(keys.at(-1)).toBe('bn/engine.finish.0')
    expect(keeps('13', 'voice')).toBe('fever fits')
    expect(keeps('13#', 'voice')).toBe('fever fits')
  })

  test('too many, none with others, and an option that is not there are told apart', () => {
    const said = (entry: string) => screen(library, enter(start(), [entry])).split('\n')[0]
    expect(said('123')).toBe('বেশি হলে ২টি দিন, যেমন 1')
    expect(said('14')).toBe('কোনোটি নয় হলে শুধু সেটি দিন'.normalize('NFC'))
    expect(said('15')).toBe('নম্বরটি নেই। যেমন 1')
    expect(keeps('4')).toBe('none')
  })

  test('back, danger and start stay the engine’s keys', () => {
    expect(fold(library, enter(start(), ['99'])).flow).toBe('danger')
    expect(fold(library, enter(start(), ['00'])).flow).toBe('home')
    expect(fold(library, enter(start('voice'), ['9'])).flow).toBe('danger')
  })
})

test('a condition asks for one of them, and a text prints them all', () => {
  expect(screen(library, enter(start(), ['31']))).toBe('জ্বর আছে: জ্বর, খিঁচুনি। [end]')
  expect(screen(library, enter(start(), ['3']))).toBe('খিঁচুনি। [end]')
  const heard = call(library, enter(start('voice'), ['13']))
  expect(heard.keys).toEqual(['bn/news.hot.0', 'bn/news.signs.label.fever', 'bn/news.signs.label.fits'])
})

test('whatever a call plays for it is on the list', () => {
  const listed = listPrompts(library, 'bn').map(({ key }) => key)
  for (const inputs of [[], ['123'], ['14'], ['13']]) {
    expect(listed).toEqual(expect.arrayContaining(call(library, enter(start('voice'), inputs)).keys))
  }
})

describe('refused', () => {
  const check = (from: string, to: string) => {
    const changed = NEWS.replace(from, to)
    if (changed === NEWS) throw new Error('nothing was changed')
    const files = { ...FLOWS, 'engine.yaml': engine, 'news.yaml': changed }
    return checkFlows(files, PLACES, ACTIONS, PROFILES.slice(0, 1)).map(({ rule }) => rule)
  }

  test('the flow as it stands is sound', () => {
    expect(check('Which? Like 1 3', 'Which ones? 1 3')).toEqual([])
  })

  test.each([
    ['an option that leads elsewhere', 'en: Fits}', 'en: Fits, go: hot}', 'choices.apart'],
    ['more wanted than there is', 'at most: 2', 'at least: 4', 'choices.few'],
    ['most below least', 'at most: 2', 'at least: 3, at most: 2', 'answer.setting'],
    ['an ask', '- menu: signs', '- ask: signs', 'ask.choice'],
    ['a value that no option gives', 'signs has fever', 'signs has fewer', 'if.value'],
    ['a comparison that never holds', 'signs has fever', 'signs is fever', 'if.several'],
  ])('%s', (_, from, to, rule) => {
    expect(check(from, to)).toContain(rule)
  })
})
