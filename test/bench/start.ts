/**
 * What a cold start of the USSD Lambda costs: the bytes it reads and the time it takes to load them and to open its
 * world from the compiled release, over that of bare Node. Fresh processes in turns, until they get no quicker.
 */
import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { bundleAll } from '@dhatri/functions/bundle'
import { shippedFolder } from '@dhatri/functions/content'
import { exampleEnvironment } from '@dhatri/functions/example'
import { writeRelease } from '@dhatri/functions/release'
import type { Figure, Run } from './figure.ts'

/** Loads a file as Lambda's runtime does and prints how long that took, in ms. */
const script = `
  const start = performance.now()
  require(process.argv[1])
  process.stdout.write(String(performance.now() - start), () => process.exit(0))
`

/** Most starts of each, at about a tenth of a second. */
const mostStarts = 120

/** Builds what is shipped and starts it again and again. */
export async function measureStart({ cache, isQuick, note }: Run): Promise<Figure[]> {
  const folder = join(cache, 'lambdas')
  mkdirSync(folder, { recursive: true })
  const bundles = await bundleAll(folder)
  const release = join(folder, 'release.json')
  writeRelease(shippedFolder, release)
  const empty = join(folder, 'empty.cjs')
  writeFileSync(empty, '')
  const ussd = bundles.find(({ name }) => name === 'ussd')
  if (ussd === undefined) throw new Error('bench.noBundle')
  const start = (path: string): number => {
    // The SDK's word about old versions of Node is not what a start costs.
    const env = { ...exampleEnvironment, DHATRI_RELEASE: release, NODE_NO_WARNINGS: '1' }
    return Number(execFileSync(process.execPath, ['-e', script, path], { env, encoding: 'utf8' }))
  }
  let [bare, own] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]
  // A busy machine is given longer to show its best.
  for (let since = 0, count = 0; since < (isQuick ? 6 : 25) && count < mostStarts; since += 1, count += 1) {
    bare = Math.min(bare, start(empty))
    const time = start(ussd.file)
    if (time < own * 0.98) since = 0
    own = Math.min(own, time)
  }
  note(
    `  ${own.toFixed(1)} ms, an empty module ${bare.toFixed(1)} ms; ${bundles.map(({ name, bytes }) => `${name} ${bytes}`).join(', ')} bytes`,
  )
  return [
    { name: 'start.bytes', value: ussd.bytes },
    { name: 'start.time', value: own - bare },
  ]
}
