/**
 * Funnels: how many began a flow, came to each of its steps, were left there, came to its end, and what was not
 * understood on the way; apart for each version, channel and language. Counted from traces, so from no private word.
 */
import type { Channel, Language } from './channel.ts'
import type { Trace } from './trace.ts'

/** One conversation that is over: an id that names nobody, how long it took in seconds, and its trace. */
export type Talk = Trace & { id: string; seconds: number }

/** How many came to a step, were left at it, and were not understood there, by the shape of what they entered. */
export type StepCount = { reached: number; left: number; wrong: { [shape: string]: number } }

/** The counts of one flow in one version, on one channel, in one language; `seconds` is the sum over what `began` here. */
export type Funnel = {
  flow: string
  version: string
  channel: Channel
  language: Language
  /** Conversations that began in this flow, and how long they took altogether. */
  began: number
  seconds: number
  /** Came into it, here or from another flow; went on with it after a cut-off; came to its end. */
  started: number
  resumed: number
  finished: number
  errors: number
  steps: { [step: string]: StepCount }
}

/** Counts conversations; one that is told twice counts once. */
export function countTalks(talks: Iterable<Talk>): Funnel[] {
  const funnels = new Map<string, Funnel>()
  const seen = new Set<string>()
  for (const talk of talks) {
    if (seen.has(talk.id)) continue
    seen.add(talk.id)
    for (const [flow, version] of Object.entries(talk.versions)) count(funnelOf(funnels, talk, flow, version), talk)
  }
  return [...funnels.values()].sort((one, other) => keyOf(one).localeCompare(keyOf(other), 'en'))
}

/** The same without regard to version, channel and language: one funnel for each flow. */
export function joinFunnels(funnels: readonly Funnel[]): Pick<Funnel, 'flow' | 'started' | 'finished' | 'steps'>[] {
  const joined = new Map<string, Pick<Funnel, 'flow' | 'started' | 'finished' | 'steps'>>()
  for (const { flow, started, finished, steps } of funnels) {
    const whole = joined.get(flow) ?? { flow, started: 0, finished: 0, steps: {} }
    joined.set(flow, whole)
    whole.started += started
    whole.finished += finished
    for (const [step, { reached, left, wrong }] of Object.entries(steps)) {
      const into = stepOf(whole.steps, step)
      into.reached += reached
      into.left += left
      for (const [shape, times] of Object.entries(wrong)) into.wrong[shape] = (into.wrong[shape] ?? 0) + times
    }
  }
  return [...joined.values()]
}

const keyOf = ({ flow, version, channel, language }: Funnel) => `${flow} ${channel} ${language} ${version}`

function funnelOf(funnels: Map<string, Funnel>, { channel, language }: Talk, flow: string, version: string): Funnel {
  const counts = { began: 0, seconds: 0, started: 0, resumed: 0, finished: 0, errors: 0 }
  const fresh: Funnel = { flow, version, channel, language, ...counts, steps: {} }
  const funnel = funnels.get(keyOf(fresh)) ?? fresh
  funnels.set(keyOf(fresh), funnel)
  return funnel
}

function count(funnel: Funnel, talk: Talk): void {
  const { flow } = funnel
  const own = (name: string) => (name.startsWith(`${flow}.`) ? name.slice(flow.length + 1) : undefined)
  if (talk.flow === flow) {
    funnel.began += 1
    funnel.seconds += talk.seconds
  }
  const came = talk.steps.map(own).filter((step) => step !== undefined)
  if (came.length > 0) funnel[talk.isResumed ? 'resumed' : 'started'] += 1
  if (talk.finished.includes(flow)) funnel.finished += 1
  for (const step of came) stepOf(funnel.steps, step).reached += 1
  const left = talk.left === undefined ? undefined : own(talk.left)
  if (left !== undefined) stepOf(funnel.steps, left).left += 1
  for (const [name, shape] of talk.wrong) {
    const step = own(name)
    if (step === undefined) continue
    const { wrong } = stepOf(funnel.steps, step)
    wrong[shape] = (wrong[shape] ?? 0) + 1
    funnel.errors += 1
  }
}

function stepOf(steps: { [step: string]: StepCount }, step: string): StepCount {
  const found = Object.hasOwn(steps, step) ? steps[step] : undefined
  const count = found ?? { reached: 0, left: 0, wrong: {} }
  steps[step] = count
  return count
}
