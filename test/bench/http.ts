/**
 * Turns over HTTP on one machine, as `npm run serve` runs: every answer encrypted, and on disk before it is
 * acknowledged, in a folder in which many women are registered. Beside it a server with a Map, under the same load, in
 * turns of a second and a half, so that both meet the same noise.
 */
import { readFileSync } from 'node:fs'
import { exampleToken } from '@dhatri/functions/example'
import { bundleHere } from './bundled.ts'
import { type Figure, median, type Run } from './figure.ts'
import { findPort, startChild } from './server.ts'

/** Connections at once. */
const callers = 64

/** How long one run of the load is, in ms, and how long each server warms up. */
const span = 1_500
const warmth = 2_500

/** Measures against the data folder given, and what the server then holds in memory. */
export async function measureHttp({ cache, isQuick, note }: Run, folder: string): Promise<Figure[]> {
  const [ownPort, rivalPort] = [await findPort(), await findPort()]
  const settings = {
    PORT: String(ownPort),
    HOST: '127.0.0.1',
    DHATRI_DATA: folder,
    DHATRI_TOKENS: exampleToken,
    DHATRI_AT_USERNAME: 'dhatri',
    DHATRI_AT_KEY: 'key-of-the-gateway',
    DHATRI_SERVICE_CODE: '*16789#',
    DHATRI_PUBLIC_URL: 'https://line.dhatri.test',
    // Nothing may leave this machine, whatever falls due.
    DHATRI_SMS_URL: 'http://127.0.0.1:9',
    DHATRI_VOICE_URL: 'http://127.0.0.1:9',
  }
  const own = await startChild(['packages/cli/bin.js', 'serve'], settings, 'Serving')
  const rival = await startChild([await bundleHere('rival.ts', cache), String(rivalPort)], {}, 'Serving')
  const load = await startChild([await bundleHere('load.ts', cache), String(callers)])
  const run = async (port: number, ms: number): Promise<number> => {
    const { perSecond, wrong } = JSON.parse(await load.ask(`${port} ${ms}`))
    if (wrong > 0) throw new Error(`bench.wrongAnswers ${wrong}`)
    return perSecond
  }
  await run(ownPort, warmth)
  await run(rivalPort, warmth)
  const pairs: { own: number; rival: number }[] = []
  for (let round = 0; round < (isQuick ? 2 : 7); round += 1) {
    pairs.push({ own: await run(ownPort, span), rival: await run(rivalPort, span) })
  }
  const held = readPss(own.pid)
  await Promise.all([own.end(), rival.end(), load.end()])
  const [ownRate, rivalRate] = [median(pairs.map(({ own }) => own)), median(pairs.map(({ rival }) => rival))]
  note(`  ${Math.round(ownRate)} turns a second, ${Math.round(rivalRate)} with Hono and a Map (${callers} connections)`)
  return [
    { name: 'http.ratio', value: median(pairs.map(({ own, rival }) => own / rival)) },
    { name: 'memory.serve', value: held / 1e6 },
  ]
}

/** The memory of a process, in bytes; a page that it has mapped twice counts once. */
function readPss(pid: number): number {
  const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')
  return Number(/^Pss:\s+(\d+) kB/m.exec(rollup)?.[1] ?? Number.NaN) * 1_024
}
