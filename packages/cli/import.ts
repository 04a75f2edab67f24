/** `dhatri import`: workers and facilities from CSV into the demo's or the machine's store, or only read in a dry run. */
import { existsSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { readFacilities, readWorkers } from '@dhatri/care/roster'
import { loadContent } from '@dhatri/functions/content'
import { shardsOf } from '@dhatri/functions/machine'
import { importFacilities, importWorkers } from '@dhatri/service/import'
import type { World } from '@dhatri/service/world'
import { openStoreAtHome } from './home.ts'

/** What is wrong with a table as a whole, for whoever saved it. */
const WORDS: Record<string, string> = {
  'table.commas': 'save it as CSV with commas, UTF-8',
  'table.empty': 'there is nothing in it',
  'column.missing': 'the first row names no such column',
  'column.twice': 'the first row names it twice',
}

/** What an import needs of the world: the store, the keys, the clock, and where timers lie. */
export function worldOf({ table, keyring, owner }: Awaited<ReturnType<typeof openStoreAtHome>>): World {
  return { table, keyring, now: () => Date.now(), settings: { shards: shardsOf[owner] } } as World
}

/** Imports each file by its name; 1 where a row was refused. */
export async function importFiles(
  paths: string[],
  { isDry, isJson }: { isDry: boolean; isJson: boolean },
): Promise<number> {
  const { places } = loadContent()
  if (paths.length === 0) throw new Error('import.noFile: write `dhatri import workers.csv`')
  const known = { places: new Set(places.map(({ code }) => code)) }
  const results = []
  for (const path of paths) {
    if (!existsSync(path)) throw new Error(`import.noFile ${path}`)
    const text = readFileSync(path, 'utf8')
    const isWorkers = basename(path).startsWith('workers')
    if (isDry) {
      const { faults, ...read } = isWorkers ? readWorkers(text, known) : readFacilities(text, known)
      results.push({ path, read: Object.values(read)[0]?.length ?? 0, written: 0, faults })
      continue
    }
    const home = await openStoreAtHome()
    const world = worldOf(home)
    const done = isWorkers
      ? await importWorkers(world, text, places, false)
      : await importFacilities(world, text, places, false)
    await home.close()
    results.push({ path, ...done })
  }
  if (isJson) console.log(JSON.stringify({ isDry, results }))
  else {
    for (const { path, read, written, faults } of results) {
      for (const { row, column, reason } of faults) {
        const words = WORDS[reason] === undefined ? '' : `, ${WORDS[reason]}`
        console.log(`${path} row ${row}${column === '' ? '' : `, ${column}`}: ${reason}${words}`)
      }
      console.log(
        `${path}: ${read} rows good, ${faults.length} refused, ${isDry ? 'nothing written (dry run)' : `${written} written`}`,
      )
    }
  }
  return results.some(({ faults }) => faults.length > 0) ? 1 : 0
}
