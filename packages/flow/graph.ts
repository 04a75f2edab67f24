/** Where the steps of a flow lead: the edges that checks and the engine's look ahead are computed over. */
import { END, type Keep, type Step, type Target } from './table.ts'

/** Every step (or END or HOME) that can come after a step. */
export function leadsTo(step: Step): Target[] {
  switch (step.kind) {
    case 'say':
    case 'ask':
      return [step.next]
    case 'menu':
      return step.options.flatMap((option) => [option.next, ...Object.values(option.results)])
    case 'if':
      return [step.next, step.orElse]
    case 'arm':
      return step.ways.map(({ next }) => next)
    case 'do':
      return Object.values(step.outcomes)
    case 'run':
      return [step.next, ...Object.values(step.results)]
    case 'end':
      return [END]
  }
}

/** The flows a step runs inside its own. */
export function runsOf(step: Step): string[] {
  if (step.kind === 'run') return [step.flow]
  return step.kind === 'menu' ? step.options.flatMap(({ run }) => (run === undefined ? [] : [run])) : []
}

/** What a step keeps of the flows it runs. */
export function keptBy(step: Step): Keep[] {
  if (step.kind === 'run') return step.keep ?? []
  return step.kind === 'menu' ? step.options.flatMap(({ keep }) => keep ?? []) : []
}

/** For each step, whether one that `isGoal` can come at it or after it. */
export function canReach(steps: readonly Step[], isGoal: (step: Step, index: number) => boolean): boolean[] {
  const reaches = steps.map(isGoal)
  let isChanged = true
  while (isChanged) {
    isChanged = false
    for (const [index, step] of steps.entries()) {
      if (reaches[index] || !leadsTo(step).some((target) => reaches[target])) continue
      reaches[index] = true
      isChanged = true
    }
  }
  return reaches
}

/** For each step, whether it can come up at all, from the first one on. */
export function listReachable(steps: readonly Step[]): boolean[] {
  const seen = steps.map(() => false)
  const waiting = steps.length > 0 ? [0] : []
  for (let index = waiting.pop(); index !== undefined; index = waiting.pop()) {
    const step = steps[index]
    if (step === undefined || seen[index]) continue
    seen[index] = true
    waiting.push(...leadsTo(step))
  }
  return seen
}
