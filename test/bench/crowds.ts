/**
 * What more registered women cost: nothing at a tick, which looks only at those who are due; a few bytes on disk; no
 * memory of the process. Forty are due each time.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bundleHere } from './bundled.ts'
import type { Step } from './crowd.ts'
import type { Figure, Run } from './figure.ts'
import { measureHttp } from './http.ts'
import { fewDue } from './population.ts'
import { startChild } from './server.ts'

/** Measures a growing crowd, then turns over HTTP, at last over the folder it left. */
export async function measureCrowd(run: Run): Promise<Figure[]> {
  const { cache, isQuick, note } = run
  const home = mkdtempSync(join(tmpdir(), 'dhatri-bench-'))
  const folder = join(home, 'kept')
  const sizes = isQuick ? [500, 2_000] : [1_000, 10_000, 100_000]
  try {
    const child = await startChild(['--expose-gc', await bundleHere('crowd.ts', cache), folder])
    const steps: Step[] = []
    for (const size of sizes) steps.push(JSON.parse(await child.ask(String(size))))
    await child.ask('close')
    await child.end()
    for (const { women, calls, reads, items, ticked } of steps) {
      note(`  ${women} women: ${calls} calls, ${reads} read units, ${items} items, ${(ticked * 1_000).toFixed(0)} µs`)
    }
    return [...compareTicks(steps), ...compareSizes(steps, isQuick), ...(await measureHttp(run, home, folder))]
  } finally {
    rmSync(home, { recursive: true, force: true })
  }
}

const endsOf = (steps: readonly Step[]): { first: Step; last: Step } => {
  const [first, last] = [steps[0], steps.at(-1)]
  if (first === undefined || last === undefined) throw new Error('bench.noSteps')
  return { first, last }
}

function compareTicks(steps: readonly Step[]): Figure[] {
  const { first, last } = endsOf(steps)
  const apart = steps.filter(
    ({ calls, reads, items }) => calls !== first.calls || reads !== first.reads || items !== first.items,
  )
  return [
    { name: 'tick.apart', value: apart.length },
    { name: 'tick.calls', value: last.calls },
    { name: 'tick.reads', value: last.reads },
    { name: 'tick.extraItems', value: last.items - fewDue },
    { name: 'tick.time', value: last.ticked / first.ticked },
  ]
}

/** Of a small crowd the bytes are mostly those of an empty file, and the memory that of a process still warming up. */
function compareSizes(steps: readonly Step[], isSmall: boolean): Figure[] {
  const { first, last } = endsOf(steps)
  if (isSmall) {
    const skipped = 'a quick run registers too few women'
    return ['memory.growth', 'disk.woman', 'disk.keys'].map((name) => ({ name, skipped }))
  }
  const women = last.women - first.women
  return [
    { name: 'memory.growth', value: (last.memory - first.memory) / 1e6 },
    { name: 'disk.woman', value: Math.round((last.file - first.file) / women) },
    { name: 'disk.keys', value: Math.round((last.keys - first.keys) / women) },
  ]
}
