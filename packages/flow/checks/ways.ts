/**
 * The heaviest way through a flow, by whatever a step weighs: seconds heard, bytes kept. No step is passed twice in one
 * running of its flow, because how often somebody goes round a menu is hers to say; flows that are run count in full.
 */
import type { Audit } from '../audit.ts'
import { leadsTo } from '../graph.ts'
import { type Choice, END, type Step, type Table } from '../table.ts'

/** What a step of a flow weighs by itself. */
export type Weigh = (step: Step, table: Table) => number

/** The steps looked at before a tangle of a flow is given up on: what was found until then is the figure. */
const MOST_LOOKS = 20_000

/** The weight of the heaviest way through each flow, by its name. */
export function weighWays(audit: Audit, weigh: Weigh): Map<string, number> {
  const tables = new Map(audit.flows.map(({ table }) => [table.flow, table]))
  const known = new Map<string, number>()
  const weighFlow = (name: string, inside: readonly string[]): number => {
    const table = tables.get(name)
    if (table === undefined || inside.includes(name)) return 0
    const found = known.get(name)
    if (found !== undefined) return found
    const heaviest = walk(table, weigh, (run) => weighFlow(run, [...inside, name]))
    // Cut short by a flow that runs this one, it is not the whole weight.
    if (inside.length === 0) known.set(name, heaviest)
    return heaviest
  }
  for (const name of tables.keys()) weighFlow(name, [])
  return known
}

function walk(table: Table, weigh: Weigh, weighRun: (flow: string) => number): number {
  const passed = new Set<number>()
  let looks = 0
  const from = (index: number): number => {
    const step = index === END ? undefined : table.steps[index]
    looks += 1
    if (step === undefined || passed.has(index) || looks > MOST_LOOKS) return 0
    passed.add(index)
    const onward = Math.max(0, ...waysOn(step).map(({ run, to }) => (run === undefined ? 0 : weighRun(run)) + from(to)))
    passed.delete(index)
    return weigh(step, table) + onward
  }
  return from(0)
}

/** Each way on from a step, and the flow that is run on it. */
function waysOn(step: Step): { run?: string; to: number }[] {
  const back = (run: string | undefined, { next, results }: Pick<Choice, 'next' | 'results'>) =>
    [next, ...Object.values(results)].map((to) => ({ to, ...(run !== undefined && { run }) }))
  switch (step.kind) {
    case 'menu':
      return step.options.flatMap((option) => back(option.run, option))
    case 'run':
      return back(step.flow, step)
    default:
      return leadsTo(step).map((to) => ({ to }))
  }
}
