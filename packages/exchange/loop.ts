/** Which ways of a flow lead back to where the caller has been, as a reader sees it who starts at the first step. */
import { leadsTo } from '@dhatri/flow/graph'
import type { Step, Target } from '@dhatri/flow/table'

/** Where a step leads; a kind that is newer than the graph of flows leads nowhere. */
export function leadsOn(step: Step): Target[] {
  return leadsTo(step) ?? []
}

/** Whether a way from one step to another closes a circle, seen from the first step on in the order of the file. */
export function findReturns(steps: readonly Step[]): (from: number, to: number) => boolean {
  const returns = new Set<string>()
  const state = steps.map((): 'new' | 'open' | 'done' => 'new')
  const visit = (index: number): void => {
    const step = steps[index]
    if (step === undefined || state[index] !== 'new') return
    state[index] = 'open'
    for (const to of leadsOn(step)) {
      if (state[to] === 'open') returns.add(`${index}>${to}`)
      else visit(to)
    }
    state[index] = 'done'
  }
  for (const index of steps.keys()) visit(index)
  return (from, to) => returns.has(`${from}>${to}`)
}
