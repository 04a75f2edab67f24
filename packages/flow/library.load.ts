/** Loads flow files: reads, compiles and pins them. The only way from YAML to a library. */
import type { ActionSpec } from './action.ts'
import { type Book, fail, isClean, sortFindings, warn } from './book.ts'
import { compileFlow } from './compile.ts'
import { type EngineSource, readEngine } from './engine.ts'
import type { Finding } from './finding.ts'
import { runsOf } from './graph.ts'
import { hashOf } from './hash.ts'
import type { Bundle, Library } from './library.ts'
import { growPlaces, type PlaceRow } from './place.ts'
import type { Profile } from './profile.ts'
import { readFlow } from './read.ts'
import type { FlowSource } from './source.ts'
import type { Table } from './table.ts'
import { readYaml } from './yaml.ts'

/** Flows that can be used, with warnings; or what keeps them from being used. */
export type Loading = { ok: true; library: Library; findings: Finding[] } | { ok: false; findings: Finding[] }

/** One flow in both forms, for checks that need to know where something stands. */
export type Compiled = { source: FlowSource; table: Table }

/** Everything that was made of the files, errors or not. */
export type Draft = { flows: Compiled[]; engine: EngineSource | undefined; library: Library; findings: Finding[] }

/** The flows that the engine's keys lead to. */
const ENGINE_FLOWS = ['home', 'danger', 'person']

/**
 * Compiles flow files by name (`register.yaml`, `flows/engine.yaml`; folders below such as `messages/` are passed over).
 * Any error refuses the whole set: the old one keeps running.
 */
export function loadFlows(
  files: Record<string, string>,
  places: PlaceRow[],
  actions: ActionSpec[],
  profiles: Profile[],
): Loading {
  const { library, findings } = draftFlows(files, places, actions, profiles)
  return isClean(findings) ? { ok: true, library, findings } : { ok: false, findings }
}

/** The same, keeping what could be read of files with errors. */
export function draftFlows(
  files: Record<string, string>,
  rows: PlaceRow[],
  actions: ActionSpec[],
  profiles: Profile[],
): Draft {
  const findings: Finding[] = []
  const own = Object.entries(files).filter(([file]) => isFlowFile(file))
  const engineFile = own.find(([file]) => nameOf(file) === 'engine')
  const engine = engineFile && readEngineFile({ file: engineFile[0], findings }, engineFile[1])
  if (engineFile === undefined)
    fail({ file: 'engine.yaml', findings }, TOP, 'engine.missing', 'there is no engine.yaml', 'add it')
  const languages = Object.keys(engine?.vocabulary.languages ?? {})
  const sources = own
    .filter((entry) => entry !== engineFile)
    .map(([file, content]) => readFlowFile({ file, findings }, content, languages))
    .filter((source) => source !== undefined)
  const surroundings = {
    flows: new Set(sources.map(({ name }) => name.text)),
    actions: new Map(actions.map((action) => [action.name, action])),
  }
  const flows = sources.map((source) => ({
    source,
    table: compileFlow({ file: source.file, findings }, source, surroundings),
  }))
  for (const name of ENGINE_FLOWS) {
    if (surroundings.flows.has(name)) continue
    warn(
      { file: `${name}.yaml`, findings },
      TOP,
      'flow.absent',
      `there is no flow "${name}"`,
      `a key of the engine leads there`,
    )
  }
  const vocabulary = engine?.vocabulary ?? { words: {}, languages: {}, synonyms: {} }
  const library = pin(
    flows.map(({ table }) => table),
    rows,
    profiles,
    vocabulary,
  )
  return { flows, engine, library, findings: sortFindings(findings) }
}

const TOP = { line: 1, column: 1 }

function pin(
  tables: Table[],
  rows: PlaceRow[],
  profiles: Profile[],
  vocabulary: Pick<Library, 'words' | 'languages' | 'synonyms'>,
): Library {
  const atlas = hashOf(rows)
  const byFlow = new Map(tables.map((table) => [table.flow, table]))
  const shapes: Record<string, Bundle> = {}
  const newest: Record<string, string> = {}
  for (const table of tables) {
    const reached = closeOver(table, byFlow)
    const asksPlaces = reached.some(({ kinds }) => Object.values(kinds).some(({ type }) => type === 'place'))
    const pinned = reached.map(({ flow, own }) => [flow, `${flow}@${own}`] as const)
    const shape = hashOf([pinned, asksPlaces ? atlas : ''])
    shapes[`${table.flow}@${shape}`] = { tables: Object.fromEntries(pinned), places: atlas }
    newest[table.flow] = shape
  }
  return {
    ...vocabulary,
    tables: Object.fromEntries(tables.map((table) => [`${table.flow}@${table.own}`, table])),
    shapes,
    newest,
    places: { [atlas]: growPlaces(rows) },
    atlas,
    profiles: Object.fromEntries(profiles.map((profile) => [profile.name, profile])),
  }
}

/** Every flow that a conversation begun in this one can come to, by name. */
function closeOver(first: Table, byFlow: ReadonlyMap<string, Table>): Table[] {
  const reached = new Map<string, Table>()
  const waiting = [first.flow, ...ENGINE_FLOWS]
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    const table = byFlow.get(name)
    if (table === undefined || reached.has(name)) continue
    reached.set(name, table)
    waiting.push(...table.steps.flatMap(runsOf))
  }
  return [...reached.values()].sort((one, other) => (one.flow < other.flow ? -1 : 1))
}

function readEngineFile(book: Book, content: string): EngineSource | undefined {
  const reading = readYaml(book.file, content)
  if (reading.ok) return readEngine(book, reading.node)
  book.findings.push(...reading.findings)
  return undefined
}

function readFlowFile(book: Book, content: string, languages: string[]): FlowSource | undefined {
  const reading = readYaml(book.file, content)
  if (reading.ok) return readFlow(book, reading.node, nameOf(book.file), languages)
  book.findings.push(...reading.findings)
  return undefined
}

/** Whether a path is a flow (or the engine file): `register.yaml` or `flows/register.yaml`, not what lies deeper. */
function isFlowFile(path: string): boolean {
  return /^(.*\bflows\/|\.\/)?[^/]+\.yaml$/.test(path.replaceAll('\\', '/'))
}

function nameOf(path: string): string {
  return path
    .replaceAll('\\', '/')
    .replace(/^.*\//, '')
    .replace(/\.yaml$/, '')
}
