import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { checkFlows } from './check.ts'
import { ACTIONS, begin, call, enter, FLOWS, loadFixture, PLACES, screen } from './fixture.ts'
import { SAFE_PROFILE } from './profile.ts'
import { listPrompts } from './render.ts'

const engine = readFileSync(new URL('../../flows/engine.yaml', import.meta.url), 'utf8')
const HOME = (FLOWS['home.yaml'] ?? '').replace(
  '    options:',
  `    wrong:
      - {bn: ভুল এক, en: Wrong once}
      - {bn: ভুল দুই, en: Wrong twice}
    silent:
      - {bn: চুপ এক, en: Silent once}
      - {bn: চুপ দুই, en: Silent twice}
    options:`,
)
const library = loadFixture(engine, { 'home.yaml': HOME })
const said = (...inputs: string[]) => call(library, enter(begin(library, { channel: 'voice' }), inputs)).keys[0]

describe('silence and a wrong key have words of their own, for the first time and the second', () => {
  test.each([
    [[''], 'bn/home.start.silent.0'],
    [['', ''], 'bn/home.start.silent.2.0'],
    [['7'], 'bn/home.start.wrong.0'],
    [['7', '7'], 'bn/home.start.wrong.2.0'],
    [['', '7'], 'bn/home.start.wrong.0'],
    [['7', ''], 'bn/home.start.silent.0'],
    [['7', '7', '7'], 'bn/person.person.0'],
    [['', '', ''], 'bn/engine.giveup.0'],
  ])('%j', (inputs, key) => {
    expect(said(...inputs)).toBe(key)
  })

  test('nobody is silent on USSD: an empty entry is a wrong one', () => {
    expect(screen(library, enter(begin(library), ['']))).toMatch(/^ভুল এক/)
    expect(screen(library, enter(begin(library), ['', '']))).toMatch(/^ভুল দুই/)
  })

  test('one text stands for both times', () => {
    const one = HOME.replace(
      '    silent:\n      - {bn: চুপ এক, en: Silent once}\n      - {bn: চুপ দুই, en: Silent twice}\n',
      '    silent: {bn: চুপ, en: Silent}\n',
    )
    const other = loadFixture(engine, { 'home.yaml': one })
    const heard = (...inputs: string[]) => call(other, enter(begin(other, { channel: 'voice' }), inputs)).keys[0]
    expect(heard('')).toBe('bn/home.start.silent.0')
    expect(heard('', '')).toBe('bn/home.start.silent.0')
  })

  test('all of them are on the list of prompts', () => {
    const keys = listPrompts(library, 'bn').map(({ key }) => key)
    for (const key of ['silent', 'silent.2', 'wrong', 'wrong.2']) expect(keys).toContain(`bn/home.start.${key}.0`)
  })
})

const check = (home: string) =>
  checkFlows({ ...FLOWS, 'engine.yaml': engine, 'home.yaml': home }, PLACES, ACTIONS, [SAFE_PROFILE]).map(
    ({ rule }) => rule,
  )

test('a third text is refused, and one without a language', () => {
  expect(check(HOME)).toEqual([])
  expect(check(HOME.replace('    silent:', '      - {bn: ভুল তিন, en: Wrong thrice}\n    silent:'))).toContain(
    'step.thirdTime',
  )
  expect(check(HOME.replace(', en: Silent twice', ''))).toContain('text.language')
})

test('new words leave the shape as it is', () => {
  expect(library.newest).toEqual(loadFixture(engine).newest)
})
