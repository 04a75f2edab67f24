/** Which flows a change can have spoilt: those that changed, what they run, and what comes to them. */
import { runsOf } from '../graph.ts'
import type { Compiled } from '../load.ts'

/** `begun` are the flows to begin; beyond those `within` nothing is entered. */
export type Part = { begun: ReadonlySet<string>; within: ReadonlySet<string> }

/** The part of some changed flows: the words of one stand on screens and in calls of all that run it. */
export function partOf(flows: readonly Compiled[], changed: ReadonlySet<string>): Part {
  const runs = new Map(flows.map(({ table }) => [table.flow, table.steps.flatMap(runsOf)]))
  const begun = new Set(changed)
  for (let size = 0; size < begun.size; ) {
    size = begun.size
    for (const [flow, run] of runs) if (run.some((name) => begun.has(name))) begun.add(flow)
  }
  const below = new Set(changed)
  // A set is gone through with what is added on the way.
  for (const name of below) for (const run of runs.get(name) ?? []) below.add(run)
  return { begun, within: new Set([...begun, ...below]) }
}
