/**
 * Steps in the order in which they are read: each followed by where it goes, so that few "go" lines are needed. What
 * only passed on is taken out, and a ring of steps that never asks anything is refused.
 */
import { type DraftStep, type Go, goesOf, mapGoes } from './floip.draft.ts'
import { Wrong } from './floip.shape.ts'

/** Replaces ways to blocks that are no steps by where those lead. */
export function passOn(steps: readonly DraftStep[], instead: ReadonlyMap<string, Go>): DraftStep[] {
  const follow = (go: Go): Go => {
    const seen = new Set<Go>()
    let at = go
    for (let next = instead.get(at); next !== undefined; next = instead.get(at)) {
      if (seen.has(at)) throw new Wrong('floip.loop', at, 'blocks lead to each other without end')
      seen.add(at)
      at = next
    }
    return at
  }
  return steps.map((step) => mapGoes(step, follow))
}

/** Where a flow begins, once what only passed on is gone. */
export function beginAt(first: string, instead: ReadonlyMap<string, Go>): Go {
  const [step] = passOn([{ block: '', id: '', kind: 'say', words: {}, go: first }], instead)
  return step?.kind === 'say' ? step.go : first
}

/** The steps that can be come to, from the first one on, in reading order. */
export function readingOrder(steps: readonly DraftStep[], first: Go): DraftStep[] {
  const byBlock = new Map(steps.map((step) => [step.block, step]))
  const seen = new Set<string>()
  const ordered: DraftStep[] = []
  const waiting = [first]
  for (let go = waiting.pop(); go !== undefined; go = waiting.pop()) {
    const step = byBlock.get(go)
    if (step === undefined || seen.has(go)) continue
    seen.add(go)
    ordered.push(step)
    // Decisions one after the other are read as a list.
    const isChain = step.kind === 'if' && byBlock.get(step.orElse)?.kind === 'if'
    waiting.push(...(isChain ? goesOf(step) : goesOf(step).toReversed()))
  }
  return ordered
}

/** Refuses a ring of decisions and sayings: on a call it would talk for ever. */
export function refuseRings(steps: readonly DraftStep[]): void {
  const silent = new Map(steps.filter(({ kind }) => kind === 'if' || kind === 'say').map((step) => [step.block, step]))
  const done = new Set<string>()
  for (const start of silent.keys()) {
    const path = new Set<string>()
    const waiting: [go: Go, isLeaving: boolean][] = [[start, false]]
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const [go, isLeaving] = next
      const step = silent.get(go)
      if (isLeaving) {
        path.delete(go)
        done.add(go)
      } else if (path.has(go)) throw new Wrong('floip.loop', go, 'steps lead to each other and never ask anything')
      else if (step !== undefined && !done.has(go)) {
        path.add(go)
        waiting.push([go, true], ...goesOf(step).map((to): [Go, boolean] => [to, false]))
      }
    }
  }
}
