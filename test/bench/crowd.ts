/**
 * A process of its own that opens the data folder of one machine, as `npm run serve` does, registers more and more
 * women in it, and tells after each step what a tick costs and what the process holds in memory.
 * Argument: the folder. On each line of its input: how many women there are to be; `close` ends it.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { exampleContent, openExample } from '@dhatri/functions/example'
import { openHome } from '@dhatri/functions/machine'
import { tick } from '@dhatri/service/tick'
import { countCalls } from '@dhatri/store/counted'
import { populate } from './population.ts'
import { meterTable, openMeter } from './units.ts'

/** What one step says; `ticked` in ms, `file`, `keys` and `memory` in bytes. */
export type Step = {
  women: number
  calls: number
  reads: number
  items: number
  ticked: number
  file: number
  keys: number
  memory: number
}

const folder = process.argv[2] ?? ''
/** Ten in the evening in Dhaka: whatever is planned for those who register now comes tomorrow at the earliest. */
const now = Date.UTC(2026, 2, 2, 16)

/** Ticks of which the quickest counts. */
const tries = 100

const home = await openHome(folder, 'production')
const meter = openMeter()
const counted = countCalls(meterTable(home.table, meter))
// What is due is only handed out here, so that every tick finds the same.
const { world } = openExample({ now: () => now, table: counted, keyring: home.keyring })
world.settings = { ...world.settings, shards: 16 }
const bare = { ...world, table: home.table }
const areas = exampleContent()
  .places.filter(({ level }) => level === 'upazila')
  .map(({ code }) => code)
let women = 0

for await (const line of createInterface({ input: process.stdin })) {
  if (line === 'close') {
    await home.close()
    process.stdout.write('closed\n')
  } else {
    process.stdout.write(`${JSON.stringify(await grow(Number(line)))}\n`)
  }
}

async function grow(size: number): Promise<Step> {
  await populate(bare, areas, women, size)
  women = size
  // The first tick of a day sweeps old keys; it is not the one that is counted.
  await tick(world)
  meter.take()
  counted.reset()
  const items = await tick(world)
  const { get, query, due, list, update, write } = counted.counts
  const { reads } = meter.take()
  let ticked = Number.POSITIVE_INFINITY
  for (let count = 0; count < tries; count += 1) {
    const start = performance.now()
    await tick(bare)
    ticked = Math.min(ticked, performance.now() - start)
  }
  const calls = get + query + due + list + update + write
  return { women, calls, reads, items, ticked, file: sizeOf(folder), keys: sizeOf(`${folder}-keys`), memory: measure() }
}

function sizeOf(path: string): number {
  const found = statSync(path)
  return found.isDirectory() ? readdirSync(path).reduce((sum, name) => sum + sizeOf(join(path, name)), 0) : found.size
}

/** What the process holds in memory that is its own; pages of files do not count, the system may take them back. */
function measure(): number {
  globalThis.gc?.()
  const status = readFileSync('/proc/self/status', 'utf8')
  return Number(/RssAnon:\s+(\d+) kB/.exec(status)?.[1] ?? Number.NaN) * 1_024
}
