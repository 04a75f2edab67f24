/**
 * Seeded random walks over whole conversations, with nothing merged: every state they come by must be one that the
 * exploration met. They hold the merging of states to account, and stand in for it beyond the bound on states.
 */
import { seedChance } from '@dhatri/text/chance'
import { stepAt } from '../frame.ts'
import { countPages } from '../page.ts'
import { take } from '../take.ts'
import { listEntries } from './entries.ts'
import { judgeEntry } from './judge.ts'
import { keyOf } from './lens.ts'
import { listOutcomes } from './outcomes.ts'
import { note } from './report.ts'
import { afterOutcome, copyOf } from './space.ts'
import type { Node, Space } from './state.ts'

/** How many walks to take from each beginning, and of how many entries. */
export type Walks = { count: number; length: number }

/** How often an answer is chosen: whoever only makes mistakes never comes far. */
const ONWARD = 0.7

/** Walks from the beginnings; returns how many entries were tried, and notes states that were never met. */
export function walkSpace(
  space: Space,
  beginnings: readonly Node[],
  { count, length }: Walks,
  isWhole: boolean,
): number {
  const random = seedChance(beginnings.length)
  let tried = 0
  for (const beginning of beginnings) {
    for (let walk = 0; walk < count; walk += 1) tried += walkOnce(space, beginning, length, random, isWhole)
  }
  return tried
}

function walkOnce(space: Space, beginning: Node, length: number, random: () => number, isWhole: boolean): number {
  let { machine } = beginning
  let node = beginning
  for (let tried = 0; tried < length; tried += 1) {
    const step = stepAt(machine.frame)
    if (machine.state === 'doing' && step?.kind === 'do') {
      const handled = listOutcomes(space, machine, step).filter(([is]) => Object.hasOwn(step.outcomes, is))
      const [is, facts] = pick(handled, random) ?? ['', {}]
      machine = afterOutcome(machine, is, facts)
    } else if (machine.state === 'asking') {
      const pages = machine.start.channel === 'ussd' ? countPages(machine) : 1
      // Lists of places alone are gone through by their ends, as everywhere but at the first look.
      const isList = step?.kind === 'ask' && machine.frame.kinds[step.id]?.type === 'place'
      const entries = listEntries(space.lens, machine, !isList, pages)
      const onward = entries.filter(({ as }) => as !== 'key' && as !== 'wrong')
      const entry = pick(onward.length > 0 && random() < ONWARD ? onward : entries, random)
      if (entry === undefined) return tried
      const after = copyOf(machine)
      take(after, entry.text)
      const fault = judgeEntry(machine, entry, after, pages)
      if (fault !== undefined) note(space, node, fault, entry.text)
      machine = after
    } else return tried
    const met = space.nodes[space.byKey.get(keyOf(space.lens, machine)) ?? -1]
    if (met !== undefined) node = met
    else if (isWhole) {
      const suggestion = 'two conversations were taken for one that are not: mend the key of the explorer'
      note(space, node, { rule: 'explore.unmet', words: 'a random walk left the states that were met', suggestion })
      return tried
    }
  }
  return length
}

function pick<T>(from: readonly T[], random: () => number): T | undefined {
  return from[Math.floor(random() * from.length)]
}
