/** Files of other makers, for the tests of what is imported: one small flow about ice cream, and the parts to build others. */

import type { Kind } from '@dhatri/flow/answer'
import { type Draft, draftFlows } from '@dhatri/flow/load'
import type { Step } from '@dhatri/flow/table'
import { type Import, importContainer } from './floip.import.ts'
import type { Note } from './floip.note.ts'
import type { JsonObject } from './floip.wire.ts'

/** The UUID of a number. */
export const id = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`
/** Words for texts and calls, in English. */
export const text = (number: number, value: string, more: JsonObject[] = []): JsonObject => ({
  uuid: id(number),
  values: [{ language_id: 'eng', content_type: 'TEXT', modes: ['SMS', 'USSD', 'IVR'], value }, ...more],
})
/** A block; its exits are numbered. */
export const block = (
  number: number,
  type: string,
  name: string,
  config: JsonObject,
  exits: JsonObject[],
): JsonObject => ({
  uuid: id(number),
  type,
  name,
  config,
  exits: exits.map((exit, index) => ({ uuid: id(number * 100 + index), name: `exit ${index + 1}`, ...exit })),
})
/** The last exit. */
export const on = (to?: number): JsonObject => ({ default: true, destination_block: to === undefined ? null : id(to) })
/** An option that its name chooses. */
export const choice = (name: string, prompt: number): JsonObject => ({
  name,
  prompt: id(prompt),
  text_tests: [{ test_expression: `block.response = '${name}'` }],
})

/** The question. */
export const ASK = block(
  1,
  'MobilePrimitives.SelectOneResponse',
  'flavour',
  { prompt: id(50), choices: [choice('chocolate', 51), choice('Dark Vanilla', 52)] },
  [{ test: 'block.value = chocolate', destination_block: id(2) }, on(3)],
)
/** Where the first option leads. */
export const CHOCOLATE = block(2, 'MobilePrimitives.Message', 'one', { prompt: id(53) }, [on()])
/** Where the second leads. */
export const OTHER = block(3, 'MobilePrimitives.Message', 'two', { prompt: id(54) }, [on()])
/** All words. */
export const RESOURCES = [
  text(50, 'Which one?'),
  text(51, 'Chocolate'),
  text(52, 'Vanilla'),
  text(53, 'Good.'),
  text(54, 'Fine.'),
]

/** A container of one flow; parts of it may be other than usual. */
export function container(blocks: JsonObject[], flow: JsonObject = {}, more: JsonObject = {}): JsonObject {
  return {
    specification_version: '1.0.0-rc4',
    uuid: id(900),
    name: 'Ice cream',
    flows: [
      {
        uuid: id(901),
        name: 'Ice cream order',
        last_modified: '2021-02-05 18:55:59.229Z',
        interaction_timeout: 60,
        supported_modes: ['SMS', 'USSD', 'IVR'],
        first_block_id: id(1),
        languages: [{ id: 'eng', iso_639_3: 'eng' }],
        blocks,
        resources: RESOURCES,
        ...flow,
      },
    ],
    ...more,
  }
}

/** What comes of a file. */
export type Taken = { yaml: string; steps: Step[]; kinds: Record<string, Kind>; notes: Note[]; codes: string[] }

/** Reads files with the words of an engine file, as text or as JSON. */
export function openReader(engine: string): {
  read: (given: JsonObject | string) => Import
  take: (given: JsonObject) => Taken
} {
  const { library } = draftFlows({ 'engine.yaml': engine }, [], [], [])
  const read = (given: JsonObject | string) =>
    importContainer(typeof given === 'string' ? given : JSON.stringify(given), { vocabulary: library, flows: ['home'] })
  return { read, take: (given) => takeFirst(read(given), engine) }
}

/** The first flow that comes of a file, once our loader has taken it, with what was noted; throws where it was not. */
function takeFirst(result: Import, engine: string): Taken {
  if (!result.ok) throw new Error(JSON.stringify(result.refusals))
  const draft: Draft = draftFlows({ 'engine.yaml': engine, ...result.files }, [], [], [])
  const errors = draft.findings.filter(({ level }) => level === 'error')
  if (errors.length > 0) throw new Error(JSON.stringify(errors))
  const [flow] = draft.flows
  const usual = ['floip.about', 'floip.options', 'floip.timeout']
  return {
    yaml: Object.values(result.files)[0] ?? '',
    steps: flow?.table.steps ?? [],
    kinds: flow?.table.kinds ?? {},
    notes: result.notes,
    codes: result.notes.map(({ code }) => code).filter((code) => !usual.includes(code)),
  }
}
