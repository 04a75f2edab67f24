/**
 * Turns over HTTP on one machine, as `npm run serve` runs: every answer encrypted, and on disk before it is
 * acknowledged. Beside it a server with a Map, under the same load, by turns of a second and a half each.
 */
import { closeSync, fdatasyncSync, openSync, readFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { exampleToken } from '@dhatri/functions/example'
import { bundleHere } from './bundled.ts'
import { type Figure, median, type Run } from './figure.ts'
import { type Child, findPort, startChild } from './server.ts'

/** Connections at once. */
const callers = 64

/** How long one run of the load is, in ms, and how long each server warms up. */
const span = 1_500
const warmth = 2_500

/** Measures on a fresh folder, and then what the server holds in memory over the folder of a crowd. */
export async function measureHttp({ cache, isQuick, note }: Run, home: string, crowd: string): Promise<Figure[]> {
  const rivalPort = await findPort()
  const rival = await startChild([await bundleHere('rival.ts', cache), String(rivalPort)], {}, 'Serving')
  const load = await startChild([await bundleHere('load.ts', cache), String(callers)])
  const run = async (port: number, ms: number): Promise<number> => {
    const { perSecond, wrong } = JSON.parse(await load.ask(`${port} ${ms}`))
    if (wrong > 0) throw new Error(`bench.wrongAnswers ${wrong}`)
    return perSecond
  }
  const own = await startServe(join(home, 'fresh'))
  await run(own.port, warmth)
  await run(rivalPort, warmth)
  // Neighbours on the machine only ever take away: the best run of each server is the nearest to what it can do.
  let [ownRate, rivalRate] = [0, 0]
  for (let round = 0; round < (isQuick ? 3 : 10); round += 1) {
    ownRate = Math.max(ownRate, await run(own.port, span))
    rivalRate = Math.max(rivalRate, await run(rivalPort, span))
  }
  await own.end()
  const crowded = await startServe(crowd)
  const crowdedRate = Math.max(await run(crowded.port, warmth), await run(crowded.port, warmth))
  const held = readPss(crowded.pid)
  await Promise.all([crowded.end(), rival.end(), load.end()])
  const rates = [ownRate, crowdedRate, rivalRate].map((rate) => Math.round(rate))
  note(`  turns a second, best of all: ${rates[0]}, over the crowd's folder ${rates[1]}, Hono with a Map ${rates[2]}`)
  note(`  a flush of this disk takes ${timeFlush(home).toFixed(1)} ms; ${callers} connections`)
  return [
    { name: 'http.ratio', value: ownRate / rivalRate },
    { name: 'memory.serve', value: held / 1e6 },
  ]
}

/** What `npm run serve` runs, on a free port. */
async function startServe(folder: string): Promise<Child & { port: number }> {
  const port = await findPort()
  const settings = {
    PORT: String(port),
    HOST: '127.0.0.1',
    DHATRI_DATA: folder,
    DHATRI_TOKENS: exampleToken,
    DHATRI_AT_USERNAME: 'dhatri',
    DHATRI_AT_KEY: 'key-of-the-gateway',
    DHATRI_SERVICE_CODE: '*16789#',
    DHATRI_PILOT: 'everyone',
    DHATRI_PUBLIC_URL: 'https://line.dhatri.test',
    // Nothing may leave this machine, whatever falls due.
    DHATRI_SMS_URL: 'http://127.0.0.1:9',
    DHATRI_VOICE_URL: 'http://127.0.0.1:9',
  }
  return { ...(await startChild(['packages/cli/bin.js', 'serve'], settings, 'Serving')), port }
}

/** The median time of writing a page and having it on disk, in ms: below it nothing durable can be. */
function timeFlush(folder: string): number {
  const file = openSync(join(folder, 'flush'), 'w')
  const page = Buffer.alloc(4_096)
  const times = Array.from({ length: 100 }, () => {
    const start = performance.now()
    writeSync(file, page, 0, page.length, 0)
    fdatasyncSync(file)
    return performance.now() - start
  })
  closeSync(file)
  return median(times)
}

/** The memory of a process, in bytes; a page that it has mapped twice counts once. */
function readPss(pid: number): number {
  const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')
  return Number(/^Pss:\s+(\d+) kB/m.exec(rollup)?.[1] ?? Number.NaN) * 1_024
}
