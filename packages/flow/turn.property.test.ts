import { readFileSync } from 'node:fs'
import { fitsUssd } from '@dhatri/text/ussd'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CHANNELS } from './channel.ts'
import type { Conversation, Outcome } from './conversation.ts'
import { ACTIONS, begin, loadFixture, PROFILES } from './fixture.ts'
import { tableOf } from './library.ts'
import { listPrompts, renderSms, renderUssd, renderVoice } from './render.ts'
import { fold } from './turn.ts'

const library = loadFixture(readFileSync(new URL('../../flows/engine.yaml', import.meta.url), 'utf8'))
const flows = Object.keys(library.newest)

const GOOD = ['1', '2', '3', '4', '5', '10', '0107', '302614', '572400', '01711000001', 'রহিমা', 'জ্বর', 'recording:x1']
const KEYS = ['0', '00', '9', '99', '*', '*9', '*0', '#', '', '১', '৯৯']
const inputs = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...GOOD) },
    { weight: 3, arbitrary: fc.constantFrom(...KEYS) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 30 }) },
  ),
  { maxLength: 25 },
)
const outcome: fc.Arbitrary<Outcome> = fc
  .oneof(
    { weight: 9, arbitrary: fc.constantFrom(...ACTIONS.flatMap(({ outcomes }) => Object.keys(outcomes))) },
    { weight: 1, arbitrary: fc.string() },
  )
  .map((is) => ({ is, facts: { id: '572400', edd: '2026-10-08', weight: 50, language: 'en' } }))
const session = fc.record({
  channel: fc.constantFrom(...CHANNELS),
  language: fc.constantFrom('bn', 'en', 'bn-Latn', 'xx'),
  profile: fc.constantFrom('safe', 'latin', 'unheard of'),
  flow: fc.constantFrom(...flows),
  inputs,
  outcomes: fc.array(outcome, { maxLength: 6 }),
})
const conversation: fc.Arbitrary<Conversation> = fc
  .array(session, { minLength: 1, maxLength: 3 })
  .map(([{ channel, language, profile, flow, inputs: entered, outcomes } = never(), ...earlier]) => {
    const build = (sessions: typeof earlier): Conversation | undefined => {
      const [first, ...rest] = sessions
      if (first === undefined) return undefined
      const previous = build(rest)
      const start = begin(library, { channel, language: first.language, profile, flow: first.flow }).start
      return { start, inputs: first.inputs, outcomes: first.outcomes, ...(previous && { previous }) }
    }
    const previous = build(earlier)
    const { start } = begin(library, { channel, language, profile, flow })
    return { start, inputs: entered, outcomes, ...(previous && { previous }) }
  })

function never(): never {
  throw new Error('at least one')
}

const render = { ussd: renderUssd, sms: renderSms, voice: renderVoice }
const show = (one: Conversation) => render[one.start.channel](library, one, fold(library, one))

test('any list of entries comes to a screen, the same after a JSON round trip', () => {
  fc.assert(
    fc.property(conversation, (one) => {
      const shown = show(one)
      expect('text' in shown ? shown.text : shown.prompts).not.toHaveLength(0)
      expect(show(JSON.parse(JSON.stringify(one)))).toEqual(shown)
    }),
    { numRuns: 800 },
  )
})

test('folding changes neither the conversation nor the library', () => {
  const before = JSON.stringify(library)
  fc.assert(
    fc.property(conversation, (one) => {
      const copy = structuredClone(one)
      show(one)
      expect(one).toEqual(copy)
    }),
    { numRuns: 500 },
  )
  expect(JSON.stringify(library)).toBe(before)
})

test('a library read back from JSON shows the same', () => {
  const copy = JSON.parse(JSON.stringify(library))
  fc.assert(
    fc.property(conversation, (one) => {
      expect(renderUssd(copy, one, fold(copy, one))).toEqual(renderUssd(library, one, fold(library, one)))
    }),
    { numRuns: 500 },
  )
})

test('what is kept of other callers changes nothing: a library that nobody has used shows the same', () => {
  fc.assert(
    fc.property(conversation, (one) => {
      const unused = structuredClone(library)
      expect(render[one.start.channel](unused, one, fold(unused, one))).toEqual(show(one))
    }),
    { numRuns: 500 },
  )
})

test('every USSD page is within the budget and the letters of its gateway', () => {
  fc.assert(
    fc.property(conversation, (one) => {
      fc.pre(one.start.channel === 'ussd')
      const budget = PROFILES.find(({ name }) => name === one.start.profile)?.ussd ?? PROFILES[0]!.ussd
      const { text } = renderUssd(library, one, fold(library, one))
      expect(fitsUssd(text, budget), text).toBe(true)
    }),
    { numRuns: 800 },
  )
})

test('the entries are taken one by one: what was ended stays ended, whatever follows', () => {
  fc.assert(
    fc.property(conversation, inputs, (one, more) => {
      const position = fold(library, one)
      fc.pre(position.state === 'ended' || position.state === 'lost')
      expect(show({ ...one, inputs: [...one.inputs, ...more] })).toEqual(show(one))
    }),
    { numRuns: 500 },
  )
})

test('99 leads to danger from every USSD screen that waits', () => {
  fc.assert(
    fc.property(conversation, (one) => {
      fc.pre(one.start.channel === 'ussd' && fold(library, one).state === 'asking')
      const position = fold(library, { ...one, inputs: [...one.inputs, '99'] })
      expect(position).toMatchObject({ flow: 'danger', step: 'happening' })
    }),
    { numRuns: 500 },
  )
})

test('danger is at most two keys away on every call that waits', () => {
  fc.assert(
    fc.property(conversation, (one) => {
      fc.pre(one.start.channel === 'voice' && fold(library, one).state === 'asking')
      const position = fold(library, { ...one, inputs: [...one.inputs, '*9'] })
      expect(position).toMatchObject({ flow: 'danger', step: 'happening' })
    }),
    { numRuns: 500 },
  )
})

test('whatever a call plays is on the list of prompts, with the same words', () => {
  const listed = new Map(['bn', 'en'].flatMap((tag) => listPrompts(library, tag)).map(({ key, text }) => [key, text]))
  fc.assert(
    fc.property(conversation, (one) => {
      fc.pre(one.start.channel === 'voice')
      for (const { key, text } of renderVoice(library, one, fold(library, one)).prompts) {
        expect(listed.get(key), key).toBe(text)
      }
    }),
    { numRuns: 800 },
  )
})

test('an answer that is kept is one its type takes', () => {
  fc.assert(
    fc.property(conversation, (one) => {
      const { flow, answers } = fold(library, one)
      const declared = tableOf(library, flow)?.answers ?? []
      expect(Object.keys(answers).filter((name) => !declared.includes(name))).toEqual([])
    }),
    { numRuns: 500 },
  )
})
