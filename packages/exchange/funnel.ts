/**
 * Where callers leave a flow, as counted elsewhere and handed over as JSON: how many came to each step and how many left
 * there. What cannot be used is named and left out; the rest is used.
 */

/** How many came to a step, and how many of them went no further. */
export type Count = { reached: number; left: number }

/** Counts by the name of the step. */
export type Counts = ReadonlyMap<string, Count>

/** What is wrong with a count file; `at` is the place in it, such as `steps.lmp`. */
export type FunnelFault = {
  code: 'funnel.unreadable' | 'funnel.shape' | 'funnel.flow' | 'funnel.step' | 'funnel.count'
  at: string
  words: string
}

/** Counts by flow, and what could not be used. */
export type FunnelReading = { flows: Map<string, Map<string, Count>>; faults: FunnelFault[] }

const EXAMPLE = 'write {"flow": "…", "steps": {"…": {"reached": 0, "left": 0}}}, or a list of these'

/**
 * Reads `{flow, steps: {<step>: {reached, left}}}` or a list of them, where counts of one flow (from several channels)
 * are added up; `known` are the steps of each flow.
 */
export function readFunnel(text: string, known: ReadonlyMap<string, readonly string[]>): FunnelReading {
  const reading: FunnelReading = { flows: new Map(), faults: [] }
  const { faults } = reading
  let content: unknown
  try {
    content = JSON.parse(text)
  } catch {
    faults.push({ code: 'funnel.unreadable', at: '', words: 'this is not JSON' })
    return reading
  }
  const isList = Array.isArray(content)
  for (const [index, one] of (isList ? (content as unknown[]) : [content]).entries()) {
    const prefix = isList ? `[${index}].` : ''
    const [flow, steps] = isObject(one) ? [one['flow'], one['steps']] : []
    if (typeof flow !== 'string' || !isObject(steps)) faults.push({ code: 'funnel.shape', at: prefix, words: EXAMPLE })
    else if (!known.has(flow))
      faults.push({ code: 'funnel.flow', at: `${prefix}flow`, words: `there is no flow "${flow}"` })
    else addSteps(reading, flow, steps, known.get(flow) ?? [], `${prefix}steps.`)
  }
  return reading
}

function addSteps(
  { flows, faults }: FunnelReading,
  flow: string,
  steps: Record<string, unknown>,
  known: readonly string[],
  prefix: string,
): void {
  const counts = flows.get(flow) ?? new Map<string, Count>()
  flows.set(flow, counts)
  for (const [step, count] of Object.entries(steps)) {
    const at = `${prefix}${step}`
    const [reached, left] = isObject(count) ? [count['reached'], count['left']] : []
    if (!known.includes(step)) faults.push({ code: 'funnel.step', at, words: `${flow} has no step "${step}"` })
    else if (!isCount(reached) || !isCount(left)) {
      faults.push({ code: 'funnel.count', at, words: 'reached and left are whole numbers from 0' })
    } else if (left > reached) {
      faults.push({ code: 'funnel.count', at, words: `${left} left of ${reached} who reached it` })
    } else {
      const before = counts.get(step) ?? { reached: 0, left: 0 }
      counts.set(step, { reached: before.reached + reached, left: before.left + left })
    }
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0
