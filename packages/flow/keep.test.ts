import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { checkFlows } from './check.ts'
import { ACTIONS, begin, enter, FLOWS, loadFixture, PLACES, PROFILES, screen } from './fixture.ts'
import { fold } from './turn.ts'

const engine = readFileSync(new URL('../../flows/engine.yaml', import.meta.url), 'utf8')
const WHERE = `
flow: where
title: {bn: কোথায়, en: Where}
about: service
languages: [bn, en]
channels: [ussd, sms, voice]
gives: [place, kind, weight]
facts:
  weight: {type: number, from: 30, to: 98}
answers:
  place: {type: place}
  kind: {type: choice}
steps:
  - menu: kind
    bn: বাড়ি না কাজ?
    en: Home or work?
    options:
      - {is: home, bn: বাড়ি, en: Home}
      - {is: work, bn: কাজ, en: Work}
      - {is: later, bn: পরে, en: Later, go: none}
  - ask: place
    bn: কোথায়?
    en: Where?
  - do: look
    action: lookUp
    outcomes: {found: end, missing: none}
  - end: none
    result: none
`
const NEWS = `
flow: news
title: {bn: খবর, en: News}
about: service
languages: [bn, en]
channels: [ussd, sms, voice]
facts:
  weight: {type: number, from: 30, to: 98}
answers:
  here: {type: place}
  what: {type: choice}
steps:
  - run: where
    keep: {here: place, what: kind, weight: weight}
    results: {none: without}
  - end: done
    bn: "{what}: {here}, {weight}।"
    en: "{what}: {here}, {weight}."
  - if: what is later
    name: without
    go: later
  - end: missed
    bn: পাওয়া গেল না।
    en: Not found.
  - end: later
    bn: পরে।
    en: Later.
`
const library = loadFixture(engine, { 'news.yaml': NEWS, 'where.yaml': WHERE })
const start = begin(library, { flow: 'news' })
const found = { is: 'found', facts: { weight: 60 } }

describe('a flow that was run gives its answers back', () => {
  test('under the names of the flow that ran it, among its own answers and facts', () => {
    const position = fold(library, enter(start, ['1', '302614'], [found]))
    expect(position).toMatchObject({
      flow: 'news',
      answers: { here: '302614', what: 'home' },
      facts: { weight: 60 },
    })
    expect(screen(library, enter(start, ['1', '302614'], [found]))).toBe('বাড়ি: ধামরাই, ৬০। [end]'.normalize('NFC'))
  })

  test('and what it does not know stays unknown', () => {
    const position = fold(library, enter(start, ['3']))
    expect(position).toMatchObject({ answers: { what: 'later' }, state: 'ended', step: 'later' })
    expect(fold(library, enter(start, ['2', '302614'], [{ is: 'missing' }]))).toMatchObject({ step: 'missed' })
  })
})

describe('refused', () => {
  const check = (name: 'news' | 'where', from: string, to: string) => {
    const sources = { news: NEWS, where: WHERE }
    const changed = sources[name].replace(from, to)
    if (from !== to && changed === sources[name]) throw new Error('nothing was changed')
    const files = { ...FLOWS, 'engine.yaml': engine, 'news.yaml': NEWS, 'where.yaml': WHERE, [`${name}.yaml`]: changed }
    return checkFlows(files, PLACES, ACTIONS, PROFILES.slice(0, 1)).map(({ rule }) => rule)
  }

  test('the flows as they stand are sound', () => {
    expect(check('news', '', '')).toEqual([])
  })

  test.each([
    ['what is not given', 'where', 'gives: [place, kind, weight]', 'gives: [kind, weight]', 'keep.notGiven'],
    ['what is not declared there', 'where', 'gives: [place,', 'gives: [plaec,', 'gives.undeclared'],
    ['what is not declared here', 'news', 'keep: {here:', 'keep: {heer:', 'keep.undeclared'],
    ['another type', 'news', 'here: {type: place}', 'here: {type: phone}', 'keep.type'],
    ['another range', 'news', 'from: 30, to: 98', 'from: 20, to: 98', 'keep.type'],
    [
      'a value that is not known on every way back',
      'where',
      '      - {is: later, bn: পরে, en: Later, go: none}',
      '      - {is: later, bn: পরে, en: Later, go: end}',
      'placeholder.unset',
    ],
    ['a value that the choice never has', 'news', 'what is later', 'what is latter', 'if.value'],
  ] as const)('%s', (_, name, from, to, rule) => {
    expect(check(name, from, to)).toContain(rule)
  })
})
