/** What the engine's keys do to a conversation that waits. */
import { type Machine, turnLeaf } from './machine.ts'
import type { Key } from './navigation.ts'
import { countPages } from './page.ts'
import { replaceFlow, settle } from './settle.ts'

/** Does what a key of the engine does; false where it has no meaning on this screen. */
export function press(machine: Machine, key: Key): boolean {
  switch (key) {
    case 'silence':
      return false
    case 'repeat':
      machine.fault = undefined
      return true
    case 'more':
      return turnPage(machine)
    case 'back':
      goBack(machine)
      return true
    case 'home':
      return restart(machine)
    case 'danger':
    case 'person':
      return jump(machine, key)
  }
}

/** Danger and a person are reached from anywhere, and left again by "back" when it was a mistake. */
export function jump(machine: Machine, flow: 'danger' | 'person'): boolean {
  const { history, frame, lead, isPaused, isLast, level, offer } = machine
  if (!replaceFlow(machine, flow)) return false
  history.push({ frame, lead, isPaused, isLast, level, offer })
  settle(machine)
  return true
}

function turnPage(machine: Machine): boolean {
  if (machine.isPaused || machine.isLast) return false
  const pages = countPages(machine)
  if (pages < 2) return false
  // What was wrong stays on: without it the pages would be cut elsewhere, and options between two cuts never seen.
  machine.page = (machine.page + 1) % pages
  return true
}

function goBack(machine: Machine): void {
  const { page } = machine
  turnLeaf(machine)
  if (page > 0) {
    machine.page = page - 1
    return
  }
  const spot = machine.history.pop()
  if (spot !== undefined) Object.assign(machine, spot)
}

/** The start flow, keeping nothing. */
function restart(machine: Machine): boolean {
  if (!replaceFlow(machine, 'home')) return false
  machine.history = []
  settle(machine)
  return true
}
