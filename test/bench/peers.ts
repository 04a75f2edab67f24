/**
 * The engines that ours is compared with. They are no dependency of this repository: the bench installs them from a
 * lockfile of their own into its cache, and names each that could not be had.
 */
import { execFileSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { bundleHere } from './bundled.ts'

/** A peer that is ready to be raced, or why it is not; `name` is the file of its contender. */
export type Peer = { name: string; path: string } | { name: string; why: string }

const source = fileURLToPath(new URL('peers/', import.meta.url))

/** The contenders' files and the package each is about. */
const packages = { menu: 'ussd-menu-builder', machine: 'xstate', runner: '@floip/flow-runner' }

/** Installs the peers where they are missing and bundles the contender of each. */
export async function openPeers(cache: string, outFolder: string): Promise<Peer[]> {
  const home = join(cache, 'peers')
  const fault = install(home)
  return Promise.all(
    Object.entries(packages).map(async ([name, wanted]) => {
      if (!existsSync(join(home, 'node_modules', wanted))) return { name, why: `${wanted} is not there: ${fault}` }
      const path = await bundleHere(`peers/${name}.mjs`, outFolder, [join(home, 'node_modules')])
      return { name, path }
    }),
  )
}

/** Installs exactly what the lockfile says, once; what kept it from that. */
function install(home: string): string {
  const files = ['package.json', 'package-lock.json']
  const isSame = files.every((file) => read(join(home, file)) === read(join(source, file)))
  if (isSame && existsSync(join(home, 'node_modules'))) return ''
  mkdirSync(home, { recursive: true })
  for (const file of files) copyFileSync(join(source, file), join(home, file))
  try {
    const words = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--silent']
    execFileSync('npm', words, { cwd: home, stdio: 'ignore', timeout: 120_000 })
    return ''
  } catch (cause) {
    return cause instanceof Error ? cause.name : 'npm ci failed'
  }
}

const read = (path: string) => (existsSync(path) ? readFileSync(path, 'utf8') : '')
