/**
 * What somebody changed in an export of ours that our import could not carry: the flows that came of it are exported
 * again and held against the file, block by block. Whatever differs has been lost, and is named.
 */
import { containerId, nameContainer } from './floip.export.ts'
import type { Note } from './floip.note.ts'
import { readContainer } from './floip.read.ts'
import type { Block, Container, Exit, Flow } from './floip.wire.ts'
import { hintOf } from './floip.words.ts'

/** The remarks about our own flows in a file, given what they are exported as now. */
export function listChanges(file: Container, again: Container): Note[] {
  // Read back as the file was, so that both are in one form.
  const reading = readContainer(JSON.stringify(again))
  const flows = reading.ok ? reading.container.flows : []
  const own = file.flows.filter((flow) => hintOf(flow) !== undefined)
  return [
    ...compareNames(file, own),
    ...own.flatMap((flow) => {
      const other = flows.find(({ uuid }) => uuid === flow.uuid)
      if (other === undefined) return [{ code: 'floip.changed' as const, flow: flow.name, detail: 'the flow' }]
      return compareFlows(flow, other)
    }),
  ]
}

/** A container that still holds what we put into it is called after it. */
function compareNames(file: Container, own: readonly Flow[]): Note[] {
  const names = own.map((flow) => String(hintOf(flow)?.['flow']))
  if (file.uuid !== containerId(names) || file.name === nameContainer(names)) return []
  return [{ code: 'floip.changed', flow: file.name, detail: 'the name of the container' }]
}

function compareFlows(flow: Flow, other: Flow): Note[] {
  const remark = (detail: string, block?: Block): Note => ({
    code: 'floip.changed',
    flow: flow.name,
    ...(block && { block: block.uuid, name: block.name }),
    detail,
  })
  const tops = [
    ...(['name', 'label', 'interaction_timeout', 'supported_modes', 'languages'] as const),
    ...(['first_block_id', 'exit_block_id'] as const),
  ]
    .filter((key) => !isSame(flow[key], other[key]))
    .map((key) => remark(key))
  const blocks = flow.blocks
    .filter((block) => hintOf(block) !== undefined)
    .flatMap((block) => {
      const same = other.blocks.find(({ uuid }) => uuid === block.uuid)
      return same === undefined
        ? [remark('the block', block)]
        : compareBlocks(flow, block, same).map((what) => remark(what, block))
    })
  const gone = other.blocks.filter(({ uuid }) => !flow.blocks.some((block) => block.uuid === uuid))
  const isOurs = gone.filter((block) => hintOf(block)?.['of'] !== undefined)
  const resources = flow.resources.flatMap((resource) => {
    const same = other.resources.find(({ uuid }) => uuid === resource.uuid)
    return isSame(resource, same) ? [] : [remark(`resource ${resource.uuid}`)]
  })
  return [...tops, ...blocks, ...isOurs.map((block) => remark('taken out', block)), ...resources]
}

function compareBlocks(flow: Flow, block: Block, same: Block): string[] {
  const parts = (['name', 'label', 'type', 'config', 'semantic_label', 'tags'] as const).filter(
    (key) => !isSame(block[key], same[key]),
  )
  // A way to a block that was put in elsewhere is carried, but that block has become a step with an id of its own.
  const isAdded = ({ destination_block: to }: Exit): boolean => {
    const target = flow.blocks.find(({ uuid }) => uuid === to)
    return target !== undefined && hintOf(target) === undefined
  }
  const exits = block.exits.flatMap((exit, index) => {
    const { destination_block: to, ...rest } = exit
    const { destination_block: there, ...others } = same.exits[index] ?? { uuid: '', name: '' }
    return isSame(rest, others) && (to === there || isAdded(exit)) ? [] : [`exit ${exit.name}`]
  })
  const isFewer = block.exits.length < same.exits.length
  // What lies beside a block gives way to what is plain; styles of values lie nowhere else.
  const isPlain = !isSame(hintOf(block)?.['words'], hintOf(same)?.['words'])
  return [
    ...parts,
    ...exits,
    ...(isFewer ? ['an exit was taken out'] : []),
    ...(isPlain ? ['how its values are printed'] : []),
  ]
}

/** Equal as JSON, whatever the order of names. */
function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one, sorted) === JSON.stringify(other, sorted)
}

function sorted(_: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1)))
}
