/**
 * Which questions may be told of. To say that somebody came to a question is to say what she answered before, where only
 * that answer leads there: who was asked for the day of a birth has given birth. So a question is told of only where
 * everybody who comes into the flow comes to it.
 */
import type { Step, Table, Target } from '@dhatri/flow/table'

/** The questions of a flow that everybody comes to, whatever she answers and whoever she is. */
export function askedOfAll({ steps }: Table): Set<string> {
  const told = new Set<string>()
  const seen = new Set<Target>()
  let at: Target | undefined = 0
  while (at !== undefined && !seen.has(at)) {
    seen.add(at)
    const step: Step | undefined = steps[at]
    if (step === undefined) break
    if (step.kind === 'menu' || step.kind === 'ask') told.add(step.id)
    at = onlyWay(step)
  }
  return told
}

/** Where a step leads whatever happens; nothing where there are several ways, or it is the end. */
function onlyWay(step: Step): Target | undefined {
  const ways = new Set(waysOf(step))
  const [only] = ways
  return ways.size === 1 ? only : undefined
}

function waysOf(step: Step): Target[] {
  switch (step.kind) {
    case 'say':
    case 'ask':
      return [step.next]
    case 'menu':
      return step.options.flatMap(({ next, results }) => [next, ...Object.values(results)])
    case 'run':
      return [step.next, ...Object.values(step.results)]
    case 'do':
      return Object.values(step.outcomes)
    case 'if':
      return [step.next, step.orElse]
    case 'arm':
      return step.ways.map(({ next }) => next)
    case 'end':
      return []
  }
}
