/** How large each flow is: states, entries, the longest of the shortest ways, the worst screens and the longest call. */
import type { Language } from '../channel.ts'
import type { Machine } from '../machine.ts'
import { BOUNDS, type FlowFigures, type Ground } from './ground.ts'
import { noteAt } from './report.ts'
import type { Sizes } from './spread.ts'
import type { Node, Space } from './state.ts'

/** One sight after it was explored. */
export type Explored = {
  space: Space
  sizes: Sizes
  beginnings: ReadonlyMap<string, Node[]>
  isWhole: boolean
  walked: number
}

/** The figures of every flow. */
export function figuresOf({ flows, bounds }: Ground, explored: readonly Explored[]): FlowFigures[] {
  const owners = explored.map(({ space }) => space.nodes.map(({ machine }) => flowOf(machine)))
  const most = bounds?.callSeconds ?? BOUNDS.callSeconds
  return flows.map(({ source, table: { flow, channels } }): FlowFigures => {
    const figures: FlowFigures = {
      flow,
      channels,
      states: 0,
      edges: 0,
      longest: { inputs: 0, keys: 0 },
      ussd: [],
      segments: 0,
      seconds: 0,
      guarantee: 'exhaustive',
    }
    for (const [index, one] of explored.entries()) {
      addWays(figures, one, one.beginnings.get(flow) ?? [])
      addSizes(figures, one, (id) => owners[index]?.[id] === flow)
      if (figures.seconds <= most) continue
      const words = `a way through "${flow}" takes ${Math.round(figures.seconds)} seconds of listening`
      const fault = { rule: 'call.total', words, suggestion: `at most ${most}: shorten it` }
      noteAt(one.space, { file: source.file, line: source.name.line, column: source.name.column }, fault, 0)
    }
    return figures
  })
}

type Reached = { inputs: number; keys: number; seconds: Record<Language, number> }

/** Breadth first once more, from this flow alone and without the keys that lead out of it. */
function addWays(figures: FlowFigures, { space, sizes }: Explored, beginnings: readonly Node[]): void {
  const reached = new Map<Node, Reached>()
  const listen = (node: Node, before: Record<Language, number>): Record<Language, number> => {
    const own = sizes.get(node)?.seconds ?? {}
    const languages = new Set([...Object.keys(before), ...Object.keys(own)])
    return Object.fromEntries([...languages].map((tag) => [tag, (before[tag] ?? 0) + (own[tag] ?? 0)]))
  }
  let level = beginnings.map((node) => {
    reached.set(node, { inputs: 0, keys: 0, seconds: listen(node, {}) })
    return node
  })
  for (let inputs = 0; level.length > 0; inputs += 1) {
    const next: Node[] = []
    for (const node of level) {
      const here = reached.get(node)
      const isFree = node.machine.state === 'doing'
      for (const { to, kind, entry } of node.ways) {
        const target = space.nodes[to]
        if (here === undefined || target === undefined || kind === 'leap' || reached.has(target)) continue
        const keys = here.keys + (isFree ? 0 : Math.max(1, entry.length))
        reached.set(target, { inputs: inputs + (isFree ? 0 : 1), keys, seconds: listen(target, here.seconds) })
        ;(isFree ? level : next).push(target)
      }
    }
    level = next
  }
  figures.states += reached.size
  for (const [node, { inputs, keys, seconds }] of reached) {
    figures.edges += node.tried
    const isOpen = node.machine.state === 'asking' || node.machine.state === 'doing'
    if (isOpen && node.tried === 0) figures.guarantee = 'sampled'
    const { longest } = figures
    if (inputs > longest.inputs || (inputs === longest.inputs && keys > longest.keys))
      figures.longest = { inputs, keys }
    const isEnd = node.machine.state === 'ended' && node.machine.result !== 'gaveUp'
    if (isEnd) figures.seconds = Math.max(figures.seconds, ...Object.values(seconds))
  }
}

function addSizes(figures: FlowFigures, { space, sizes }: Explored, isOwn: (id: number) => boolean): void {
  const { profile } = space.sight
  for (const [node, { ussd, segments }] of sizes) {
    if (!isOwn(node.id)) continue
    figures.segments = Math.max(figures.segments, segments ?? 0)
    if (ussd === undefined) continue
    const language = node.machine.view.languages[0] ?? ''
    const known = figures.ussd.find((worst) => worst.language === language && worst.profile === profile)
    if (known === undefined) figures.ussd.push({ language, profile, ...ussd })
    else if (ussd.units / ussd.limit > known.units / known.limit) Object.assign(known, ussd)
  }
}

/** The flow whose words are on the screen. */
function flowOf({ frame, lead }: Machine): string {
  const last = lead.at(-1)?.key.split('.')[0]
  return frame.at < 0 && last !== undefined && last !== 'engine' ? last : frame.table.flow
}
