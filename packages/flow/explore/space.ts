/** The states met so far, each with the shortest way to it, and the ways on from it. */
import type { Conversation, Start } from '../conversation.ts'
import { type Machine, openMachine } from '../machine.ts'
import { settle } from '../settle.ts'
import { keyOf } from './lens.ts'
import type { Beginning } from './starts.ts'
import type { Node, Space } from './state.ts'

/** A copy that can be moved without changing the state it stands for. */
export function copyOf(machine: Machine): Machine {
  return { ...machine, history: machine.history.slice() }
}

/** The same machine after a `do` turned out so. */
export function afterOutcome(machine: Machine, is: string, facts: Conversation['outcomes'][number]['facts']): Machine {
  const after = copyOf(machine)
  after.outcomes = [...machine.outcomes.slice(0, machine.used), facts === undefined ? { is } : { is, facts }]
  after.state = 'asking'
  settle(after)
  return after
}

/** A machine at the beginning of a flow; undefined where the library does not know it. */
export function beginAt(space: Space, flow: string, how: Beginning): Machine | undefined {
  const { library } = space.ground
  const start: Start = { ...space.sight, flow, shape: library.newest[flow] ?? '', ...how }
  const machine = openMachine(library, start, [])
  if (machine === undefined) return undefined
  machine.passed = space.passed
  settle(machine)
  return machine
}

/** The state of a machine; met for the first time where `isNew`. */
export function admit(
  space: Space,
  machine: Machine,
  met: Pick<Node, 'from' | 'entry' | 'isOutcome' | 'depth' | 'previous'>,
): { node: Node; isNew: boolean } {
  const key = keyOf(space.lens, machine)
  const known = space.nodes[space.byKey.get(key) ?? -1]
  if (known !== undefined) return { node: known, isNew: false }
  const node: Node = { id: space.nodes.length, key, machine, ways: [], tried: 0, ...met }
  space.nodes.push(node)
  space.byKey.set(key, node.id)
  return { node, isNew: true }
}

/** The conversation that first came to a state, as it would be kept. */
export function conversationOf(space: Space, node: Node): Conversation {
  const inputs: string[] = []
  let one = node
  for (let from = space.nodes[one.from]; from !== undefined; from = space.nodes[one.from]) {
    if (!one.isOutcome) inputs.unshift(one.entry)
    one = from
  }
  const { machine } = node
  // What it began with, whatever a `do` made of the language since.
  const start = { ...one.machine.start }
  return {
    start,
    inputs,
    outcomes: machine.outcomes.slice(0, machine.used),
    ...(one.previous && { previous: one.previous }),
  }
}
