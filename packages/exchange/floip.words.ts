/** The words of a file's blocks as ours, with remarks about what stood in them and cannot be said. */
import type { Vocabulary } from '@dhatri/flow/vocabulary'
import { channelsIn, findTag, type Tongue, tonguesOf, writtenIn } from './floip.language.ts'
import type { Note, NoteCode } from './floip.note.ts'
import { readValues, type Words, writeValues } from './floip.resource.ts'
import { isObject } from './floip.shape.ts'
import { lowerText, raiseText } from './floip.template.ts'
import { isUuid } from './floip.uuid.ts'
import {
  type Block,
  type Flow,
  type Json,
  type JsonObject,
  type Resource,
  type ResourceValue,
  VENDOR,
} from './floip.wire.ts'

/** A flow that is being read: its languages as both sides call them, and where remarks go. */
export type Bench = {
  flow: Flow
  resources: ReadonlyMap<string, Resource>
  tongues: Tongue[]
  notes: Note[]
  /** The name here of a value that words may show, and where the file keeps it. */
  nameOf: (path: string) => string | undefined
  pathOf: (name: string) => string
}

/** Lays a flow on the bench; languages that are not ours are named. */
export function openBench(flow: Flow, vocabulary: Pick<Vocabulary, 'languages'>, notes: Note[]): Bench {
  const channels = channelsIn(flow.supported_modes)
  const pairs: { tag: string; id: string }[] = []
  for (const language of flow.languages) {
    const tag = findTag(language, writtenIn(vocabulary))
    if (tag !== undefined && !pairs.some((pair) => pair.tag === tag)) pairs.push({ tag, id: language.id })
    else notes.push({ code: 'floip.language', flow: flow.name, detail: language.label || language.id })
  }
  // A flow for other channels alone (chat, an app) is read as text.
  const used = channels.length > 0 ? channels : channelsIn(['TEXT'])
  for (const mode of flow.supported_modes) {
    if (channelsIn([mode]).length === 0) notes.push({ code: 'floip.modes', flow: flow.name, detail: mode })
  }
  const resources = new Map(flow.resources.map((resource) => [resource.uuid, resource]))
  return {
    flow,
    resources,
    tongues: tonguesOf(pairs, used, vocabulary),
    notes,
    nameOf: () => undefined,
    pathOf: (name) => name,
  }
}

/** Puts down a remark about a block. */
export function remark({ flow, notes }: Bench, code: NoteCode, block: Block, detail?: string): void {
  notes.push({ code, flow: flow.name, block: block.uuid, name: block.name, ...(detail !== undefined && { detail }) })
}

/** What we wrote beside a block or a flow ourselves; nothing in a file that is not ours. */
export function hintOf({ vendor_metadata: beside }: Pick<Block, 'vendor_metadata'>): JsonObject | undefined {
  const hint = beside?.[VENDOR]
  return isObject(hint) ? hint : undefined
}

/** The words of a resource, or of a text in its place. Recordings in it are named. */
export function readWords(bench: Bench, block: Block, prompt: Json | undefined, hint?: JsonObject): Words {
  if (typeof prompt !== 'string' || prompt === '') return {}
  const resource = bench.resources.get(prompt)
  if (resource === undefined) return isUuid(prompt) ? {} : plainWords(bench, block, prompt)
  const texts = resource.values.filter(({ value, content_type: type }) => value !== '' && type === 'TEXT')
  for (const { value, content_type: type, language_id: id } of resource.values) {
    if (type !== 'TEXT') remark(bench, 'floip.sound', block, `${id} ${value}`)
  }
  const kept = hint && wordsKept(hint, prompt)
  if (kept !== undefined) {
    const written = writeValues(kept, bench.tongues, (text) => lowerText(text, bench.pathOf))
    if (JSON.stringify(written.map(served)) === JSON.stringify(texts.map(served))) return kept
  }
  return readValues({ values: texts }, bench.tongues, (text) => raise(bench, block, text))
}

const served = ({ language_id: id, modes, value }: ResourceValue): unknown[] => [id, modes, value]

function plainWords(bench: Bench, block: Block, text: string): Words {
  return Object.fromEntries(bench.tongues.slice(0, 1).map(({ tag }) => [tag, raise(bench, block, text)]))
}

function raise(bench: Bench, block: Block, template: string): string {
  const { text, lost } = raiseText(template, bench.nameOf)
  for (const part of lost) remark(bench, 'floip.template', block, part)
  return text.trim()
}

/** The words that we kept beside a resource, because plain values say them only in part. */
function wordsKept(hint: JsonObject, resource: string): Words | undefined {
  const all = hint['words']
  const kept = isObject(all) ? all[resource] : undefined
  if (!isObject(kept)) return undefined
  const entries = Object.entries(kept).filter((pair): pair is [string, string] => typeof pair[1] === 'string')
  return entries.length === Object.keys(kept).length ? Object.fromEntries(entries) : undefined
}
