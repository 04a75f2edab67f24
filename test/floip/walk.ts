/**
 * The law that an import gives back what an export took: on every channel and in every language two libraries show the
 * same screens, keep the same answers and facts and come to the same end, whatever is entered. Conversations come from a
 * bounded walk, breadth first, over every option, samples of every type, the engine's keys and every outcome.
 */
import { typeOf } from '@dhatri/flow/answer'
import type { Channel } from '@dhatri/flow/channel'
import type { Conversation, Outcome } from '@dhatri/flow/conversation'
import { type Library, shapeOf, tableOf } from '@dhatri/flow/library'
import { renderSms, renderUssd, renderVoice } from '@dhatri/flow/render'
import { fold, type Position } from '@dhatri/flow/turn'

const RENDER = { ussd: renderUssd, sms: renderSms, voice: renderVoice }
const KEYS: Record<Channel, string[]> = {
  ussd: ['0', '00', '9', '99', '77'],
  sms: ['77'],
  voice: ['', '#', '*', '0', '9', '77'],
}
const FACTS = { id: '572400', edd: '2026-10-08', weight: 50, next: '2026-04-01' }

/** A conversation that begins in a flow. */
export function begin(library: Library, flow: string, channel: Channel, language: string): Conversation {
  const start = {
    flow,
    shape: shapeOf(library, flow) ?? '',
    day: 20_513,
    channel,
    profile: 'africastalking',
    language,
    facts: { registered: 'yes', privacy: 'full', worker: 'no' },
    seed: 'seed',
  }
  return { start, inputs: [], outcomes: [] }
}

/** All that a caller and the service can tell of where a conversation stands. */
export function tell(library: Library, conversation: Conversation): string {
  const start = { ...conversation.start, shape: shapeOf(library, conversation.start.flow) ?? '' }
  const here = { ...conversation, start }
  const position = fold(library, here)
  const { state, flow, step, language, answers, facts, result, dial, send, arms, isUseful } = position
  const told = { state, flow, step, language, answers, facts, result, dial, send, arms, isUseful, do: position.do }
  return JSON.stringify([told, RENDER[start.channel](library, here, position)])
}

/** Conversations from one beginning, at most so many, each in a state of its own. */
export function walk(library: Library, first: Conversation, most: number): Conversation[] {
  const seen = new Set<string>()
  const found: Conversation[] = []
  for (const next of [first]) meet(next)
  for (let at = 0; at < found.length && found.length < most; at += 1) {
    const from = found[at]
    if (from !== undefined) for (const next of follow(library, from)) meet(next)
  }
  return found.slice(0, most)

  function meet(next: Conversation): void {
    const state = tell(library, next)
    if (seen.has(state)) return
    seen.add(state)
    found.push(next)
  }
}

/** What may come next. */
function follow(library: Library, from: Conversation): Conversation[] {
  const position = fold(library, from)
  if (position.state === 'doing') {
    return listOutcomes(library, position).map((outcome) => ({ ...from, outcomes: [...from.outcomes, outcome] }))
  }
  if (position.state !== 'asking') return []
  const entries = [...listEntries(position), ...KEYS[from.start.channel]]
  return [...new Set(entries)].map((entry) => ({ ...from, inputs: [...from.inputs, entry] }))
}

function listEntries({ screen }: Position): string[] {
  const options = screen.options.slice(0, 8).map(({ number }) => String(number))
  if (screen.answer === undefined) return options.length > 0 ? options : ['1']
  const { good, bad } = typeOf(screen.answer).samples(screen.answer)
  const several = screen.answer.type === 'choices' ? ['12', '13'] : []
  const recorded = ['name', 'text', 'recording'].includes(screen.answer.type) ? ['recording:x1', 'জ্বর'] : []
  return [...options.slice(0, 2), ...several, ...good.slice(0, 3), ...bad.slice(0, 1), ...recorded, '302614']
}

function listOutcomes(library: Library, { flow, step }: Position): Outcome[] {
  const deed = tableOf(library, flow)?.steps.find(({ id }) => id === step)
  return deed?.kind === 'do' ? Object.keys(deed.outcomes).map((is) => ({ is, facts: FACTS })) : []
}
