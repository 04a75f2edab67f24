/**
 * `dhatri export results`: conversations that are over as Flow Results packages, one folder for each flow. Answers are
 * never in them; `--private` adds the questions that only some answer leads to, for whoever may know that much.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { listTables } from '@dhatri/exchange/order'
import { type Package, packResults } from '@dhatri/exchange/results.package'
import { loadContent } from '@dhatri/functions/content'
import { readTalks } from './funnels.ts'
import { refuse } from './paper.ts'

/** Exports; 1 where a log is missing or a line of it is broken. */
export function exportResults(args: string[], now = new Date()): number {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      out: { type: 'string', default: 'results' },
      private: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    },
  })
  const files = positionals.length > 0 ? positionals : [join(process.env['DHATRI_DATA'] ?? '.dhatri', 'talks.jsonl')]
  const missing = files.filter((file) => file !== '-' && !existsSync(file))
  for (const file of missing) refuse(`results.noFile ${file}`)
  if (missing.length > 0) return 1
  const { talks, broken } = readTalks(
    files.flatMap((file) => readFileSync(file === '-' ? 0 : file, 'utf8').split('\n')),
  )
  const isPrivate = values.private
  const packages = listTables(loadContent().world.library).map((table) => ({
    flow: table.flow,
    ...packResults({ table, talks, now: now.toISOString(), isPrivate }),
  }))
  for (const { flow, ...made } of packages) writePackage(join(values.out, flow), made)
  const figures = packages.map(({ flow, descriptor: { dhatri } }) => ({
    flow,
    ...dhatri,
    withheld: dhatri.withheld.length,
  }))
  if (values.json)
    console.log(JSON.stringify({ out: values.out, isPrivate, talks: talks.length, broken, packages: figures }))
  else {
    for (const { flow, rows, withheld, otherVersion, undated } of figures) {
      const left = [
        [otherVersion, 'of another version'],
        [undated, 'without a day'],
      ] as const
      const out = left.filter(([count]) => count > 0).map(([count, why]) => `, ${count} conversations ${why} left out`)
      console.log(`${flow.padEnd(12)} ${rows} rows, ${withheld} questions withheld${out.join('')}`)
    }
    const scope = isPrivate
      ? 'also of questions that tell an answer: keep them as such'
      : 'no answers, no times, no contacts'
    console.log(`${talks.length} conversations into ${values.out}/ (${scope})`)
  }
  if (broken > 0) refuse(`results.brokenLines ${broken}`)
  return broken > 0 ? 1 : 0
}

/** Files that only their owner can read. */
function writePackage(folder: string, { descriptor, rows }: Package): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const write = (name: string, value: unknown): void =>
    writeFileSync(join(folder, name), `${JSON.stringify(value, null, 1)}\n`, { mode: 0o600 })
  write('datapackage.json', descriptor)
  write('responses.json', rows)
}
