/** Loads flow files: reads, compiles and pins them. The only way from YAML to a library. */
import type { ActionSpec } from './action.ts'
import { fail, isClean, sortFindings } from './book.ts'
import { checkFiles } from './bounds.ts'
import { compileFlow } from './compile.ts'
import { type EngineSource, readEngine } from './engine.ts'
import { isFlowFile, nameOf, readFile } from './files.ts'
import type { Finding } from './finding.ts'
import { runsOf } from './graph.ts'
import { hashOf } from './hash.ts'
import { bindKeeps } from './keep.ts'
import { countLeaves } from './leaves.ts'
import type { Bundle, Library } from './library.ts'
import { growPlaces, type PlaceRow } from './place.ts'
import type { Profile } from './profile.ts'
import { readFlow } from './read.ts'
import { isSigned } from './signature.ts'
import type { FlowSource } from './source.ts'
import type { Table } from './table.ts'
import { listWritten, type Vocabulary } from './vocabulary.ts'

/** Flows that can be used, with warnings; or what keeps them from being used. */
export type Loading = { ok: true; library: Library; findings: Finding[] } | { ok: false; findings: Finding[] }

/** One flow in both forms, for checks that need to know where something stands. */
export type Compiled = { source: FlowSource; table: Table }

/** Everything that was made of the files, errors or not. */
export type Draft = { flows: Compiled[]; engine: EngineSource | undefined; library: Library; findings: Finding[] }

/** The flows that the engine's keys lead to. */
export const ENGINE_FLOWS: readonly string[] = ['home', 'danger', 'person']

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
  const isBounded = checkFiles(files, findings)
  const engine = isBounded ? draftEngine(files, findings) : undefined
  const languages = engine === undefined ? ['bn', 'en', 'bn-Latn'] : listWritten(engine.vocabulary.languages)
  const own = (isBounded ? Object.entries(files) : []).filter(([file]) => isFlowFile(file) && nameOf(file) !== 'engine')
  const sources = own
    .map(([file, content]) => {
      const book = { file, findings }
      return readFile(book, content, (node) => readFlow(book, node, nameOf(file), languages))
    })
    .filter((source) => source !== undefined)
  const surroundings = {
    // By their files, so that a flow which cannot be read is not a fault of the flows that run it too.
    flows: new Set(own.map(([file]) => nameOf(file))),
    actions: new Map(actions.map((action) => [action.name, action])),
  }
  const flows = sources.map((source) => {
    const table = compileFlow({ file: source.file, findings }, source, surroundings)
    // A word alone lets nothing be sent: only a signature under these very words does.
    table.isReviewed &&= isSigned(files[source.file] ?? '')
    return { source, table }
  })
  bindKeeps(flows.map(({ source, table }) => ({ book: { file: source.file, findings }, source, table })))
  const vocabulary = engine?.vocabulary ?? { words: {}, languages: {}, synonyms: {} }
  const places = growPlaces(rows)
  for (const { table } of flows) table.own = signLeaves(table, countLeaves(table, { vocabulary, places }, profiles))
  const tables = flows.map(({ table }) => table)
  return { flows, engine, library: pin(tables, rows, profiles, vocabulary), findings: sortFindings(findings) }
}

/** The structure's hash; page counts are part of it only where some screen has more than one. */
function signLeaves({ own }: Table, leaves: string[]): string {
  return leaves.length === 0 ? own : hashOf([own, leaves])
}

/** Reads the engine file among the files; noted where there is none. */
export function draftEngine(files: Record<string, string>, findings: Finding[]): EngineSource | undefined {
  const found = Object.entries(files).find(([file]) => isFlowFile(file) && nameOf(file) === 'engine')
  if (found === undefined) {
    const book = { file: 'engine.yaml', findings }
    fail(book, { line: 1, column: 1 }, 'engine.missing', 'there is no engine.yaml', 'hand it over with the flows')
    return undefined
  }
  const book = { file: found[0], findings }
  return readFile(book, found[1], (node) => readEngine(book, node))
}

function pin(tables: Table[], rows: PlaceRow[], profiles: Profile[], vocabulary: Vocabulary): Library {
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
