/**
 * Which way of an experiment a woman goes: drawn once by her seed and the experiment's name, so that she goes the same
 * way in every conversation, by whichever channel, and nothing has to be remembered. Ways and weights are not to be
 * changed while an experiment runs; a new one needs a new name.
 */
import { drawFrom } from './hash.ts'
import type { Way } from './table.ts'

/** The way for a seed; the first one where there is no seed. */
export function chooseWay(experiment: string, ways: readonly Way[], seed: string | undefined): Way | undefined {
  const [control] = ways
  const whole = ways.reduce((sum, { weight }) => sum + weight, 0)
  if (seed === undefined || whole === 0) return control
  let left = drawFrom(`${experiment}|${seed}`, whole)
  for (const way of ways) {
    if (left < way.weight) return way
    left -= way.weight
  }
  return control
}
