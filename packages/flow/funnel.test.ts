import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { shapeEntry } from './entry.ts'
import { begin, enter, loadFixture } from './fixture.ts'
import { countTalks, joinFunnels, type Talk } from './funnel.ts'
import { traceOf } from './trace.ts'

const library = loadFixture(readFileSync(new URL('../../flows/engine.yaml', import.meta.url), 'utf8'))
const trace = (...args: Parameters<typeof enter>) => {
  const found = traceOf(library, enter(...args))
  if (found === undefined) throw new Error('no trace')
  return found
}

describe('the way of a conversation', () => {
  it('names each step she came to, in order, and where she was left', () => {
    expect(trace(begin(library), ['1', '1', '0501'])).toMatchObject({
      flow: 'home',
      channel: 'ussd',
      language: 'bn',
      steps: ['home.start', 'register.whose', 'register.lmp', 'register.place'],
      left: 'register.place',
      wrong: [],
      finished: [],
      isResumed: false,
    })
  })

  it('says where she was not understood, by the shape of what she entered', () => {
    const { wrong, left } = trace(begin(library), ['1', '7', '1', 'রহিমা ১২'])
    expect(wrong).toEqual([
      ['register.whose', '9'],
      ['register.lmp', 'ক 99'],
    ])
    expect(left).toBe('register.lmp')
  })

  it('knows the flows that came to their end', () => {
    const done = trace(
      begin(library),
      ['1', '2', '302614', '1'],
      [{ is: 'registered', facts: { id: '482913', edd: 20_700 } }],
    )
    expect(done.finished).toContain('register')
    expect(done.steps).toContain('register.done')
    expect(Object.keys(done.versions)).toEqual(['home', 'register'])
    expect(trace(begin(library), ['4']).left).toBeUndefined()
  })

  it('tells of a session gone on with only what came after', () => {
    const cut = enter(begin(library), ['1', '1', '0501'])
    const again = { ...begin(library), previous: cut }
    expect(trace(again, [])).toMatchObject({ steps: [], left: 'engine.resume', isResumed: false })
    expect(trace(again, ['1', '302614'])).toMatchObject({
      isResumed: true,
      steps: ['register.if-4', 'register.name'],
      left: 'register.name',
    })
    expect(trace(again, ['2'])).toMatchObject({ isResumed: false, steps: ['home.start'] })
  })

  it('knows nothing of a conversation that the library does not', () => {
    const foreign = begin(library)
    expect(traceOf(library, { ...foreign, start: { ...foreign.start, shape: 'x' } })).toBeUndefined()
  })
})

describe('funnels', () => {
  const talk = (id: string, inputs: string[], channel: 'ussd' | 'voice' = 'ussd'): Talk => ({
    id,
    seconds: 30,
    ...trace(begin(library, { channel }), inputs),
  })
  const talks = [
    talk('a', ['1', '1', '0501']),
    talk('b', ['1', '7', '1']),
    talk('b', ['1', '7', '1']),
    talk('c', ['4']),
    talk('d', ['1'], 'voice'),
  ]

  it('count each conversation once, by flow, channel and language', () => {
    const funnels = countTalks(talks)
    expect(funnels.map(({ flow, channel }) => `${flow} ${channel}`)).toEqual([
      'home ussd',
      'home voice',
      'register ussd',
      'register voice',
    ])
    expect(funnels[0]).toMatchObject({ began: 3, seconds: 90, started: 3, finished: 1, errors: 0 })
    expect(funnels[2]).toMatchObject({ began: 0, seconds: 0, started: 2, finished: 0, errors: 1 })
    expect(funnels[2]?.steps).toEqual({
      whose: { reached: 2, left: 0, wrong: { '9': 1 } },
      lmp: { reached: 2, left: 1, wrong: {} },
      place: { reached: 1, left: 1, wrong: {} },
    })
  })

  it('join over channels and versions', () => {
    const register = joinFunnels(countTalks(talks)).find(({ flow }) => flow === 'register')
    expect(register).toMatchObject({ started: 3, steps: { whose: { reached: 3, left: 1 } } })
  })

  it('hold nothing that was said', () => {
    const told = JSON.stringify(countTalks([talk('e', ['1', '1', 'আমি রহিমা', '01711223344'])]))
    for (const word of ['রহিমা', '01711223344', '0501']) expect(told).not.toContain(word)
  })
})

describe('the shape of an entry', () => {
  it.each([
    ['', 'nothing'],
    ['১২৩৪', '9999'],
    ['01711223344', '9+'],
    ['রহিমা বেগম', 'ক ক'],
    ['5 mas', '9 a'],
    ['12/3', '99/9'],
    ['😀', '.'],
    ['a b c d e f g h i', 'a a a a a a …'],
  ])('%s is %s', (entry, shape) => expect(shapeEntry(entry)).toBe(shape))
})
