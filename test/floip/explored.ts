/**
 * The law that an import gives back what an export took, on every state there is: the explorer's states of every shipped
 * flow, on every channel and in every language, each talked through in both libraries. Prints the figure, or throws.
 */
import { CHANNELS } from '@dhatri/flow/channel'
import { openLens } from '@dhatri/flow/explore/lens'
import { admit, beginAt, conversationOf } from '@dhatri/flow/explore/space'
import { spread } from '@dhatri/flow/explore/spread'
import { listBeginnings } from '@dhatri/flow/explore/starts'
import type { Space } from '@dhatri/flow/explore/state'
import { profiles } from '@dhatri/functions/content'
import { actionSpecs } from '@dhatri/service/actions'
import { draftShipped, exportDraft, importText } from './shipped.ts'
import { tell } from './walk.ts'

/** Talks through every state of the shipped flows, before and after; returns how many states and tellings were equal. */
export function holdEverywhere(): { states: number; told: number } {
  const shipped = draftShipped()
  const back = draftShipped(importText(JSON.stringify(exportDraft(shipped).container), shipped))
  const ground = { ...shipped, actions: actionSpecs, profiles }
  const lens = openLens(ground)
  let [states, told] = [0, 0]
  for (const channel of CHANNELS) {
    const sight = { channel, profile: profiles[0]?.name ?? 'safe', language: 'bn', day: 20_513 }
    const fresh = { nodes: [], byKey: new Map(), firsts: new Set<string>(), sizes: new Map(), passed: new Set<never>() }
    const space: Space = { ground, lens, report: new Map(), sight, spots: new Map(), chosen: new Set(), ...fresh }
    for (const { table } of shipped.flows) {
      if (!table.channels.includes(channel)) continue
      for (const beginning of listBeginnings(lens, table)) {
        const machine = beginAt(space, table.flow, beginning)
        if (machine !== undefined) admit(space, machine, { from: -1, entry: '', isOutcome: false, depth: 0 })
      }
    }
    spread(space, [...space.nodes], new Map(), undefined)
    states += space.nodes.length
    for (const node of space.nodes) {
      const conversation = conversationOf(space, node)
      for (const language of ['bn', 'en']) {
        const one = { ...conversation, start: { ...conversation.start, language } }
        if (tell(back.library, one) !== tell(shipped.library, one)) throw new Error(JSON.stringify(one))
        told += 1
      }
    }
  }
  return { states, told }
}
