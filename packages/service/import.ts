/**
 * Workers and facilities from CSV into the store. A dry run writes nothing; a bad row is named by row, column and
 * reason and the others are unharmed; the same file twice changes nothing. A row marked `left` begins the handing over
 * of that worker's women, which the timer finishes; workers from before there were timers get theirs.
 */
import { readFacilities, readWorkers } from '@dhatri/care/roster'
import type { RowFault } from '@dhatri/care/roster.csv'
import { findTelling } from '@dhatri/flow/checks/neutral'
import type { PlaceRow } from '@dhatri/flow/place'
import { placeWrite } from './facilities.ts'
import { workerWrites } from './worker.write.ts'
import type { World } from './world.ts'

/** What an import came to. */
export type Imported = { read: number; written: number; faults: RowFault[] }

const codesOf = (places: PlaceRow[]) => new Set(places.map(({ code }) => code))

/** Imports `workers.csv`. */
export async function importWorkers(world: World, text: string, places: PlaceRow[], isDry: boolean): Promise<Imported> {
  const { workers, faults } = readWorkers(text, { places: codesOf(places) })
  let written = 0
  for (const worker of workers) {
    if (isDry) continue
    const writes = await workerWrites(world, worker)
    if (writes.length > 0 && (await world.table.write(writes)).ok) written += 1
  }
  return { read: workers.length, written, faults }
}

/** Imports `facilities.csv`. */
export async function importFacilities(
  world: World,
  text: string,
  places: PlaceRow[],
  isDry: boolean,
): Promise<Imported> {
  const { facilities, faults } = readFacilities(text, { places: codesOf(places) })
  let written = 0
  for (const facility of facilities) {
    if (isDry) continue
    const { bn, en } = facility.name
    const isTelling = facility.kind === 'mcwc' || findTelling(bn) !== undefined || findTelling(en) !== undefined
    const done = await world.table.write([placeWrite(facility, isTelling)])
    if (done.ok) written += 1
  }
  return { read: facilities.length, written, faults }
}
