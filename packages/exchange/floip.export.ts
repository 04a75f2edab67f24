/**
 * Flows as a FLOIP container (flow specification 1.0.0-rc4), with every flow that they run. Ids come from names, so that
 * an export of the same flows is the same file; what plain FLOIP cannot say lies in `vendor_metadata` and is listed.
 */
import { leadsTo, runsOf } from '@dhatri/flow/graph'
import type { Compiled } from '@dhatri/flow/load'
import { HOME } from '@dhatri/flow/table'
import { type Desk, lose, openDesk, partId, type Studio, stepKey } from './floip.desk.ts'
import { declare } from './floip.kind.ts'
import { modeOf, tonguesOf, writeLanguage } from './floip.language.ts'
import type { Loss } from './floip.loss.ts'
import { wordsOf } from './floip.resource.ts'
import { putHome } from './floip.run.ts'
import { putStep } from './floip.step.ts'
import { uuidOf } from './floip.uuid.ts'
import { type Container, type Flow, type JsonObject, SPECIFICATION, VENDOR } from './floip.wire.ts'

/** What is exported: which flows (all without any), and when each was last changed (RFC 3339, UTC). */
export type Order = Studio & { wanted: readonly string[]; modified: (flow: string) => string }

/** The file, and what other engines will go without. */
export type Export = { container: Container; losses: Loss[] }

/** Seconds for which an answer is taken: seven days by SMS, the longest of our channels. */
const ANSWERED_WITHIN = 7 * 86_400

/** So many flows are named in the name of a file. */
const MOST_NAMED = 20

/** Exports flows with all that they run, in the order in which callers come to them. */
export function exportFlows(order: Order): Export {
  const flows = reach(order)
  const names = flows.map(({ table }) => table.flow)
  const desks = flows.map((flow) => writeFlow(order, flow))
  const first = desks[0]?.desk
  if (first !== undefined) {
    lose(first, 'floip.navigation')
    lose(first, 'floip.screens')
  }
  const container: Container = {
    specification_version: SPECIFICATION,
    uuid: containerId(names),
    name: nameContainer(names),
    vendor_metadata: { [VENDOR]: describeEngine(order) },
    flows: desks.map(({ flow }) => flow),
  }
  return { container, losses: desks.flatMap(({ desk }) => desk.losses) }
}

/** The id of the file that holds these flows. */
export const containerId = (names: readonly string[]): string => uuidOf(`container/${names.toSorted().join(',')}`)

/** What the file that holds these flows is called. */
export const nameContainer = (names: readonly string[]): string =>
  names.length > MOST_NAMED ? `${names[0]} and ${names.length - 1} more` : names.join(', ')

/** The flows asked for, then those that they run, each once. */
function reach({ flows, wanted }: Order): Compiled[] {
  const found = new Map<string, Compiled>()
  const waiting = wanted.length > 0 ? [...wanted] : flows.map(({ table }) => table.flow)
  for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
    const flow = flows.find(({ table }) => table.flow === name)
    if (flow === undefined || found.has(name)) continue
    found.set(name, flow)
    waiting.push(...flow.table.steps.flatMap(runsOf), ...(leadsHome(flow) ? ['home'] : []))
  }
  return [...found.values()]
}

const leadsHome = ({ table }: Compiled): boolean => table.steps.flatMap(leadsTo).includes(HOME)

function writeFlow(order: Order, compiled: Compiled): { flow: Flow; desk: Desk } {
  const { table, source } = compiled
  const languages = table.languages.map((tag) => writeLanguage(tag, order.library.languages[tag]?.name ?? tag))
  const pairs = table.languages.map((tag, index) => ({ tag, id: languages[index]?.id ?? tag }))
  const desk = openDesk(order, compiled, tonguesOf(pairs, table.channels, order.library))
  for (const [index, step] of table.steps.entries()) {
    const written = source.steps[index]
    if (written !== undefined) putStep(desk, step, written)
  }
  if (leadsHome(compiled)) putHome(desk)
  listFlowLosses(desk)
  const title = wordsOf(table.title)
  const flow: Flow = {
    uuid: partId(table.flow),
    // The published schema wants three letters at least.
    name: table.flow.length < 3 ? `${table.flow} flow` : table.flow,
    label: title['en'] ?? Object.values(title)[0] ?? table.flow,
    last_modified: order.modified(table.flow),
    interaction_timeout: ANSWERED_WITHIN,
    supported_modes: table.channels.map(modeOf),
    languages,
    first_block_id: partId(table.flow, stepKey(table.steps[0]?.id ?? '')),
    blocks: desk.blocks,
    resources: desk.resources,
    vendor_metadata: { [VENDOR]: describeFlow(desk) },
  }
  return { flow, desk }
}

/** What stands at the top of a flow file and has no place in FLOIP. */
function describeFlow({ table, flow: { source } }: Desk): JsonObject {
  const kinds = (isFact: boolean): JsonObject =>
    Object.fromEntries(
      source.kinds.filter((kind) => kind.isFact === isFact).map(({ name, kind }) => [name, declare(kind)]),
    )
  return {
    flow: table.flow,
    title: wordsOf(table.title),
    about: table.about,
    ...(table.source !== undefined && { source: table.source }),
    ...(source.reviewed && { reviewed: source.reviewed.text }),
    facts: kinds(true),
    answers: kinds(false),
    ...(table.gives && { gives: table.gives }),
    ...(table.moved && { moved: table.moved }),
    ...(source.form && { form: source.form.text }),
  }
}

function listFlowLosses(desk: Desk): void {
  const { table } = desk
  if (table.about !== 'service') lose(desk, 'floip.about', undefined, table.about)
  if (table.about !== 'service' && !table.isReviewed) lose(desk, 'floip.review')
  if (table.form !== undefined) lose(desk, 'floip.form')
  if (table.gives !== undefined) lose(desk, 'floip.gives')
}

/** What the engine does by itself on every screen, for whoever builds one after a file. */
function describeEngine({ library }: Order): JsonObject {
  const profiles = Object.values(library.profiles).map(({ name, ussd }) => ({ name, ...ussd }))
  return {
    tries: 3,
    keys: {
      ussd: { '0': 'back', '00': 'start', '9': 'more', '99': 'danger' },
      voice: { '*': 'repeat', '#': 'back', '0': 'person', '9': 'danger' },
    },
    screens: profiles,
  }
}
