import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { checkFlows } from './check.ts'
import { ACTIONS, begin, call, enter, FLOWS, loadFixture, PLACES, PROFILES, screen } from './fixture.ts'
import { type Message, renderMessage } from './message.ts'
import { listPrompts, renderWord } from './render.ts'

const shipped = readFileSync(new URL('../../flows/engine.yaml', import.meta.url), 'utf8')
const engine = shipped.replace(
  '  bn-Latn:\n    name',
  '  xtg:\n    name: Test dialect\n    dialect of: bn\n  bn-Latn:\n    name',
)
const library = loadFixture(engine)
const plain = loadFixture(shipped)

describe('a dialect', () => {
  test('plays its own recording of each prompt, and names the language’s for where there is none', () => {
    for (const inputs of [[], ['8'], [''], ['1', '1', '5'], ['2']]) {
      const heard = call(library, enter(begin(library, { channel: 'voice', language: 'xtg' }), inputs))
      const usual = call(plain, enter(begin(plain, { channel: 'voice' }), inputs))
      expect(heard.prompts.map(({ instead }) => instead)).toEqual(usual.keys)
      expect(heard.keys).toEqual(usual.keys.map((key) => key.replace(/^bn/, 'xtg')))
      expect(heard.prompts.map(({ text }) => text)).toEqual(usual.prompts.map(({ text }) => text))
    }
  })

  test('is spoken only: on a screen and in a text message it is its language', () => {
    for (const channel of ['ussd', 'sms'] as const) {
      expect(screen(library, begin(library, { channel, language: 'xtg' }))).toBe(
        screen(plain, begin(plain, { channel })),
      )
    }
  })

  test('reaches the engine’s last words and messages', () => {
    const start = { channel: 'voice', language: 'xtg', profile: 'safe' } as const
    expect(renderWord(library, 'sorry', start).prompts[0]).toMatchObject({
      key: 'xtg/engine.sorry.0',
      instead: 'bn/engine.sorry.0',
    })
    const hello: Message = {
      name: 'hello',
      about: 'service',
      class: 'voice',
      to: 'woman',
      isReviewed: true,
      kinds: {},
      neutral: { bn: ['শুনুন'] },
    }
    const manner = { language: 'xtg', privacy: 'neutral', channel: 'voice', facts: {} } as const
    expect(renderMessage(library, { hello }, 'hello', manner).prompts).toEqual([
      { key: 'xtg/message.hello.neutral.0', text: 'শুনুন', instead: 'bn/message.hello.neutral.0' },
    ])
  })

  test('has as many prompts to record as its language', () => {
    const own = listPrompts(library, 'xtg')
    expect(own.map(({ instead }) => instead)).toEqual(listPrompts(library, 'bn').map(({ key }) => key))
  })

  test('needs no words, and changes nothing for anybody else', () => {
    expect(library.newest).toEqual(plain.newest)
    expect(checkFlows({ ...FLOWS, 'engine.yaml': engine }, PLACES, ACTIONS, PROFILES.slice(0, 1))).toEqual([])
    const usual = call(library, begin(library, { channel: 'voice' })).prompts
    expect(usual).toEqual(call(plain, begin(plain, { channel: 'voice' })).prompts)
  })
})

describe('refused', () => {
  const check = (from: string, to: string) => {
    const changed = engine.replace(from, to)
    if (changed === engine) throw new Error('nothing was changed')
    return checkFlows({ ...FLOWS, 'engine.yaml': changed }, PLACES, ACTIONS, PROFILES.slice(0, 1)).map(
      ({ rule }) => rule,
    )
  }

  test.each([
    ['a dialect of nothing', 'dialect of: bn', 'dialect of: bm', 'engine.dialect'],
    ['a dialect with channels of its own', 'dialect of: bn', 'dialect of: bn\n    channels: [ussd]', 'engine.dialect'],
    ['a tag that is a path', '  xtg:', '  ../xtg:', 'engine.tag'],
  ])('%s', (_, from, to, rule) => {
    expect(check(from, to)).toContain(rule)
  })

  test('words in a dialect', () => {
    const news = (FLOWS['news.yaml'] ?? '').replace('    en: Go to', '    xtg: ক\n    en: Go to')
    const files = { ...FLOWS, 'engine.yaml': engine, 'news.yaml': news }
    expect(checkFlows(files, PLACES, ACTIONS, PROFILES.slice(0, 1)).map(({ rule }) => rule)).toContain('file.name')
  })
})
