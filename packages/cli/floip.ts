/**
 * `dhatri export floip` and `dhatri import floip`: flows as a FLOIP container (flow specification 1.0.0-rc4) and back,
 * with everything that the other side cannot carry listed.
 */
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { readPlaces } from '@dhatri/care/roster.places'
import { listChanges } from '@dhatri/exchange/floip.compare'
import { exportFlows } from '@dhatri/exchange/floip.export'
import { importContainer } from '@dhatri/exchange/floip.import'
import { printLosses } from '@dhatri/exchange/floip.loss'
import { printNote } from '@dhatri/exchange/floip.note'
import { listTables } from '@dhatri/exchange/order'
import { isClean } from '@dhatri/flow/book'
import { type Draft, draftFlows } from '@dhatri/flow/load'
import { profiles, readFlowFiles, shippedFolder } from '@dhatri/functions/content'
import { actionSpecs } from '@dhatri/service/actions'
import { findFlow, refuse, writeOut } from './paper.ts'

const MOST_BYTES = 16_000_000

/** Exports the flows named, or all; the container goes to a file or to the terminal, what is lost beside it. */
export function exportFloip(args: string[], folder = shippedFolder): number {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { out: { type: 'string' }, json: { type: 'boolean', default: false }, modified: { type: 'string' } },
  })
  const draft = draftFolder(folder)
  const tables = listTables(draft.library)
  if (positionals.some((name) => findFlow('export', name, tables) === undefined)) return 1
  const { modified } = values
  if (modified !== undefined && Number.isNaN(Date.parse(modified)))
    return refuse(`export.modified ${modified}: a time such as 2026-01-31T00:00:00Z`)
  const { container, losses } = exportFlows({
    flows: tables.flatMap(({ flow }) => draft.flows.filter(({ table }) => table.flow === flow)),
    library: draft.library,
    recordings: listRecordings(folder),
    wanted: positionals,
    modified: (flow) => (modified === undefined ? changedAt(folder, flow) : new Date(modified)).toISOString(),
  })
  const file = `${JSON.stringify(container, null, 2)}\n`
  if (values.json) console.log(JSON.stringify(values.out === undefined ? { container, losses } : { losses }))
  if (values.out !== undefined) writeOut(values.out, file)
  else if (!values.json) writeOut(undefined, file)
  if (values.json) return 0
  // What is lost must not get into a container that is piped on.
  const print = values.out === undefined ? console.error : console.log
  print(
    `${container.flows.length} flows; ${losses.length} things that plain FLOIP cannot carry (kept in vendor_metadata):`,
  )
  for (const line of printLosses(losses)) print(line)
  return 0
}

/** Imports a container into a folder of its own; 1 where it is refused, or our loader would refuse what comes of it. */
export function importFloip(args: string[], folder = shippedFolder): number {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      out: { type: 'string', default: 'imported' },
      'dry-run': { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    },
  })
  const [path] = positionals
  if (path === undefined || !existsSync(path))
    return refuse(`import.noFile ${path ?? 'write `dhatri import floip file.json`'}`)
  if (statSync(path).size > MOST_BYTES) return refuse(`import.size ${path}: more than ${MOST_BYTES} bytes`)
  const shipped = draftFolder(folder)
  const flows = shipped.flows.map(({ table }) => table.flow)
  const result = importContainer(readFileSync(path, 'utf8'), { vocabulary: shipped.library, flows })
  if (!result.ok) {
    const { refusals, notes } = result
    if (values.json) console.log(JSON.stringify({ refusals, notes }))
    else {
      for (const note of notes) console.log(printNote(note))
      for (const { code, at, words } of refusals) refuse(`${path}${at === '' ? '' : ` ${at}`} ${code}: ${words}`)
    }
    return 1
  }
  const draft = draftFolder(folder, result.files)
  const faults = draft.findings.filter(({ file, level }) => level === 'error' && Object.hasOwn(result.files, file))
  const again = exportFlows({
    flows: draft.flows,
    library: draft.library,
    recordings: listRecordings(folder),
    wanted: [],
    modified: () => '',
  })
  const notes = [...result.notes, ...listChanges(result.container, again.container)]
  const names = Object.keys(result.files)
  const taken = values['dry-run'] ? [] : names.filter((name) => existsSync(join(values.out, name)))
  const isGood = faults.length === 0 && taken.length === 0
  const written = isGood && !values['dry-run'] ? names : []
  if (written.length > 0) mkdirSync(values.out, { recursive: true })
  for (const name of written) writeFileSync(join(values.out, name), result.files[name] ?? '')
  if (values.json) console.log(JSON.stringify({ flows: names, written, notes, faults, taken }))
  else {
    for (const note of notes) console.log(printNote(note))
    for (const { file, line, column, rule, words } of faults) console.log(`${file}:${line}:${column} ${rule}: ${words}`)
    for (const name of taken)
      console.log(`import.exists ${join(values.out, name)}: move it, or name another folder with --out`)
    const where = written.length === 0 ? 'nothing written' : `written to ${values.out}/`
    console.log(`${names.length} flows read, ${notes.length} things not carried, ${faults.length} faults, ${where}`)
  }
  return isGood ? 0 : 1
}

/** The flows of a folder, some of them replaced; throws where those of the folder are broken. */
function draftFolder(folder: string, changed: Record<string, string> = {}): Draft {
  const { places } = readPlaces(readFileSync(join(folder, 'places/places.csv'), 'utf8'))
  const draft = draftFlows({ ...readFlowFiles(folder), ...changed }, places, actionSpecs, profiles)
  if (Object.keys(changed).length === 0 && !isClean(draft.findings))
    throw new Error('content.broken: run `dhatri check`')
  return draft
}

/** Recordings by a person, by key: a stand-in is not one. */
function listRecordings(folder: string): Record<string, string> {
  const manifest = join(folder, 'audio/manifest.json')
  if (!existsSync(manifest)) return {}
  const clips: Record<string, { file: string; kind: string }> = JSON.parse(readFileSync(manifest, 'utf8'))
  const recorded = Object.entries(clips).filter(([, { kind }]) => kind === 'recorded')
  return Object.fromEntries(recorded.map(([key, { file }]) => [key, `audio/${file}`]))
}

const changedAt = (folder: string, flow: string): Date => statSync(join(folder, `${flow}.yaml`)).mtime
