/**
 * FLOIP containers as our flow files: our own exports come back as they were, others as far as our language goes, with
 * every block, exit and test that could not be carried named. Nothing in a file is trusted, and nothing of it is run.
 */
import type { Vocabulary } from '@dhatri/flow/vocabulary'
import { takeCensus } from './floip.census.ts'
import { partId } from './floip.desk.ts'
import { type DraftFlow, type DraftStep, type Go, mapGoes } from './floip.draft.ts'
import { raiseForeign } from './floip.foreign.ts'
import type { Refusal } from './floip.json.ts'
import { type Declared, readDeclared } from './floip.kind.ts'
import { channelsIn } from './floip.language.ts'
import { nameStep, openFlowRegister } from './floip.naming.ts'
import type { Note } from './floip.note.ts'
import { beginAt, passOn, readingOrder, refuseRings } from './floip.order.ts'
import { bindOwn, isHome, raiseOwn } from './floip.own.ts'
import { readContainer } from './floip.read.ts'
import { isObject, Wrong } from './floip.shape.ts'
import type { Container, Flow, JsonObject } from './floip.wire.ts'
import { type Bench, hintOf, openBench, remark } from './floip.words.ts'
import { writeYaml } from './floip.yaml.ts'

/** What flows are imported into: the languages, and the flows that are there already and may be run. */
export type Into = { vocabulary: Pick<Vocabulary, 'languages'>; flows: readonly string[] }

/** Flow files by name; or every reason why the file is refused. Either way with what could not be carried. */
export type Import =
  | { ok: true; files: Record<string, string>; notes: Note[]; container: Container }
  | { ok: false; refusals: Refusal[]; notes: Note[] }

/** Imports a file. */
export function importContainer(text: string, into: Into): Import {
  const reading = readContainer(text)
  if (!reading.ok) return { ...reading, notes: [] }
  const { container, notes } = reading
  try {
    const names = nameFlows(container, into)
    const flows = container.flows.map((flow) => readFlow(flow, { container, into, notes, names }))
    const files = flows.flatMap((flow) => (flow === undefined ? [] : [[`${flow.name}.yaml`, writeYaml(flow)]]))
    if (files.length === 0) throw new Wrong('floip.empty', '', 'no flow has a step in a language of ours')
    return { ok: true, files: Object.fromEntries(files), notes, container }
  } catch (fault) {
    if (fault instanceof Wrong) return { ok: false, refusals: [fault.refusal], notes }
    throw fault
  }
}

type Desk = { container: Container; into: Into; notes: Note[]; names: Map<string, string> }

/** What each flow of the file, and each that is there already, is called here, by its UUID. */
function nameFlows({ flows }: Container, into: Into): Map<string, string> {
  const register = openFlowRegister()
  const known = into.flows.map((name): [string, string] => [partId(name), name])
  const own = flows.map((flow): [string, string] => {
    const given = hintOf(flow)?.['flow']
    return [flow.uuid, nameStep(typeof given === 'string' ? given : flow.name, register)]
  })
  return new Map([...known, ...own])
}

function readFlow(flow: Flow, desk: Desk): DraftFlow | undefined {
  const bench = openBench(flow, desk.into.vocabulary, desk.notes)
  if (bench.tongues.length === 0) return undefined
  const hint = hintOf(flow)
  const { steps, answers, facts } = hint === undefined ? raiseAll(bench, desk) : raiseOwnFlow(bench, desk, hint)
  if (steps.length === 0) {
    desk.notes.push({ code: 'floip.empty', flow: flow.name })
    return undefined
  }
  refuseRings(steps)
  const named = steps.map((step) => nameRuns(step, desk.names))
  const top = hint === undefined ? describeForeign(bench, desk) : describeOwn(bench, hint)
  return {
    name: desk.names.get(flow.uuid) ?? flow.name,
    languages: bench.tongues.map(({ tag }) => tag),
    channels: usedChannels(flow),
    facts,
    answers,
    gives: [],
    ...top,
    steps: named,
  }
}

const usedChannels = ({ supported_modes: modes }: Flow): string[] => {
  const channels = channelsIn(modes)
  return channels.length > 0 ? channels : channelsIn(['TEXT'])
}

type Contents = { steps: DraftStep[]; answers: [string, Declared][]; facts: [string, Declared][] }

/** A flow of ours; blocks that somebody added to it elsewhere are read as foreign ones. */
function raiseOwnFlow(bare: Bench, desk: Desk, hint: JsonObject): Contents {
  const [answers, facts] = [readKinds(hint['answers']), readKinds(hint['facts'])]
  const names = (kinds: [string, Declared][]) => kinds.map(([name]) => name)
  const bench = bindOwn(bare, names(answers), names(facts))
  const { blocks, first_block_id: first } = bench.flow
  const added = blocks.filter((block) => hintOf(block) === undefined)
  const census = takeCensus(
    { ...bench, flow: { ...bench.flow, blocks: added } },
    desk.container,
    new Set(desk.names.keys()),
  )
  const kinds = Object.fromEntries([...answers, ...facts])
  const instead = new Map<string, Go>(blocks.filter(isHome).map(({ uuid }) => [uuid, 'home']))
  const steps = blocks.flatMap((block): DraftStep[] => {
    if (hintOf(block) !== undefined) {
      const step = raiseOwn(bench, block, kinds)
      return step === undefined ? [] : [step]
    }
    const raised = raiseForeign(bench, block, census)
    if (raised.instead !== undefined) instead.set(block.uuid, raised.instead)
    return raised.steps
  })
  const passed = passOn(steps, instead)
  const start = beginAt(first, instead)
  const ordered = [...passed.filter(({ block }) => block === start), ...passed.filter(({ block }) => block !== start)]
  return { steps: nameSteps(ordered), answers: [...limitsIn(bench, answers), ...census.kinds], facts }
}

/** The limits of numbers are plain FLOIP: those in the blocks hold. */
function limitsIn({ flow }: Bench, answers: [string, Declared][]): [string, Declared][] {
  return answers.map(([name, declared]) => {
    const block = flow.blocks.find((one) => one.name === name && one.type === 'MobilePrimitives.NumericResponse')
    const { validation_minimum: from, validation_maximum: to } = block?.config ?? {}
    const isNumber = declared.type === 'number' && typeof from === 'number' && typeof to === 'number'
    return [name, isNumber ? { ...declared, from: String(from), to: String(to) } : declared]
  })
}

function raiseAll(bare: Bench, desk: Desk): Contents {
  const { flow } = bare
  const census = takeCensus(bare, desk.container, new Set(desk.names.keys()))
  const bench: Bench = { ...bare, nameOf: (path) => answerAt(census.byName, census.answers, path) }
  const instead = new Map<string, Go>()
  const steps = flow.blocks.flatMap((block) => {
    const raised = raiseForeign(bench, block, census)
    if (raised.instead !== undefined) instead.set(block.uuid, raised.instead)
    return raised.steps
  })
  const passed = passOn(steps, instead)
  const ordered = readingOrder(passed, beginAt(flow.first_block_id, instead))
  const isUsed = (uuid: string): boolean =>
    ordered.some(({ block }) => block.split('#')[0] === uuid) || instead.has(uuid)
  for (const block of flow.blocks) if (!isUsed(block.uuid)) remark(bench, 'floip.unreachable', block)
  const kept = new Set(ordered.map(({ id }) => id))
  return {
    steps: nameSteps(ordered),
    answers: [...census.kinds].filter(([name]) => kept.has(name)),
    facts: [],
  }
}

function answerAt(byName: ReadonlyMap<string, { uuid: string }>, answers: ReadonlyMap<string, string>, path: string) {
  const [root, name = '', field = 'value'] = path.toLowerCase().split('.')
  const isAnswer = (root === 'results' || root === 'flow') && (field === 'value' || field === 'text')
  const block = isAnswer ? byName.get(name) : undefined
  return block && answers.get(block.uuid)
}

/** Decisions that a block was taken apart into are called by their place, as an author would leave them. */
function nameSteps(steps: DraftStep[]): DraftStep[] {
  return steps.map((step, index) => (step.id === '' ? { ...step, id: `${step.kind}-${index + 1}` } : step))
}

/** The flows that are run, by name. */
function nameRuns(step: DraftStep, names: ReadonlyMap<string, string>): DraftStep {
  const nameOf = (flow: string): string => names.get(flow) ?? flow
  if (step.kind === 'run') return { ...step, flow: nameOf(step.flow) }
  if (step.kind !== 'menu') return mapGoes(step, (go) => go)
  return {
    ...step,
    options: step.options.map((option) => (option.run === undefined ? option : { ...option, run: nameOf(option.run) })),
  }
}

/** What stands at the top of a flow of ours; nobody's word in a file makes a text reviewed. */
function describeOwn(
  { flow, notes }: Bench,
  hint: JsonObject,
): Pick<DraftFlow, 'title' | 'about' | 'gives'> & Partial<DraftFlow> {
  const text = (key: string): string | undefined => (typeof hint[key] === 'string' ? hint[key] : undefined)
  const [source, reviewed, form] = [text('source'), text('reviewed'), text('form')]
  if (reviewed === 'yes') notes.push({ code: 'floip.reviewed', flow: flow.name })
  const gives = Array.isArray(hint['gives'])
    ? hint['gives'].filter((name): name is string => typeof name === 'string')
    : []
  const moved = readPairs(hint['moved'])
  return {
    title: readPairs(hint['title']),
    about: text('about') ?? 'service',
    gives,
    ...(source !== undefined && { source }),
    ...(reviewed !== undefined && { reviewed: 'no' }),
    ...(Object.keys(moved).length > 0 && { moved }),
    ...(form !== undefined && { form }),
  }
}

function readPairs(value: unknown): { [name: string]: string } {
  const entries = isObject(value as JsonObject) ? Object.entries(value as JsonObject) : []
  return Object.fromEntries(entries.filter((pair): pair is [string, string] => typeof pair[1] === 'string'))
}

function readKinds(value: unknown): [string, Declared][] {
  const entries = isObject(value as JsonObject) ? Object.entries(value as JsonObject) : []
  return entries.flatMap(([name, written]) => {
    const declared = readDeclared(written)
    return declared === undefined ? [] : [[name, declared]]
  })
}

function describeForeign(
  bench: Bench,
  { container }: Desk,
): Pick<DraftFlow, 'title' | 'about' | 'source' | 'reviewed'> {
  const { flow, notes, tongues } = bench
  const { exit_block_id: exit, interaction_timeout: seconds } = flow
  notes.push({ code: 'floip.about', flow: flow.name })
  if (exit !== undefined) notes.push({ code: 'floip.exitBlock', flow: flow.name, block: exit })
  if (seconds > 0) notes.push({ code: 'floip.timeout', flow: flow.name, detail: `${seconds} s` })
  const makers = [...new Set(flow.blocks.flatMap(({ vendor_metadata: beside }) => Object.keys(beside ?? {})))]
  const others = makers.filter((maker) => maker !== 'floip')
  if (others.length > 0) notes.push({ code: 'floip.vendor', flow: flow.name, detail: others.join(', ') })
  const title = Object.fromEntries(tongues.map(({ tag }) => [tag, (flow.label || flow.name).trim()]))
  const source = `FLOIP container ${container.name} ${container.uuid}`.trim()
  return { title, about: 'service', source, reviewed: 'no' }
}
