/**
 * One machine: the same webhooks, worker and tick in one process, on LMDB, with an in-process queue. A job that is lost
 * with the process is due all the same, and the tick finds it.
 */

import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { doJob } from '@dhatri/service/send'
import type { Job, World } from '@dhatri/service/world'
import type { Keyring } from '@dhatri/store/keyring'
import { openKeyring } from '@dhatri/store/keyring'
import { lmdbTable } from '@dhatri/store/lmdb'
import { lmdbVault } from '@dhatri/store/lmdb.vault'
import type { Table } from '@dhatri/store/table'
import { findFolderFault, type Owner } from './machine.settings.ts'

/** Where one machine keeps things: data and keys apart, so that a backup of the data holds no key. */
export type Home = { table: Table; keyring: Keyring; close: () => Promise<void> }

/** Shards of the due index by owner: whoever writes a timer and the tick that looks for it must agree. */
export const shardsOf: { [owner in Owner]: number } = { demo: 4, production: 16 }

/** Opens the data folder and the key folder beside it; refuses a folder that the other owner wrote. */
export async function openHome(folder: string, owner: Owner): Promise<Home> {
  const data = resolve(folder)
  const fault = findFolderFault(data, owner)
  if (fault !== undefined) throw new Error(`${fault} DHATRI_DATA: ${data} is not for ${owner}, or cannot be written`)
  const keys = `${data}-keys`
  for (const each of [data, keys]) makeFolder(each)
  const sign = join(data, 'owner')
  if (!existsSync(sign)) writeFileSync(sign, `${owner}\n`, { mode: 0o600 })
  const root = readRoot(join(keys, 'root'))
  const table = lmdbTable({ folder: join(data, 'table') })
  const vault = lmdbVault({ folder: join(keys, 'vault') })
  return {
    table,
    keyring: openKeyring(vault, root),
    close: async () => {
      await table.close()
      await vault.close()
    },
  }
}

/** Makes a folder and those above it, one by one: where one cannot be made, Node's own `recursive` may try for ever. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return
  makeFolder(dirname(folder))
  try {
    mkdirSync(folder, { mode: 0o700 })
  } catch (cause) {
    throw new Error(`config.folder DHATRI_DATA: ${folder} cannot be made`, { cause })
  }
}

/** The root keys of one machine: made at the first start, readable by its user alone. */
function readRoot(path: string): { hmac: Uint8Array; branch: Uint8Array } {
  if (!existsSync(path)) writeFileSync(path, randomBytes(64), { mode: 0o600, flag: 'wx' })
  chmodSync(path, 0o600)
  const bytes = readFileSync(path)
  if (bytes.length !== 64) throw new Error('config.keyLength root')
  return { hmac: bytes.subarray(0, 32), branch: bytes.subarray(32) }
}

/** An in-process queue: jobs run one after another, soon after what caused them has been answered. */
export type Queue = { enqueue: (jobs: Job[]) => Promise<void>; drain: () => Promise<void> }

/** Does something so many seconds later; a process may end before. */
type Later = (work: () => void, seconds: number) => void

const later: Later = (work, seconds) => void setTimeout(work, seconds * 1000).unref()

/** Opens the queue of a world that is not built yet. */
export function openQueue(worldOf: () => World, holdBack: Later = later): Queue {
  const waiting: Job[] = []
  let running: Promise<void> | undefined
  const run = async () => {
    await Promise.resolve()
    for (let job = waiting.shift(); job !== undefined; job = waiting.shift()) {
      try {
        await doJob(worldOf(), job)
      } catch (cause) {
        worldOf().log({ code: 'job.failed', job: job.do, cause: cause instanceof Error ? cause.name : 'unknown' })
      }
    }
    running = undefined
  }
  const push = (jobs: Job[]) => {
    // The same id once is enough, and danger goes before everything else.
    const fresh = jobs.filter((job) => !waiting.some((other) => other.do === job.do && other.id === job.id))
    waiting.unshift(...fresh.filter((job) => job.do === 'case'))
    waiting.push(...fresh.filter((job) => job.do !== 'case'))
    running ??= run()
  }
  return {
    enqueue: async (jobs) => {
      for (const job of jobs) if ('wait' in job) holdBack(() => push([{ do: job.do, id: job.id }]), job.wait ?? 0)
      push(jobs.filter((job) => !('wait' in job)))
    },
    drain: async () => {
      while (running !== undefined) await running
    },
  }
}
