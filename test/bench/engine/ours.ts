/**
 * Our own engine, on a flow compiled as a release compiles it: the fold over all entries is part of every turn. The
 * state is what the phone item keeps of a conversation, under the names that it has there (`service/slot.ts`).
 */
import type { Outcome } from '@dhatri/flow/conversation'
import { type Library, shapeOf } from '@dhatri/flow/library'
import { readPin, writePin } from '@dhatri/flow/pin'
import { renderUssd } from '@dhatri/flow/render'
import { fold } from '@dhatri/flow/turn'
import { type Contender, today } from './contender.ts'

type State = { k: string; ug: string; a: string[]; o: Outcome[] }

/** A conversation in a flow of a library; `name` is what the race calls it. */
export function openOurs(name: string, library: Library, flow: string): Contender {
  const pin = writePin({ flow, shape: shapeOf(library, flow) ?? '', day: today, profile: 'safe' })
  const first: State = { k: pin, ug: 'bn', a: [], o: [] }
  return {
    name,
    first: JSON.stringify(first),
    turn(text, entry) {
      const state: State = JSON.parse(text)
      const { k, ug, a: inputs, o: outcomes } = state
      if (entry !== undefined) inputs.push(entry)
      const { flow: pinned, shape, day, profile } = readPin(k)
      const start = { flow: pinned, shape, day, channel: 'ussd', profile, language: ug, facts: {} } as const
      const conversation = { start, inputs, outcomes }
      const { text: shown, isEnd } = renderUssd(library, conversation, fold(library, conversation))
      return { state: JSON.stringify(state), text: shown, isEnd }
    },
  }
}
