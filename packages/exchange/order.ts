/** The order in which a caller comes to the flows: from the first screen on, then those that only a message opens. */

import { runsOf } from '@dhatri/flow/graph'
import type { Library } from '@dhatri/flow/library'
import { tableOf } from '@dhatri/flow/library'
import { ENGINE_FLOWS } from '@dhatri/flow/load'
import type { Table } from '@dhatri/flow/table'

/** The newest tables of a library: `home`, what it runs in the order of its options, what the keys open, the others by name. */
export function listTables(library: Library): Table[] {
  const found = new Map<string, Table>()
  const visit = (flow: string): void => {
    const table = found.has(flow) ? undefined : tableOf(library, flow)
    if (table === undefined) return
    found.set(flow, table)
    for (const step of table.steps) for (const name of runsOf(step)) visit(name)
  }
  for (const flow of [...ENGINE_FLOWS, ...Object.keys(library.newest).toSorted()]) visit(flow)
  return [...found.values()]
}
