/** Collects what is wrong, each thing once, with the shortest way that shows it. */
import type { Finding } from '../finding.ts'
import { type Frame, stepAt } from '../frame.ts'
import type { Machine } from '../machine.ts'
import type { Fault, Node, Space } from './state.ts'

/** Where something stands. */
export type Place = Pick<Finding, 'file' | 'line' | 'column'>

/** Notes a fault of a state; `entry` is what was entered there last. */
export function note(space: Space, node: Node, fault: Fault, entry?: string): void {
  const length = node.depth + (entry === undefined ? 0 : 1)
  const words = (): string => `${fault.words}; ${trailOf(space, node, entry)}`
  noteAt(space, spotOf(space, node.machine), fault, length, words)
}

/** Notes a fault at a place, unless a shorter way has shown it there already. */
export function noteAt(
  { report }: Pick<Space, 'report'>,
  spot: Place,
  fault: Fault,
  length: number,
  words?: () => string,
): void {
  const at = `${fault.rule} ${spot.file}:${spot.line}`
  const known = report.get(at)
  if (known !== undefined && known.length <= length) return
  const { rule, suggestion, level = 'error' } = fault
  report.set(at, { finding: { ...spot, rule, words: words?.() ?? fault.words, suggestion, level }, length })
}

/** The way to a state in words: how the conversation began, then what was entered and how each `do` turned out. */
export function trailOf(space: Space, node: Node, entry?: string): string {
  const steps: string[] = entry === undefined ? [] : [nameOf(entry)]
  let one = node
  for (let from = space.nodes[one.from]; from !== undefined; from = space.nodes[one.from]) {
    steps.unshift(one.isOutcome ? `(${one.entry})` : nameOf(one.entry))
    one = from
  }
  const { start } = one.machine
  const facts = Object.entries(start.facts).map(([name, value]) => `${name} ${value}`)
  const how = [start.channel, start.language, ...(start.channel === 'ussd' ? [start.profile] : []), ...facts].join(', ')
  const cut = one.previous === undefined ? '' : ', cut off before'
  return `${start.flow} (${how}${cut}): ${steps.length === 0 ? 'at once' : steps.join(' ')}`
}

/**
 * Where the words stand that are on the screen: the step a machine is at, what was said last where nothing is asked, or
 * else the step that runs this flow; the head of the file where there is none.
 */
export function spotOf({ ground, spots }: Pick<Space, 'ground' | 'spots'>, machine: Machine): Place {
  if (machine.offer !== undefined) {
    const { line, column } = ground.engine?.words['resume'] ?? { line: 1, column: 1 }
    return { file: ground.engine?.file ?? 'engine.yaml', line, column }
  }
  const isSaying = machine.isPaused || machine.isLast
  const said = isSaying ? spots.get(machine.lead.at(-1)?.key ?? '') : undefined
  if (said !== undefined) return said
  for (let frame: Frame | undefined = machine.frame; frame !== undefined; frame = frame.parent) {
    const spot = spots.get(`${frame.table.flow}.${stepAt(frame)?.id}`)
    if (spot !== undefined) return spot
  }
  const flow = ground.flows.find(({ table }) => table === machine.frame.table)
  return { file: flow?.source.file ?? '', line: 1, column: 1 }
}

function nameOf(entry: string): string {
  if (entry === '') return 'silence'
  const shown = entry.length > 16 ? `${entry.slice(0, 16)}...` : entry
  return /\s/.test(shown) ? `"${shown}"` : shown
}
