/**
 * A translator's sheet brought back into the flow files. Only changed texts are touched; a row that cannot be taken is
 * named and leaves the others alone; what the flow checker would refuse is not written, and the old words stay.
 */
import type { Audit } from '@dhatri/flow/audit'
import { checkFlows } from '@dhatri/flow/check'
import type { Finding } from '@dhatri/flow/finding'
import { listWritten } from '@dhatri/flow/vocabulary'
import { readCsv } from './csv.ts'
import { type Surroundings, surveyFiles } from './survey.ts'
import { type Change, type ImportFault, judgeRow, READ_COLUMNS } from './translations.judge.ts'
import { writeChanges } from './translations.write.ts'
import { listUnits, type Unit } from './unit.ts'

/** The files that change, the rows behind it, how many rows say what is there, and the rows that are refused. */
export type Import = {
  files: Record<string, string>
  changed: { row: number; key: string; file: string }[]
  unchanged: number
  faults: ImportFault[]
}

/** Reads a sheet against the files it came from; nothing is written here. */
export function importTranslations(files: Record<string, string>, sheet: string, surroundings: Surroundings): Import {
  const audit = surveyFiles(files, surroundings)
  const { rows, faults: unread } = readCsv(sheet, READ_COLUMNS)
  const faults: ImportFault[] = [...unread]
  const changes: Change[] = []
  const seen = new Set<string>()
  const unitsIn = cacheUnits(audit)
  let unchanged = 0
  for (const row of rows) {
    const [key = '', from = '', to = ''] = [row.cells['key'], row.cells['from'], row.cells['to']].map((cell) =>
      cell?.trim(),
    )
    const units = unitsIn(from, to)
    const id = `${key} ${to}`
    if (units === undefined)
      faults.push({ row: row.row, column: 'to', code: 'row.language', words: `from "${from}" to "${to}" is not known` })
    else if (seen.has(id))
      faults.push({ row: row.row, column: 'key', code: 'row.twice', words: `"${key}" stands in the sheet twice` })
    else {
      seen.add(id)
      const { change, fault } = judgeRow(row, units)
      if (fault !== undefined) faults.push(fault)
      else if (change !== undefined) changes.push(change)
      else unchanged += 1
    }
  }
  const languages = listWritten(audit.library.languages)
  const bench: Bench = {
    files,
    languages,
    surroundings,
    known: changes.length === 0 ? new Map() : countErrors(files, surroundings),
    faults,
  }
  const kept = keepGood(bench, changes, [])
  const written = write(bench, kept)
  const changed = kept
    .map(({ row, unit }) => ({ row, key: unit.key, file: unit.file }))
    .sort((one, other) => one.row - other.row)
  return { files: written, changed, unchanged, faults: faults.sort((one, other) => one.row - other.row) }
}

type Bench = {
  files: Record<string, string>
  languages: string[]
  surroundings: Surroundings
  known: ReadonlyMap<string, number>
  faults: ImportFault[]
}

/** The changes, of those added to the others, under which the checker finds no error that it has not found before. */
function keepGood(bench: Bench, added: readonly Change[], others: readonly Change[]): Change[] {
  if (added.length === 0) return [...others]
  const failed = new Set<Change>()
  const files = write(bench, [...others, ...added], failed)
  for (const { row } of failed) {
    bench.faults.push({
      row,
      column: 'target',
      code: 'target.unwritable',
      words: 'it cannot be written into the file here',
    })
  }
  const rest = added.filter((change) => !failed.has(change))
  if (failed.size > 0) return keepGood(bench, rest, others)
  const [error] = findNew(bench, files)
  if (error === undefined) return [...others, ...rest]
  const [first] = rest
  if (first !== undefined && rest.length === 1) {
    const { rule, words, suggestion } = error
    bench.faults.push({
      row: first.row,
      column: 'target',
      code: 'target.refused',
      words: `${rule}, ${words}; ${suggestion}`,
    })
    return [...others]
  }
  // Whoever is at fault is in one of the halves, or both are together.
  const middle = Math.ceil(rest.length / 2)
  return keepGood(bench, rest.slice(middle), keepGood(bench, rest.slice(0, middle), others))
}

function write(
  { files, languages }: Bench,
  changes: readonly Change[],
  failed = new Set<Change>(),
): Record<string, string> {
  const written: Record<string, string> = {}
  for (const file of new Set(changes.map(({ unit }) => unit.file))) {
    const own = changes.filter(({ unit }) => unit.file === file)
    const result = writeChanges(file, files[file] ?? '', own, languages)
    for (const change of result.failed) failed.add(change)
    if (result.content !== files[file]) written[file] = result.content
  }
  return written
}

function findNew({ files, surroundings, known }: Bench, written: Record<string, string>): Finding[] {
  const left = new Map(known)
  return listErrors({ ...files, ...written }, surroundings).filter((error) => {
    const count = left.get(nameError(error)) ?? 0
    left.set(nameError(error), count - 1)
    return count <= 0
  })
}

function countErrors(files: Record<string, string>, surroundings: Surroundings): Map<string, number> {
  const counts = new Map<string, number>()
  for (const error of listErrors(files, surroundings))
    counts.set(nameError(error), (counts.get(nameError(error)) ?? 0) + 1)
  return counts
}

function listErrors(files: Record<string, string>, { places, actions, profiles }: Surroundings): Finding[] {
  return checkFlows(files, places, actions, profiles).filter(({ level }) => level === 'error')
}

/** Lines move when words are put in; what is wrong does not. */
const nameError = ({ file, rule, words }: Finding): string => `${file} ${rule} ${words}`

function cacheUnits(audit: Audit): (from: string, to: string) => ReadonlyMap<string, Unit> | undefined {
  const written = listWritten(audit.library.languages)
  const cache = new Map<string, Map<string, Unit>>()
  return (from, to) => {
    if (!written.includes(from) || !written.includes(to) || from === to) return undefined
    const known = cache.get(`${from} ${to}`)
    const units = known ?? new Map(listUnits(audit, audit.messages, from, to).map((unit) => [unit.key, unit]))
    cache.set(`${from} ${to}`, units)
    return units
  }
}
