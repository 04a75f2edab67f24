/**
 * Golden conversations of a published structure: for every step a shortest way to it and where it then stands, by names
 * and answers, not by words. They are made once, kept beside the structure and replayed by the tests: an engine that
 * reads an old conversation otherwise than on the day it was held is found out.
 */
import { typeOf } from './answer.ts'
import type { Channel, Values } from './channel.ts'
import type { Conversation, Outcome } from './conversation.ts'
import { type Library, tableOf } from './library.ts'
import type { Table } from './table.ts'
import { fold, type Position } from './turn.ts'

/** A conversation without its words, and where it must stand. */
export type Golden = {
  channel: Channel
  facts: Values
  inputs: string[]
  outcomes: Outcome[]
  at: { state: string; step: string; answers: Values; result?: string }
}

/** 1 March 2026: the day on which every golden conversation begins. */
const DAY = 20_513

/** Conversations longer than this are not looked for. */
const MOST_INPUTS = 14

/** The conversation of a golden one, pinned to a structure. */
export function replay(flow: string, shape: string, { channel, facts, inputs, outcomes }: Golden): Conversation {
  const start = { flow, shape, day: DAY, channel, profile: 'safe', language: 'bn', facts }
  return { start, inputs, outcomes }
}

/** Where a conversation stands, by names and answers. */
export function standing({ state, flow, step, answers, result }: Position): Golden['at'] {
  return { state, step: `${flow}.${step}`, answers, ...(result === undefined ? {} : { result }) }
}

/** The golden conversations of a flow on one channel: a shortest way to each step, and each outcome of each `do`. */
export function makeGolden(library: Library, flow: string, shape: string, channel: Channel, facts: Values[]): Golden[] {
  const found = new Map<string, Golden>()
  const waiting: Golden[] = facts.map((one) => ({ channel, facts: one, inputs: [], outcomes: [], at: NOWHERE }))
  const seen = new Set<string>()
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const position = fold(library, replay(flow, shape, next))
    const at = standing(position)
    const name = `${at.state} ${at.step} ${at.result ?? ''}`
    if (!found.has(name)) found.set(name, { ...next, at })
    const known = [...Object.keys(position.answers), ...Object.keys(position.facts)].join()
    const shown = `${position.screen.kind} ${position.screen.options.map(({ is }) => is).join()}`
    const key = `${name} ${JSON.stringify(next.facts)} ${known} ${shown}`
    if (seen.has(key)) continue
    seen.add(key)
    if (position.state === 'doing') waiting.push(...outcomesOf(library, position).map((one) => more(next, [], [one])))
    if (position.state !== 'asking' || next.inputs.length >= MOST_INPUTS) continue
    waiting.push(...entriesFor(position).map((entry) => more(next, [entry], [])))
  }
  return [...found.values()]
}

const NOWHERE: Golden['at'] = { state: '', step: '', answers: {} }

const more = (golden: Golden, inputs: string[], outcomes: Outcome[]): Golden => ({
  ...golden,
  inputs: [...golden.inputs, ...inputs],
  outcomes: [...golden.outcomes, ...outcomes],
})

/** What she may enter that leads on: each option, an answer of each sort, the keys to danger and back. */
function entriesFor({ screen }: Position): string[] {
  if (screen.kind === 'say') return ['1']
  const options = screen.options.map(({ number }) => String(number))
  const good = screen.answer === undefined ? [] : typeOf(screen.answer).samples(screen.answer).good.slice(0, 2)
  return [...(screen.answer?.type === 'place' ? options.slice(0, 1) : options), ...good, '99', 'x']
}

/** Each outcome that the flow handles, with a value for every fact it knows. */
function outcomesOf(library: Library, position: Position): Outcome[] {
  const table = tableOf(library, position.flow)
  const step = table?.steps.find(({ id }) => id === position.step)
  if (table === undefined || step?.kind !== 'do') return []
  const facts = factsOf(table)
  return Object.keys(step.outcomes).map((is) => (is === 'failed' ? { is } : { is, facts }))
}

function factsOf({ kinds, answers }: Table): Values {
  const sight = { today: DAY, places: {}, channel: 'ussd' as const }
  const known = Object.entries(kinds).flatMap(([name, kind]): [string, string | number][] => {
    if (answers.includes(name)) return []
    const [entry] = typeOf(kind).samples(kind).good
    const reading = entry === undefined ? undefined : typeOf(kind).read(kind, entry, sight)
    return reading?.ok ? [[name, reading.value]] : []
  })
  return Object.fromEntries(known)
}
