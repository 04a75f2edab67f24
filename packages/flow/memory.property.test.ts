/**
 * The engine keeps what it has looked up, cut and printed for other callers and for earlier turns. Held here against an
 * engine that has never seen anybody: turn by turn, whatever she enters, cut off and resumed, and corrected meanwhile.
 */
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CHANNELS } from './channel.ts'
import type { Conversation, Outcome } from './conversation.ts'
import { ACTIONS, begin, FLOWS, loadFixture } from './fixture.ts'
import { joinLibraries, type Library } from './library.ts'
import { readPin, writePin } from './pin.ts'
import { renderSms, renderUssd, renderVoice } from './render.ts'
import { fold } from './turn.ts'

const engine = readFileSync(new URL('../../flows/engine.yaml', import.meta.url), 'utf8')
const first = loadFixture(engine)
const reword = (file: string, words: string, newer: string) => {
  const flow = FLOWS[file]
  if (flow?.includes(words) !== true) throw new Error(`${file} does not say ${words}`)
  return { [file]: flow.replaceAll(words, newer) }
}
/** The same structure in other words; who began before goes on with them. */
const corrected = joinLibraries(loadFixture(engine, reword('register.yaml', 'কার ফোন?', 'ফোনটা কার?')), first)

const render = { ussd: renderUssd, sms: renderSms, voice: renderVoice }

function look(library: Library, one: Conversation) {
  const position = fold(library, one)
  const { state, flow, step, language, answers, facts, result, send, arms, isUseful } = position
  const shown = render[one.start.channel](library, one, position)
  return { state, flow, step, language, answers, facts, result, send, arms, isUseful, do: position.do, shown }
}

/** As the store gives it back: another object each time, its pin read from the text that is kept. */
function reread(one: Conversation): Conversation {
  const { start, previous, ...rest } = structuredClone(one)
  const pinned = { ...start, ...readPin(writePin(start)) }
  return { ...rest, start: pinned, ...(previous === undefined ? {} : { previous: reread(previous) }) }
}

type Move = { enter: string } | { report: Outcome } | 'hangs up' | 'correction'

const enter = (enter: string): Move => ({ enter })
const good = ['1', '1', '1', '2', '3', '0501', '302614', '572400', '01711000001', 'রহিমা', 'recording:x1']
const keys = ['0', '00', '9', '99', '*', '*9', '#', '', 'x', '১', '৯৯', '7777']
const words = ACTIONS.flatMap(({ outcomes }) => Object.keys(outcomes))
const move: fc.Arbitrary<Move> = fc.oneof(
  { weight: 12, arbitrary: fc.constantFrom(...good).map(enter) },
  { weight: 5, arbitrary: fc.constantFrom(...keys).map(enter) },
  { weight: 2, arbitrary: fc.constantFrom(...words).map((is): Move => ({ report: { is, facts: { id: '572400' } } })) },
  { weight: 2, arbitrary: fc.constant<Move>('hangs up') },
  { weight: 1, arbitrary: fc.constant<Move>('correction') },
)
const walk = fc.record({
  channel: fc.constantFrom(...CHANNELS),
  language: fc.constantFrom('bn', 'en', 'bn-Latn'),
  flow: fc.constantFrom(...Object.keys(first.newest)),
  profile: fc.constantFrom('safe', 'latin'),
  moves: fc.array(move, { minLength: 4, maxLength: 16 }),
})

// First of all, while nothing is kept yet: what all libraries shared would be the same below, for both that are compared.
test('a correction is seen at the next turn, by whoever is on the line', () => {
  const one = begin(first, { flow: 'register' })
  expect(JSON.stringify(look(first, one))).toContain('কার ফোন?')
  expect(JSON.stringify(look(corrected, one))).toContain('ফোনটা কার?')
  expect(JSON.stringify(look(first, one))).toContain('কার ফোন?')
})

test('a turn shows what it would show to the first caller ever', () => {
  let [resumed, corrections] = [0, 0]
  fc.assert(
    fc.property(walk, ({ moves, ...arrival }) => {
      let library = first
      let one = begin(library, arrival)
      for (const each of moves) {
        if (each === 'correction') {
          library = corrected
          corrections += 1
        } else if (each === 'hangs up') {
          one = { ...begin(library, arrival), previous: one }
          resumed += 1
        } else if ('enter' in each) one = { ...one, inputs: [...one.inputs, each.enter] }
        else one = { ...one, outcomes: [...one.outcomes, each.report] }
        expect(look(library, reread(one))).toEqual(look(structuredClone(library), one))
      }
    }),
    { numRuns: 250 },
  )
  expect(resumed).toBeGreaterThan(50)
  expect(corrections).toBeGreaterThan(50)
})
