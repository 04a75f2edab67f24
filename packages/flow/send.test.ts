import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { checkFlows } from './check.ts'
import { ACTIONS, begin, enter, FLOWS, loadFixture, PLACES, PROFILES } from './fixture.ts'
import { fold } from './turn.ts'

const engine = readFileSync(new URL('../../flows/engine.yaml', import.meta.url), 'utf8')
const NEWS = `
flow: news
title: {bn: খবর, en: News}
about: service
languages: [bn, en]
channels: [ussd, sms, voice]
answers:
  visits: {type: number, from: 1, to: 8}
steps:
  - menu: what
    bn: কী?
    en: What?
    options:
      - {bn: নম্বর, en: Numbers, run: numbers, go: what}
      - {bn: শেষ, en: Finish}
  - ask: visits
    bn: কতবার?
    en: How often?
  - end: done
    also send: visits
    bn: শেষ।
    en: The end.
`
const NUMBERS = `
flow: numbers
title: {bn: নম্বর, en: Numbers}
about: service
languages: [bn, en]
channels: [ussd, sms, voice]
answers:
  which: {type: choice}
steps:
  - menu: which
    bn: কোনটি?
    en: Which?
    options:
      - {is: a, bn: ক, en: A}
      - {is: b, bn: খ, en: B}
      - {is: c, bn: গ, en: C}
      - {is: d, bn: ঘ, en: D}
  - end: sent
    also send: hello
    bn: আসছে।
    en: Coming.
`
const message = (name: string, facts: string) =>
  `message: ${name}\nabout: service\nclass: reply\nto: anyone\n${facts}neutral: {bn: "${facts === '' ? 'ক' : '{visits}'}", en: "${facts === '' ? 'x' : '{visits}'}"}\n`
const MESSAGES = {
  'messages/hello.yaml': message('hello', ''),
  'messages/visits.yaml': message('visits', 'facts:\n  visits: {type: number, from: 1, to: 8}\n'),
}
const library = loadFixture(engine, { 'news.yaml': NEWS, 'numbers.yaml': NUMBERS })
const start = begin(library, { flow: 'news', channel: 'sms' })
const sent = (...inputs: string[]) => fold(library, enter(start, inputs)).send

describe('a message that an end sends', () => {
  test('is named with what was known there, at the end of the conversation and of a flow that was run', () => {
    expect(sent()).toBeUndefined()
    expect(sent('2')).toBeUndefined()
    expect(sent('2', '3')).toEqual([{ message: 'visits', with: { visits: 3 } }])
    expect(sent('1', '1')).toEqual([{ message: 'hello', with: { which: 'a' } }])
    expect(sent('1', '1', '2', '3')?.map((one) => one.message)).toEqual(['hello', 'visits'])
  })

  test('is not doubled by going round, and there are three at most', () => {
    expect(sent('1', '1', '1', '1')).toHaveLength(1)
    expect(sent('1', '1', '1', '2', '1', '3', '1', '4')).toHaveLength(3)
  })

  test('is a wall: nobody goes back behind it', () => {
    const ussd = begin(library, { flow: 'news' })
    const after = fold(library, enter(ussd, ['1', '1', '1']))
    expect(after).toMatchObject({ flow: 'news', step: 'what' })
    expect(after.screen.back).toBe('0')
    for (const back of [['0'], ['0', '0'], ['0', '0', '0']]) {
      expect(fold(library, enter(ussd, ['1', '1', '1', ...back])).flow).toBe('news')
    }
  })

  test('is not sent again by the session that goes on with a cut-off one', () => {
    const cut = enter(begin(library, { flow: 'news' }), ['1', '1'])
    const next = { ...begin(library, { flow: 'news' }), previous: cut }
    expect(fold(library, cut).send).toHaveLength(1)
    expect(fold(library, enter(next, ['1'])).send).toBeUndefined()
    expect(fold(library, enter(next, ['1', '1', '2', '3'])).send).toEqual([{ message: 'visits', with: { visits: 3 } }])
  })
})

describe('refused', () => {
  const check = (file: string, from: string, to: string) => {
    const all: Record<string, string> = { 'news.yaml': NEWS, 'numbers.yaml': NUMBERS, ...MESSAGES }
    const changed = (all[file] ?? '').replace(from, to)
    if (from !== to && changed === all[file]) throw new Error('nothing was changed')
    const files = { ...FLOWS, 'engine.yaml': engine, ...all, [file]: changed }
    return checkFlows(files, PLACES, ACTIONS, PROFILES.slice(0, 1)).map(({ rule }) => rule)
  }

  test('the flows as they stand are sound', () => {
    expect(check('news.yaml', '', '')).toEqual([])
  })

  test.each([
    ['a message that is not there', 'numbers.yaml', 'also send: hello', 'also send: helo', 'send.unknown'],
    ['one that is no reply', 'messages/hello.yaml', 'class: reply', 'class: act', 'send.class'],
    ['one that asks', 'messages/hello.yaml', 'to: anyone', 'to: anyone\nasks: news', 'send.class'],
    ['one that names what is not declared', 'numbers.yaml', 'also send: hello', 'also send: visits', 'send.fact'],
    ['one that names what is not known', 'news.yaml', 'en: Finish}', 'en: Finish, go: done}', 'send.unset'],
    [
      'where nothing was pressed',
      'news.yaml',
      'steps:',
      'steps:\n  - if: channel is sms\n    go: done',
      'send.unasked',
    ],
  ])('%s', (_, file, from, to, rule) => {
    expect(check(file, from, to)).toContain(rule)
  })
})
