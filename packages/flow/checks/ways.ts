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

/** The heaviest way to each result that a flow can end with; '' where it ends without one. */
type Weights = ReadonlyMap<string, number>

/** The weight of the heaviest way through each flow, by its name. */
export function weighWays(audit: Audit, weigh: Weigh): Map<string, number> {
  const tables = new Map(audit.flows.map(({ table }) => [table.flow, table]))
  const known = new Map<string, Weights>()
  const weighFlow = (name: string, inside: readonly string[]): Weights => {
    const table = tables.get(name)
    if (table === undefined || inside.includes(name)) return new Map([['', 0]])
    const found = known.get(name)
    if (found !== undefined) return found
    const heaviest = walk(table, weigh, (run) => weighFlow(run, [...inside, name]))
    // Cut short by a flow that runs this one, it is not the whole weight.
    if (inside.length === 0) known.set(name, heaviest)
    return heaviest
  }
  for (const name of tables.keys()) weighFlow(name, [])
  return new Map([...known].map(([name, weights]) => [name, Math.max(0, ...weights.values())]))
}

function walk(table: Table, weigh: Weigh, weighRun: (flow: string) => Weights): Weights {
  const passed = new Set<number>()
  let looks = 0
  const from = (index: number): Weights => {
    const step = index === END ? undefined : table.steps[index]
    looks += 1
    if (step === undefined || passed.has(index) || looks > MOST_LOOKS) return new Map([['', 0]])
    passed.add(index)
    const own = weigh(step, table)
    const heaviest = new Map<string, number>()
    for (const { to, before } of waysOn(step, weighRun)) {
      for (const [result, weight] of from(to)) {
        const known = heaviest.get(result) ?? 0
        heaviest.set(result, Math.max(known, own + before + weight))
      }
    }
    if (heaviest.size === 0) heaviest.set(step.kind === 'end' ? (step.result ?? '') : '', own)
    passed.delete(index)
    return heaviest
  }
  return from(0)
}

/** Each way on from a step, and what the flow that is run on it weighs: of a result, on the ways that end with it. */
function waysOn(step: Step, weighRun: (flow: string) => Weights): { to: number; before: number }[] {
  const back = (run: string | undefined, { next, results }: Pick<Choice, 'next' | 'results'>) =>
    run === undefined
      ? [{ to: next, before: 0 }]
      : [...weighRun(run)].map(([result, before]) => ({ to: results[result] ?? next, before }))
  switch (step.kind) {
    case 'menu':
      return step.options.flatMap((option) => back(option.run, option))
    case 'run':
      return back(step.flow, step)
    case 'end':
      return []
    default:
      return leadsTo(step).map((to) => ({ to, before: 0 }))
  }
}
