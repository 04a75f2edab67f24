/**
 * Other flows inside a flow: Core.RunFlow, then a Core.Output for each value that is taken over (it writes a result of
 * this flow under the name), then a Core.Case where the other flow's result decides the way. A RunFlow has one exit
 * only: FLOIP's own runner never looks at a second one.
 */
import { tableOf } from '@dhatri/flow/library'
import type { Keep, Return } from '@dhatri/flow/table'
import { join } from './floip.condition.ts'
import { type Desk, destination, exitOf, type Hint, lose, partId, putBlock } from './floip.desk.ts'
import { nameBlocks, pathsOf } from './floip.path.ts'
import type { Exit } from './floip.wire.ts'

/** A flow that is run: the key and the name of its block, the step it belongs to, and where it goes on. */
export type Run = { key: string; step: string; name: string; flow: string; after: Return }

/** Writes the run of another flow. */
export function putRun(desk: Desk, { key, step, name, flow, after }: Run, hint: Hint): void {
  const { table } = desk
  const keeps = after.keep ?? []
  const kept = keeps.map((_, index) => `${key}/keep/${index}`)
  const decided = `${key}/result`
  const isDecided = Object.keys(after.results).length > 0
  const ways = [...kept, ...(isDecided ? [decided] : [])]
  const exits = (at: string): Exit[] => [
    ...Object.entries(after.results).map(([result, target]) =>
      exitOf(desk, at, result, destination(desk, target), resultTest(desk, flow, result)),
    ),
    exitOf(desk, at, 'otherwise', destination(desk, after.next)),
  ]
  const onward = (at: string, index: number): Exit[] => {
    const [following] = ways.slice(index)
    return following === undefined ? exits(at) : [exitOf(desk, at, 'on', partId(table.flow, following))]
  }
  putBlock(desk, {
    key,
    name,
    type: 'Core.RunFlow',
    config: { flow_id: partId(flow) },
    exits: onward(key, 0),
    hint: { ...hint, ...(keeps.length > 0 && { keep: keeps.map(({ name: own, from }) => [own, from]) }) },
  })
  for (const [index, keep] of keeps.entries()) {
    const at = kept[index] ?? ''
    const value = childPath(desk, flow, keep)
    putBlock(desk, {
      key: at,
      name: keep.name,
      type: 'Core.Output',
      config: { value },
      exits: onward(at, index + 1),
      hint: { of: step },
    })
    lose(desk, 'floip.takenOver', step, keep.name)
  }
  if (!isDecided) return
  putBlock(desk, {
    key: decided,
    name: `${name}_result`,
    type: 'Core.Case',
    config: {},
    exits: exits(decided),
    hint: { of: step },
  })
}

/** Where a value of the other flow is found once that flow is over. */
function childPath({ library }: Desk, flow: string, { from }: Keep): string {
  const child = tableOf(library, flow)
  const path = child === undefined ? `results.${from}.value` : pathsOf(child, nameBlocks(child))(from)
  return path.startsWith('results.') ? `child.${path}` : path
}

/** Whether the other flow ended with this result: each of its ends that has one wrote it down. */
function resultTest({ library }: Desk, flow: string, result: string): string {
  const child = tableOf(library, flow)
  const blockOf = child && nameBlocks(child)
  const ends = (child?.steps ?? []).filter((step) => step.kind === 'end' && step.result === result)
  const tests = ends.map(({ id }) => `child.results.${blockOf?.(id)}_result.value = '${result}'`)
  return tests.length === 0 ? 'FALSE' : join('OR', tests)
}

/** Writes the way back to the first screen: the flow `home`, after which this flow is over. */
export function putHome(desk: Desk): void {
  const exits = [exitOf(desk, 'home', 'end', undefined)]
  putBlock(desk, {
    key: 'home',
    name: 'to_home',
    type: 'Core.RunFlow',
    config: { flow_id: partId('home') },
    exits,
    hint: { of: 'home' },
  })
  lose(desk, 'floip.home')
}

/** Writes a step that ends the flow: what it says, then its result as an output of the flow. */
export function putResult(desk: Desk, { key, step, result }: { key: string; step: string; result: string }): void {
  const at = `${key}/result`
  const exits = [exitOf(desk, at, 'end', undefined)]
  const name = `${desk.blockOf(step)}_result`
  putBlock(desk, { key: at, name, type: 'Core.Output', config: { value: `'${result}'` }, exits, hint: { of: step } })
}
