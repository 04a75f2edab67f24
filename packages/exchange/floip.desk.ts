/** The desk on which one flow is written as FLOIP: what its blocks are made of, and where words and losses are put down. */
import { START_FACTS } from '@dhatri/flow/declare'
import type { Library } from '@dhatri/flow/library'
import type { Compiled } from '@dhatri/flow/load'
import { END, HOME, type Table, type Target } from '@dhatri/flow/table'
import { channelsIn, type Tongue } from './floip.language.ts'
import type { Loss, LossCode } from './floip.loss.ts'
import { nameBlocks, pathsOf } from './floip.path.ts'
import { readValues, sameWords, type Words, writeValues } from './floip.resource.ts'
import { hasStyle, lowerText, raiseText } from './floip.template.ts'
import { uuidOf } from './floip.uuid.ts'
import { type Block, type Exit, type JsonObject, type Resource, VENDOR } from './floip.wire.ts'

/** What flows are exported from; `recordings` are files by key, of recordings by a person only. */
export type Studio = { flows: readonly Compiled[]; library: Library; recordings: Record<string, string> }

/** One flow on the desk. */
export type Desk = Studio & {
  flow: Compiled
  table: Table
  tongues: Tongue[]
  blockOf: (step: string) => string
  pathOf: (name: string) => string
  nameOf: (path: string) => string | undefined
  resources: Resource[]
  losses: Loss[]
  blocks: Block[]
}

/** What is written beside a block for our own import. `words` are texts that plain values say only in part. */
export type Hint = JsonObject & { words?: { [resource: string]: Words } }

/** The key that names a step's block, from which its UUID is made. */
export const stepKey = (step: string): string => `step/${step}`

/** Lays a flow on the desk. */
export function openDesk(studio: Studio, flow: Compiled, tongues: Tongue[]): Desk {
  const { table } = flow
  const blockOf = nameBlocks(table)
  const pathOf = pathsOf(table, blockOf)
  const nameOf = namesBack(table, pathOf)
  return { ...studio, flow, table, tongues, blockOf, pathOf, nameOf, resources: [], losses: [], blocks: [] }
}

/** The UUID of a part of a flow. */
export function partId(flow: string, key = ''): string {
  return uuidOf(key === '' ? `flow/${flow}` : `flow/${flow}/${key}`)
}

/** The block that a target leads to; nothing at the end. */
export function destination({ table }: Desk, target: Target): string | undefined {
  if (target === HOME) return partId(table.flow, 'home')
  const step = target === END ? undefined : table.steps[target]
  return step && partId(table.flow, stepKey(step.id))
}

/** Notes a loss. */
export function lose({ table, losses }: Desk, code: LossCode, step?: string, detail?: string): void {
  const loss = { code, flow: table.flow, ...(step !== undefined && { step }), ...(detail !== undefined && { detail }) }
  const isNoted = losses.some((noted) => noted.code === code && noted.step === step && noted.detail === detail)
  if (!isNoted) losses.push(loss)
}

/** A way out of the block of this key; the last one of a block is the default and has no test. */
export function exitOf(desk: Desk, key: string, name: string, to: string | undefined, test?: string): Exit {
  return {
    uuid: partId(desk.table.flow, `${key}/exit/${name}`),
    name,
    ...(to !== undefined && { destination_block: to }),
    ...(test === undefined ? { default: true } : { test }),
  }
}

/** Puts a block down; `branching` is what the public flow builder shows, and its schema wants it. */
export function putBlock(
  desk: Desk,
  { key, hint, ...block }: { key: string; hint: Hint } & Pick<Block, 'name' | 'type' | 'config' | 'exits'>,
): void {
  const branching =
    block.exits.length === 1 ? 'UNIFIED' : block.type.endsWith('SelectOneResponse') ? 'EXIT_PER_CHOICE' : 'ADVANCED'
  desk.blocks.push({
    uuid: partId(desk.table.flow, key),
    name: block.name,
    type: block.type,
    config: block.config,
    exits: block.exits,
    ui_metadata: { canvas_coordinates: { x: hint['of'] === undefined ? 0 : 320, y: desk.blocks.length * 160 } },
    vendor_metadata: { floip: { ui_metadata: { branching_type: branching } }, [VENDOR]: hint },
  })
}

/** Puts words down as a resource and gives its UUID; `sound` is the key of their recording, where they are one. */
export function putWords(desk: Desk, key: string, words: Words, hint: Hint, sound?: string): string {
  const uuid = partId(desk.table.flow, `${key}/words`)
  const { tongues, pathOf, nameOf, resources } = desk
  const values = writeValues(words, tongues, (text) => lowerText(text, pathOf))
  const back = readValues({ values }, tongues, (text) => raiseText(text, nameOf).text)
  if (!sameWords(words, back)) hint.words = { ...hint.words, [uuid]: words }
  const owner = hint['step'] ?? hint['of']
  const step = typeof owner === 'string' ? owner : undefined
  if (hasStyle(words)) lose(desk, 'floip.style', step)
  resources.push({ uuid, values: sound === undefined ? values : [...values, ...soundsOf(desk, words, sound, step)] })
  return uuid
}

/** Words for a call that are one recording by a person. */
function soundsOf(desk: Desk, words: Words, sound: string, step: string | undefined): Resource['values'] {
  const spoken = desk.tongues.filter(
    ({ channels, tag }) => channels.includes('voice') && wordsIn(words, tag) !== undefined,
  )
  const values = spoken.flatMap(({ tag, id }) => {
    const isWhole = !/\{[^{}]*\}/u.test(wordsIn(words, tag) ?? '')
    const file = isWhole ? desk.recordings[`${tag}/${sound}`] : undefined
    const audio = { language_id: id, content_type: 'AUDIO', mime_type: 'audio/mpeg', modes: ['IVR' as const] }
    return file === undefined ? [] : [{ ...audio, value: file }]
  })
  if (values.length < spoken.length) lose(desk, 'floip.sound', step)
  return values
}

const wordsIn = (words: Words, tag: string): string | undefined => words[`voice.${tag}`] ?? words[tag]

/** The name that a path stands for in a flow. */
function namesBack(table: Table, pathOf: (name: string) => string): (path: string) => string | undefined {
  const names = [...Object.keys(table.kinds), ...START_FACTS, ...table.steps.map(({ id }) => id)]
  const back = new Map(names.toReversed().map((name): [string, string] => [pathOf(name), name]))
  return (path) => back.get(path)
}

/** Whether calls come into this flow. */
export const isSpoken = ({ table }: Desk): boolean =>
  channelsIn(['IVR']).some((channel) => table.channels.includes(channel))
