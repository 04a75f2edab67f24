/**
 * A FLOIP container from a stranger's file: its shape is proven, and the several ways in which real files differ from
 * the specification are brought to one (resources as an object or in the container, `message`, `IVR`, choices as a map,
 * backslashes in types, exits named by `tag`). Whatever points to nowhere is refused.
 */
import { type Refusal, readJson } from './floip.json.ts'
import type { Note } from './floip.note.ts'
import { type Place, placeOf, Wrong } from './floip.shape.ts'
import { isUuid } from './floip.uuid.ts'
import type { Block, Container, Exit, FloipLanguage, Flow, Json, JsonObject, Mode, Resource } from './floip.wire.ts'

/** A container, or every reason why there is none. */
export type ContainerReading = { ok: true; container: Container; notes: Note[] } | { ok: false; refusals: Refusal[] }

const MOST = { flows: 100, blocks: 1000, exits: 100, choices: 100, text: 2000 } as const
const MODES: readonly string[] = ['TEXT', 'SMS', 'USSD', 'IVR', 'RICH_MESSAGING', 'OFFLINE']
const EVERYWHERE: Mode[] = ['SMS', 'USSD', 'IVR']

/** What is read of a container and of a flow, and what says nothing about a conversation: pictures, and its own maker. */
const KNOWN = {
  container: ['specification_version', 'uuid', 'name', 'flows', 'resources', 'vendor_metadata', 'platform_metadata'],
  flow: [
    ...['uuid', 'name', 'label', 'last_modified', 'interaction_timeout', 'supported_modes', 'languages', 'blocks'],
    ...['first_block_id', 'exit_block_id', 'resources', 'vendor_metadata', 'platform_metadata', 'ui_metadata'],
  ],
}

/** Types under other names: rc1 to rc3, the validator's own, and the runner's. */
const TYPES: Record<string, string> = {
  'MobilePrimitives.SelectManyResponse': 'MobilePrimitives.SelectManyResponses',
  'Core.RunBlock': 'Core.RunFlow',
}

/** Reads a container, a single flow, or a runner's context that holds flows. */
export function readContainer(text: string): ContainerReading {
  const json = readJson(text)
  if (!json.ok) return { ok: false, refusals: [json.refusal] }
  try {
    return readRoot(placeOf(json.value))
  } catch (fault) {
    if (fault instanceof Wrong) return { ok: false, refusals: [fault.refusal] }
    throw fault
  }
}

function readRoot(root: Place): ContainerReading {
  const isFlow = root.has('blocks') && !root.has('flows')
  const flows = isFlow ? [root] : root.list('flows', MOST.flows)
  const common = root.has('resources') && !isFlow ? readResources(root) : []
  const read = flows.map((flow) => readFlow(flow, common))
  const version = root.text('specification_version', '')
  const notes: Note[] = read.flatMap(({ notes: own }) => own)
  if (version !== '' && version !== '1.0.0-rc4') {
    notes.push({ code: 'floip.version', flow: root.text('name', ''), detail: version })
  }
  // A runner's context holds much else beside the flows.
  if (version !== '' && !isFlow) notes.push(...listOthers(root, root.text('name', ''), KNOWN.container))
  const container: Container = {
    specification_version: version,
    uuid: root.text('uuid', ''),
    name: root.text('name', ''),
    flows: read.flatMap(({ flow }) => (flow === undefined ? [] : [flow])),
  }
  if (container.flows.length === 0) throw new Wrong('floip.empty', root.at, 'no flow with blocks')
  const twice = container.flows.find(
    ({ uuid }, index) => container.flows.findIndex((flow) => flow.uuid === uuid) < index,
  )
  if (twice !== undefined) throw new Wrong('floip.twice', root.at, `two flows are ${twice.uuid}`)
  return { ok: true, container, notes }
}

function readFlow(place: Place, common: Resource[]): { flow?: Flow; notes: Note[] } {
  const name = place.text('name', '') || place.text('label', 'flow')
  const notes: Note[] = []
  const blocks = place.list('blocks', MOST.blocks).map(readBlock)
  if (blocks.length === 0) return { notes: [{ code: 'floip.empty', flow: name }] }
  const resources = [...(place.has('resources') ? readResources(place) : []), ...common]
  const modes = place.has('supported_modes') ? place.words('supported_modes') : []
  const known = modes.filter((mode): mode is Mode => MODES.includes(mode))
  for (const mode of modes) if (!MODES.includes(mode)) notes.push({ code: 'floip.modes', flow: name, detail: mode })
  notes.push(...listOthers(place, name, KNOWN.flow))
  const first = place.text('first_block_id', '') || (blocks[0]?.uuid ?? '')
  const flow: Flow = {
    uuid: place.text('uuid'),
    name,
    label: place.text('label', ''),
    last_modified: place.text('last_modified', ''),
    interaction_timeout: Number(place.text('interaction_timeout', '0')),
    supported_modes: known.length > 0 ? known : EVERYWHERE,
    first_block_id: first,
    ...(place.has('exit_block_id') && { exit_block_id: place.text('exit_block_id') }),
    languages: place.list('languages', 50).map(readLanguage),
    blocks,
    resources,
    vendor_metadata: place.object('vendor_metadata'),
  }
  checkReferences(place, flow)
  return { flow, notes }
}

/** What stands there under names that are not read. */
function listOthers(place: Place, flow: string, known: readonly string[]): Note[] {
  const others = place.keys().filter((key) => !known.includes(key))
  return others.map((detail) => ({ code: 'floip.other', flow, detail }))
}

function readLanguage(place: Place): FloipLanguage {
  const id = place.text('id')
  const label = place.text('label', '') || place.text('name', '')
  const variant = place.text('variant', '')
  return {
    id,
    label,
    iso_639_3: place.text('iso_639_3', '') || place.text('abbreviation', ''),
    ...(variant !== '' && { variant }),
    bcp_47: place.text('bcp_47', ''),
  }
}

function readResources(place: Place): Resource[] {
  return place.listOrMap('resources').map((resource) => ({
    uuid: resource.text('uuid', resource.key ?? ''),
    values: resource.list('values', 500).map((value) => {
      const modes = value.has('modes') ? value.words('modes') : []
      return {
        language_id: value.text('language_id'),
        content_type: value.text('content_type', 'TEXT').toUpperCase(),
        modes: modes.filter((mode): mode is Mode => MODES.includes(mode)),
        value: value.text('value', '', value.text('content_type', 'TEXT') === 'TEXT' ? MOST.text : 10_000),
      }
    }),
  }))
}

function readBlock(place: Place): Block {
  const written = place.text('type').replaceAll('\\', '.')
  const type = Object.hasOwn(TYPES, written) ? (TYPES[written] ?? written) : written
  const label = place.text('label', '')
  const exits = place.list('exits', MOST.exits).map(readExit)
  const semantic = place.text('semantic_label', '')
  return {
    uuid: place.text('uuid'),
    name: place.text('name', '') || label || type,
    label,
    ...(semantic !== '' && { semantic_label: semantic }),
    ...(place.has('tags') && { tags: place.words('tags') }),
    type,
    config: readConfig(place),
    exits,
    vendor_metadata: place.object('vendor_metadata'),
  }
}

function readExit(place: Place): Exit {
  const destination = place.text('destination_block', '')
  const test = place.text('test', '')
  const isDefault = place.json('default') === true || test === ''
  return {
    uuid: place.text('uuid', ''),
    name: place.text('name', '') || place.text('tag', ''),
    ...(destination !== '' && { destination_block: destination }),
    ...(isDefault ? { default: true } : { test }),
  }
}

/** `IVR` is written small, a message's `message` is a prompt, and choices are a list. */
function readConfig(place: Place): JsonObject {
  const { IVR, message, choices, ...rest } = place.object('config')
  const read: JsonObject = { ...rest }
  if (IVR !== undefined && read['ivr'] === undefined) read['ivr'] = IVR
  if (message !== undefined) {
    read['message'] = message
    read['prompt'] ??= message
  }
  if (choices === undefined) return read
  const listed = listChoices(choices)
  if (listed.length > MOST.choices)
    throw new Wrong('floip.bound', `${place.at}.config.choices`, `${listed.length} of them; at most ${MOST.choices}`)
  read['choices'] = listed
  return read
}

function listChoices(choices: Json): Json[] {
  if (Array.isArray(choices)) return choices
  if (typeof choices !== 'object' || choices === null) return []
  return Object.entries(choices).map(([name, prompt]) => ({ name, prompt }))
}

/** Ways to blocks that are not there, a first block that is not there, two blocks of one id, words that are not there. */
function checkReferences({ at }: Place, { blocks, first_block_id: first, resources }: Flow): void {
  const words = new Set(resources.map(({ uuid }) => uuid))
  const ids = new Set(blocks.map(({ uuid }) => uuid))
  if (ids.size < blocks.length) {
    const twice = blocks.find(({ uuid }, index) => blocks.findIndex((block) => block.uuid === uuid) < index)
    throw new Wrong('floip.twice', `${at}.blocks`, `two blocks are ${twice?.uuid}`)
  }
  if (!ids.has(first)) throw new Wrong('floip.nowhere', `${at}.first_block_id`, `there is no block ${first}`)
  for (const [index, { config, exits }] of blocks.entries()) {
    for (const key of ['prompt', 'question_prompt']) {
      const prompt = config[key]
      if (typeof prompt !== 'string' || !isUuid(prompt) || words.has(prompt)) continue
      throw new Wrong('floip.nowhere', `${at}.blocks[${index}].config.${key}`, `there is no resource ${prompt}`)
    }
    for (const [number, { destination_block: to }] of exits.entries()) {
      if (to === undefined || ids.has(to)) continue
      throw new Wrong('floip.nowhere', `${at}.blocks[${index}].exits[${number}]`, `there is no block ${to}`)
    }
  }
}
