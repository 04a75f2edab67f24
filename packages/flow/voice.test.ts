import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { begin, call, enter, FLOWS, loadFixture } from './fixture.ts'
import { listPrompts } from './render.ts'

const engine = readFileSync(new URL('../../flows/engine.yaml', import.meta.url), 'utf8')
const library = loadFixture(engine)
const ring = begin(library, { channel: 'voice' })
const hear = (...inputs: string[]) => call(library, enter(ring, inputs))
const words = (...inputs: string[]) => hear(...inputs).prompts.map(({ text }) => text.normalize('NFC'))

describe('a call', () => {
  test('reads each option before its key, and waits for one key', () => {
    expect(hear().keys).toEqual([
      'bn/home.start.0',
      'bn/home.start.option.1',
      'bn/key/1',
      'bn/home.start.option.2',
      'bn/key/2',
      'bn/home.start.option.3',
      'bn/key/3',
      'bn/home.start.option.4',
      'bn/key/4',
    ])
    expect(words().slice(1, 3)).toEqual(['নাম লেখান-এর জন্য', 'এক চাপুন'])
    expect(hear().gather).toEqual({ digits: 1, finish: '#', timeout: 6 })
  })

  test('waits for two keys where a list has more than eight', () => {
    expect(hear('1', '2', '1').gather).toEqual({ digits: 3, finish: '#', timeout: 6 })
    expect(hear('1', '2', '1').keys.slice(-3)).toEqual(['bn/place/3035', 'bn/key/11', 'bn/engine.finish.0'])
  })

  test('waits for the whole number on the poster where places begin, and for one key further down', () => {
    expect(hear('1', '1', '0501').keys.slice(-2)).toEqual(['bn/key/2', 'bn/engine.place.code.0'])
    expect(hear('1', '1', '0501').gather).toEqual({ digits: 6, finish: '#', timeout: 6 })
    const coded = hear('1', '1', '0501', '302614').position
    expect(coded.step).toBe('name')
    expect(coded.answers).toEqual(hear('1', '1', '0501', '1', '1', '1').position.answers)
    expect(hear('1', '1', '0501', '302699').keys.at(0)).toBe('bn/engine.place.unknown.0')
    expect(hear('1', '1', '0501', '1').keys).not.toContain('bn/engine.place.code.0')
  })

  test('asks for digits, ended by the hash key', () => {
    expect(hear('1', '1').keys).toEqual(['bn/register.lmp.0', 'bn/engine.finish.0'])
    expect(hear('1', '1').gather).toEqual({ digits: 9, finish: '#', timeout: 10 })
  })

  test('records a name, and takes the recording for the answer', () => {
    expect(hear('1', '1', '5', '1', '1', '1').gather).toEqual({ record: 10 })
    const named = hear('1', '1', '5', '1', '1', '1', 'recording:abc')
    expect(named.position.answers).toMatchObject({ name: 'recording:abc' })
  })

  test('speaks dates, months and places from fragments', () => {
    const right = (lmp: string) => hear('1', '1', lmp, '1', '1', '1', 'recording:abc').keys.slice(0, 5)
    expect(right('0107')).toEqual([
      'bn/number/1',
      'bn/month/7',
      'bn/place/302614',
      'bn/register.right.3',
      'bn/register.right.option.yes',
    ])
    expect(right('5').slice(0, 3)).toEqual(['bn/number/5', 'bn/engine.dating.months.1', 'bn/place/302614'])
  })

  test('says what it has to say and goes on to the question by itself', () => {
    expect(hear('2')).toMatchObject({ isEnd: true })
    expect(hear('2').keys).toEqual(['bn/news.one.0', 'bn/news.two.0', 'bn/news.done.0', 'bn/home.bye.0'])
  })
})

describe('silence and a wrong key', () => {
  test('are told apart', () => {
    expect(hear('').keys.at(0)).toBe('bn/engine.silence.0')
    expect(hear('8').keys.at(0)).toBe('bn/engine.option.0')
    expect(hear('').keys.slice(1)).toEqual(hear().keys)
  })

  test('three wrong keys lead to a person', () => {
    expect(hear('8', '8', '8')).toMatchObject({ dial: 'desk', isEnd: true, keys: ['bn/person.person.0'] })
    expect(hear('8', '', '')).toMatchObject({ dial: 'desk' })
  })

  test('three silences end the call: nobody is there to connect', () => {
    expect(hear('', '', '')).toMatchObject({ isEnd: true, keys: ['bn/engine.giveup.0'] })
    expect(hear('', '', '').dial).toBeUndefined()
  })
})

describe('the keys of a call', () => {
  test('* says it again, without the reproach and without a count', () => {
    expect(hear('8', '*').keys).toEqual(hear().keys)
    expect(hear('8', '*', '*', '*', '8').isEnd).toBe(false)
  })

  test('# goes back, 0 to a person, 9 to danger', () => {
    expect(hear('1', '#').keys).toEqual(hear().keys)
    expect(hear('1', '0')).toMatchObject({ dial: 'desk' })
    expect(hear('1', '9').position.flow).toBe('danger')
  })

  test('where 0 and 9 are answers, *0 and *9 do their work', () => {
    expect(hear('3', '9').position).toMatchObject({ state: 'doing', do: { with: { visits: 9 } } })
    expect(hear('3', '0').position).toMatchObject({ state: 'doing', do: { with: { visits: 0 } } })
    expect(hear('3', '*0')).toMatchObject({ dial: 'desk' })
    expect(hear('3', '*9').position.flow).toBe('danger')
    expect(hear('3', '99').position.flow).toBe('danger')
  })

  test('a finishing hash that the gateway left on is no part of the answer', () => {
    expect(hear('1', '1', '0107#').position.answers).toMatchObject({ lmp: 'd2025-07-01' })
  })
})

test('an option that has words for calls is spoken as it stands', () => {
  const home = (FLOWS['home.yaml'] ?? '').replace('en: News,', 'en: News, voice: {bn: খবর শুনতে, en: To hear the news},')
  const other = loadFixture(engine, { 'home.yaml': home })
  const { prompts } = call(other, begin(other, { channel: 'voice' }))
  expect(prompts[3]).toEqual({ key: 'bn/home.start.option.2', text: 'খবর শুনতে' })
})

test('three wrong keys before a person end the call there', () => {
  const person = (FLOWS['person.yaml'] ?? '').replace(
    'steps:',
    'steps:\n  - menu: sure\n    bn: কথা বলবেন?\n    en: Talk?\n    options:\n      - {bn: হ্যাঁ, en: "Yes"}',
  )
  const other = loadFixture(engine, { 'person.yaml': person })
  const asked = (...inputs: string[]) => call(other, enter(begin(other, { channel: 'voice' }), inputs))
  expect(asked('0').keys.at(0)).toBe('bn/person.sure.0')
  expect(asked('0', '5', '5', '5')).toMatchObject({ isEnd: true, keys: ['bn/engine.giveup.0'] })
})

test('whoever is to be connected is, wherever the flow that says so was run', () => {
  const home = (FLOWS['home.yaml'] ?? '').replace('run: news}', 'run: person, go: start}')
  const other = loadFixture(engine, { 'home.yaml': home })
  const asked = call(other, enter(begin(other, { channel: 'voice' }), ['2']))
  expect(asked).toMatchObject({ dial: 'desk', isEnd: true, keys: ['bn/person.person.0'] })
})

test('after a mistake only the question is said again, and the star still says all', () => {
  const menu = '  - menu: more\n    bn: আরও?\n    en: More?\n    options:\n      - {bn: না, en: "No"}\n  - end: done'
  const news = (FLOWS['news.yaml'] ?? '').replace('  - end: done', menu)
  const other = loadFixture(engine, { 'news.yaml': news })
  const ringing = begin(other, { channel: 'voice', flow: 'news' })
  const keys = (...inputs: string[]) => call(other, enter(ringing, inputs)).keys
  const all = ['bn/news.one.0', 'bn/news.two.0', 'bn/news.more.0', 'bn/news.more.option.1', 'bn/key/1']
  expect(keys()).toEqual(all)
  expect(keys('7')).toEqual(['bn/engine.option.0', ...all.slice(2)])
  expect(keys('7', '*')).toEqual(all)
})

describe('the list of prompts', () => {
  const listed = listPrompts(library, 'bn')

  test('names each recording once, with words', () => {
    expect(new Set(listed.map(({ key }) => key)).size).toBe(listed.length)
    expect(listed.filter(({ text }) => text.trim() === '')).toEqual([])
  })

  test('has the fragments that are needed and no others', () => {
    const keys = listed.map(({ key }) => key)
    expect(keys).toContain('bn/month/12')
    expect(keys).toContain('bn/place/302618')
    expect(keys.filter((key) => key.startsWith('bn/number/'))).toHaveLength(99)
    expect(keys).not.toContain('bn/number/99')
    expect(keys.filter((key) => key.startsWith('en/'))).toEqual([])
  })

  test('is shorter for a language that no flow speaks on calls', () => {
    expect(listPrompts(library, 'bn-Latn').filter(({ key }) => !/engine|key/.test(key))).toEqual([])
  })
})
