import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkFlows } from './check.ts'
import { ACTIONS, begin, FLOWS, loadFixture, PLACES, PROFILES } from './fixture.ts'
import { listPrompts, renderSms, renderUssd, renderVoice } from './render.ts'
import { fold } from './turn.ts'

const engine = readFileSync(new URL('../../flows/engine.yaml', import.meta.url), 'utf8')
const top = (flow: string) =>
  `flow: ${flow}\ntitle: {bn: ক, en: x}\nabout: service\nlanguages: [bn, en]\nchannels: [ussd, sms, voice]\n`
/** Everything that the language has beyond the usual, in two flows. */
const INNER = `${top('inner')}gives: [signs]
answers:
  signs: {type: choices, at most: 2}
steps:
  - menu: signs
    bn: কী?
    en: Which?
    silent: [{bn: চুপ এক, en: Silent}, {bn: চুপ দুই, en: Still silent}]
    options:
      - {is: fever, bn: জ্বর, en: Fever}
      - {is: fits, bn: খিঁচুনি, en: Fits}
      - {is: none, bn: নেই, en: None}
  - end: sent
    also send: hello
    bn: পাঠালাম।
    en: Sent.
`
const NEWS = `${top('news')}answers:
  mine: {type: choices, at most: 2}
  story: {type: recording, otherwise: skip}
  more: {type: choice}
steps:
  - arm: greeting
    ways: {control: ask, warm: warm}
  - say: warm
    bn: কেমন আছেন?
    en: How are you?
  - run: inner
    name: ask
    keep: {mine: signs}
  - ask: story
    bn: বলুন
    en: Tell us
  - do: look
    action: lookUp
    outcomes: {found: which, missing: which}
  - if:
      - look is found and mine has fever
      - greeting is warm
    name: which
    go: more
    else: done
  - menu: more
    bn: "{mine}। আবার?"
    en: "{mine}. Again?"
    options:
      - {is: yes, bn: হ্যাঁ, en: "Yes", go: ask}
      - {is: no, bn: না, en: "No"}
  - end: done
    bn: শেষ।
    en: The end.
`
const HELLO = 'message: hello\nabout: service\nclass: reply\nto: anyone\nneutral: {bn: শুভেচ্ছা, en: Greetings}\n'
const files = { ...FLOWS, 'engine.yaml': engine, 'news.yaml': NEWS, 'inner.yaml': INNER, 'messages/hello.yaml': HELLO }
const library = loadFixture(engine, { 'news.yaml': NEWS, 'inner.yaml': INNER })
const listed = new Set(['bn', 'en'].flatMap((tag) => listPrompts(library, tag)).map(({ key }) => key))

const entry = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom('1', '2', '3', '12', '13', '৩', 'recording:x', 'fever, fits') },
  { weight: 3, arbitrary: fc.constantFrom('0', '00', '9', '99', '*', '#', '', '*9', 'x') },
)
const outcomes = fc.array(
  fc.constantFrom('found', 'missing', 'opened', 'other').map((is) => ({ is })),
  { maxLength: 4 },
)
const conversation = fc
  .record({
    channel: fc.constantFrom('ussd' as const, 'sms' as const, 'voice' as const),
    language: fc.constantFrom('bn', 'en'),
    seed: fc.constantFrom(undefined, 'a', 'b', 'c'),
    inputs: fc.array(entry, { maxLength: 20 }),
    outcomes,
  })
  .map(({ channel, language, seed, inputs, outcomes: reported }) => {
    const { start } = begin(library, { channel, language, flow: 'news' })
    return { start: seed === undefined ? start : { ...start, seed }, inputs, outcomes: reported }
  })
const render = { ussd: renderUssd, sms: renderSms, voice: renderVoice }

test('the two flows are sound', () => {
  expect(checkFlows(files, PLACES, ACTIONS, PROFILES.slice(0, 1))).toEqual([])
})

test('every conversation comes to a screen, the same after a JSON round trip, and plays only what is listed', () => {
  fc.assert(
    fc.property(conversation, (one) => {
      const copy = structuredClone(one)
      const position = fold(library, one)
      const shown = render[one.start.channel](library, one, position)
      expect('text' in shown ? shown.text : shown.prompts).not.toHaveLength(0)
      if ('prompts' in shown) for (const { key } of shown.prompts) expect(listed).toContain(key)
      const again = JSON.parse(JSON.stringify(one))
      expect(JSON.stringify(fold(library, again))).toBe(JSON.stringify(position))
      expect(one).toEqual(copy)
    }),
    { numRuns: 600 },
  )
})

test('the messages asked for only grow, and nothing takes one back', () => {
  fc.assert(
    fc.property(conversation, (one) => {
      let before = 0
      for (let count = 0; count <= one.inputs.length; count += 1) {
        const { send = [] } = fold(library, { ...one, inputs: one.inputs.slice(0, count) })
        expect(send.length).toBeGreaterThanOrEqual(before)
        before = send.length
      }
    }),
    { numRuns: 300 },
  )
})

test('a woman goes one way for good', () => {
  fc.assert(
    fc.property(conversation, (one) => {
      const { arms } = fold(library, { ...one, inputs: [] })
      expect(fold(library, one).arms).toEqual(arms)
      if (one.start.seed === undefined) expect(arms).toEqual({ greeting: 'control' })
    }),
    { numRuns: 300 },
  )
})
