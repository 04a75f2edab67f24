/**
 * Our own engine, on a flow compiled as a release compiles it: the fold over all entries is part of every turn. The
 * state is what the phone item keeps of a conversation, under the names that it has there (`service/slot.ts`).
 */
import type { Outcome } from '@dhatri/flow/conversation'
import { type Library, shapeOf } from '@dhatri/flow/library'
import { renderUssd } from '@dhatri/flow/render'
import { fold } from '@dhatri/flow/turn'
import { type Contender, today } from './contender.ts'

type State = { f: string; h: string; d: number; p: string; ug: string; a: string[]; o: Outcome[] }

/** A conversation in a flow of a library; `name` is what the race calls it. */
export function openOurs(name: string, library: Library, flow: string): Contender {
  const first: State = { f: flow, h: shapeOf(library, flow) ?? '', d: today, p: 'safe', ug: 'bn', a: [], o: [] }
  return {
    name,
    first: JSON.stringify(first),
    turn(text, entry) {
      const state: State = JSON.parse(text)
      const { f, h, d, p, ug, a: inputs, o: outcomes } = state
      if (entry !== undefined) inputs.push(entry)
      const start = { flow: f, shape: h, day: d, channel: 'ussd', profile: p, language: ug, facts: {} } as const
      const conversation = { start, inputs, outcomes }
      const screen = renderUssd(library, conversation, fold(library, conversation))
      return { state: JSON.stringify(state), ...screen }
    },
  }
}
