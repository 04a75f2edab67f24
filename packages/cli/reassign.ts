/**
 * `dhatri reassign`: a worker leaves. The code is taken off their phone and areas at once; the women are moved by the
 * machine's own timer, to the successor that is named or to whoever serves the place.
 */
import { roleOf } from '@dhatri/care/worker'
import { loadWorker } from '@dhatri/service/worker'
import { leaveWrites } from '@dhatri/service/worker.write'
import { openStoreAtHome } from './home.ts'
import { worldOf } from './import.ts'

/** Lets a worker leave; 1 where there is no such worker or no such successor. */
export async function reassign([from, to]: string[], isJson: boolean): Promise<number> {
  if (from === undefined) throw new Error('reassign.nobody: write `dhatri reassign HA-DHM-1 HA-DHM-2`')
  const home = await openStoreAtHome()
  try {
    const world = worldOf(home)
    const worker = await loadWorker(world, from)
    const taker = to === undefined ? undefined : await loadWorker(world, to)
    if (worker === undefined) throw new Error(`reassign.unknown ${from}`)
    const isFit = taker !== undefined && !taker.hasLeft && to !== from && roleOf(taker.cadre) === roleOf(worker.cadre)
    if (to !== undefined && !isFit) throw new Error(`reassign.unfit ${to}`)
    const writes = await leaveWrites(world, from, to)
    const isDone = writes.length > 0 && (await world.table.write(writes)).ok
    const words = isDone ? `${from} has left; the women are moved with the next ticks` : `${from}: nothing changed`
    console.log(isJson ? JSON.stringify({ from, ...(to === undefined ? {} : { to }), isDone }) : words)
    return 0
  } finally {
    await home.close()
  }
}
