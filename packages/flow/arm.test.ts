import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { chooseWay } from './arm.ts'
import { checkFlows } from './check.ts'
import { ACTIONS, begin, enter, FLOWS, loadFixture, PLACES, PROFILES, screen } from './fixture.ts'
import { fold } from './turn.ts'

const engine = readFileSync(new URL('../../flows/engine.yaml', import.meta.url), 'utf8')
const NEWS = `
flow: news
title: {bn: খবর, en: News}
about: service
languages: [bn, en]
channels: [ussd, sms, voice]
steps:
  - arm: greeting
    ways: {control: plain, warm: warm}
    weights: {control: 3}
  - say: plain
    go: last
    bn: খবর।
    en: News.
  - say: warm
    bn: কেমন আছেন?
    en: How are you?
  - if: greeting is warm
    name: last
    go: kind
  - end: short
    bn: শেষ।
    en: The end.
  - end: kind
    bn: ভালো থাকবেন।
    en: Take care.
`
const library = loadFixture(engine, { 'news.yaml': NEWS })
const begun = (seed?: string, channel: 'ussd' | 'sms' | 'voice' = 'sms') => {
  const conversation = begin(library, { flow: 'news', channel })
  return seed === undefined ? conversation : { ...conversation, start: { ...conversation.start, seed } }
}
const seeds = Array.from({ length: 4000 }, (_, index) => `woman-${index}`)
const wayOf = (seed?: string) => fold(library, begun(seed)).arms?.['greeting']

describe('an experiment', () => {
  test('goes by the weights', () => {
    const warm = seeds.filter((seed) => wayOf(seed) === 'warm').length / seeds.length
    // A quarter; four standard errors of 4,000 draws are 0.027.
    expect(Math.abs(warm - 0.25)).toBeLessThan(0.027)
  })

  test('sends one woman the same way in every conversation, whatever was entered and on whichever channel', () => {
    for (const seed of seeds.slice(0, 50)) {
      const way = wayOf(seed)
      expect(fold(library, begun(seed, 'ussd')).arms).toEqual({ greeting: way })
      expect(fold(library, enter(begun(seed, 'voice'), ['', '*'])).arms).toEqual({ greeting: way })
    }
  })

  test('sends whoever has no seed to control', () => {
    expect(wayOf()).toBe('control')
  })

  test('is told by nothing but its name: another one draws anew', () => {
    const ways = [
      { is: 'control', next: 0, weight: 1 },
      { is: 'other', next: 1, weight: 1 },
    ]
    const same = seeds.filter((seed) => chooseWay('a', ways, seed)?.is === chooseWay('b', ways, seed)?.is)
    expect(Math.abs(same.length / seeds.length - 0.5)).toBeLessThan(0.04)
  })

  test('leads its way and can be asked after', () => {
    const [warm, plain] = ['warm', 'control'].map((way) => seeds.find((seed) => wayOf(seed) === way))
    expect(screen(library, begun(warm))).toBe('কেমন আছেন?\nভালো থাকবেন। [end]')
    expect(screen(library, begun(plain))).toBe('খবর।\nশেষ। [end]')
  })
})

describe('refused', () => {
  const check = (from: string, to: string, others = {}) => {
    const changed = NEWS.replace(from, to)
    if (from !== to && changed === NEWS) throw new Error('nothing was changed')
    const files = { ...FLOWS, ...others, 'engine.yaml': engine, 'news.yaml': changed }
    return checkFlows(files, PLACES, ACTIONS, PROFILES.slice(0, 1)).map(({ rule }) => rule)
  }

  test('the flow as it stands is sound', () => {
    expect(check('', '')).toEqual([])
  })

  test.each([
    ['a first way of another name', 'control: plain, warm: warm', 'plain: plain, warm: warm', 'arm.control'],
    ['one way only', 'control: plain, warm: warm', 'control: plain', 'arm.ways'],
    ['a weight of nothing', 'control: 3', 'control: many', 'arm.weight'],
    ['a weight for no way', 'control: 3', 'contrl: 3', 'arm.way'],
    ['a way to no step', 'warm: warm}', 'warm: warmly}', 'step.unknownGo'],
    ['a condition on no way of it', 'greeting is warm', 'greeting is cold', 'if.value'],
  ])('%s', (_, from, to, rule) => {
    expect(check(from, to)).toContain(rule)
  })

  test('the same name with other ways elsewhere', () => {
    const person = (FLOWS['person.yaml'] ?? '').replace(
      'steps:',
      'steps:\n  - arm: greeting\n    ways: {control: person, warm: person}',
    )
    expect(check('', '', { 'person.yaml': person })).toContain('arm.differs')
  })
})
