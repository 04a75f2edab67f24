/**
 * The whole system in a test: frozen clock, counted ids, a chosen store, and simulated handsets that speak Africa's
 * Talking's wire format to the real webhooks. One call opens it; nothing in it is a stub but the network operator.
 */
import { createHash, randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { instantOf } from '@dhatri/care/dhaka'
import { readWorkers } from '@dhatri/care/roster'
import { createApp } from '@dhatri/functions/app'
import { type Content, loadContent } from '@dhatri/functions/content'
import { walkTo } from '@dhatri/functions/demo.clock'
import { openQueue } from '@dhatri/functions/machine'
import { africastalking } from '@dhatri/gateways/africastalking'
import { type Operator, openOperator } from '@dhatri/phone/operator'
import { makePerson, type Person } from '@dhatri/phone/person'
import { connect } from '@dhatri/service/connection'
import { workerWrites } from '@dhatri/service/worker.write'
import type { LogEntry, Settings, World } from '@dhatri/service/world'
import { workerKey } from '@dhatri/store/items'
import { openKeyring } from '@dhatri/store/keyring'
import { lmdbTable } from '@dhatri/store/lmdb'
import { lmdbVault } from '@dhatri/store/lmdb.vault'
import { connectDynamo, startEngine } from '@dhatri/store/local'
import { memoryTable, memoryVault } from '@dhatri/store/memory'
import type { Table } from '@dhatri/store/table'
import type { Vault } from '@dhatri/store/vault'
import { readIso } from '@dhatri/text/day'

/** One DynamoDB engine for each test file; where there is none, it has said so loudly. */
const engine = await startEngine()

/** The stores every conversation runs on. */
export type StoreName = 'memory' | 'lmdb' | 'dynamo'
export const stores: StoreName[] = engine.ok ? ['memory', 'lmdb', 'dynamo'] : ['memory', 'lmdb']

/**
 * The stores for files of months or of many conversations: a disk that is waited for and requests that are signed would
 * make minutes of them, and they do so only where CI has started AWS's own DynamoDB for it.
 */
export const longStores: StoreName[] = process.env['DHATRI_DYNAMO_ENDPOINT'] === undefined ? ['memory'] : stores

/** A running system and its people. */
export type Town = {
  world: World
  operator: Operator
  log: LogEntry[]
  person: (name: string, number: string) => Person
  clock: {
    /** Moves on by days, hours or minutes; returns false when a phone rang on the way. */
    moves: (by: { days?: number; hours?: number; minutes?: number; weeks?: number }) => Promise<boolean>
    /** The civil date and time in Dhaka, for messages of failed tests. */
    now: () => string
  }
  settle: () => Promise<void>
  close: () => Promise<void>
}

let content: Content | undefined

/** What is shipped, read once. */
export const shipped = (): Content => {
  content ??= loadContent()
  return content
}

const workersCsv = `code,cadre,area,number,supervisor,name
DESK,desk,,01700000001,,Desk
SUP,supervisor,302614,01700000010,DESK,Shamima
HA1,ha,302614,01700000011,SUP,Nasrin
`

/** Numbers of the people every town has. */
export const numbers = {
  desk: '+8801700000001',
  supervisor: '+8801700000010',
  chw: '+8801700000011',
  contact: '+8801700000014',
}

/** Opens a town on a store at ten in the morning of a date. */
export async function openTown(options: {
  on: string
  store?: StoreName
  settings?: Partial<Settings>
  /** False for a town where only the antenatal contacts are planned. */
  hasCourses?: boolean
  /** False for a town where workers hear nothing by their own timers: no list of the morning, no results. */
  hasRota?: boolean
  wrap?: (table: Table) => Table
  /** True where jobs are made to fail. */
  mayFail?: boolean
}): Promise<Town> {
  const { places } = shipped()
  let now = instantOf(readIso(options.on) ?? 0, 10 * 60)
  let ids = 0
  const log: LogEntry[] = []
  const { table, vault, close } = await openStore(options.store ?? 'memory')
  // The clock of a test walks from one due moment to the next: nothing is held back by a real one.
  const queue = openQueue(
    () => world,
    () => {},
  )
  const operator: Operator = openOperator({
    fetch: (request) => app.fetch(request),
    serviceUrl: 'http://dhatri.test',
    token: 'local',
    serviceCode: '*16789#',
    shortCode: '16789',
    voiceNumbers: ['+8809600016789', '+8809600016780'],
    username: 'sandbox',
    apiKey: 'key-of-the-test-gateway',
    now: () => now,
  })
  const settings = {
    username: 'sandbox',
    apiKey: 'key-of-the-test-gateway',
    serviceCode: '*16789#',
    from: '16789',
    voiceNumber: '+8809600016789',
    publicUrl: 'http://dhatri.test',
    smsUrl: 'http://operator.test',
    voiceUrl: 'http://operator.test',
  }
  const world: World = {
    now: () => now,
    random: () => 0.5,
    id: () => `id${++ids}`,
    table: options.wrap === undefined ? table : options.wrap(table),
    keyring: openKeyring(vault, { hmac: hash('hmac'), branch: hash('branch') }),
    ...shipped().world,
    ...(options.hasCourses === false ? { rules: { ...shipped().world.rules, courses: {} } } : {}),
    connections: {
      africastalking: connect(africastalking, settings, ['local'], 'http://dhatri.test/africastalking/voice/local'),
    },
    post: async (request) => {
      const response = await operator.fetch(
        new Request(request.url, { method: request.method, headers: request.headers, body: request.body }),
      )
      return { status: response.status, body: await response.text() }
    },
    enqueue: queue.enqueue,
    log: (entry) => log.push(entry),
    settings: {
      serviceCode: '*16789#',
      gateway: 'africastalking',
      calls: 'answer',
      missedCallNumber: '+8809600016780',
      callBacksADay: 3,
      allCallBacksADay: 1000,
      pilot: 'everyone',
      audioUrl: 'http://dhatri.test/audio',
      shards: 2,
      ...options.settings,
    },
  }
  const app = createApp(world)
  const { workers, faults } = readWorkers(workersCsv, { places: new Set(places.map(({ code }) => code)) })
  if (faults.length > 0) throw new Error(`workers: ${JSON.stringify(faults)}`)
  for (const worker of workers) {
    await world.table.write(await workerWrites(world, worker))
    if (options.hasRota === false) await world.table.update(workerKey(worker.code), { remove: ['due', 'shard'] })
  }
  const settle = async () => {
    for (let round = 0; round < 3; round++) {
      await queue.drain()
      await operator.settle()
    }
  }
  const walk = { world, set: (at: number) => (now = at), settle, isRinging: operator.isRinging }
  return {
    world,
    operator,
    log,
    settle,
    close: async () => {
      await close()
      // A job that fails comes again every minute, for ever: nothing else would show it.
      const failed = log.filter(({ code }) => code === 'job.failed').length
      if (failed > 0 && options.mayFail !== true) throw new Error(`${failed} jobs failed`)
    },
    person: (name, number) =>
      makePerson(name, operator.handset(number), {
        settle,
        serviceCode: '*16789#',
        shortCode: '16789',
        voiceNumber: '+8809600016789',
      }),
    clock: {
      moves: ({ weeks = 0, days = 0, hours = 0, minutes = 0 }) =>
        walkTo(walk, now + (((weeks * 7 + days) * 24 + hours) * 60 + minutes) * 60_000),
      now: () => new Date(now + 6 * 3_600_000).toISOString().slice(0, 16),
    },
  }
}

const hash = (text: string) => new Uint8Array(createHash('sha256').update(text).digest())

async function openStore(name: StoreName): Promise<{ table: Table; vault: Vault; close: () => Promise<void> }> {
  if (name === 'memory') return { table: memoryTable(), vault: memoryVault(), close: async () => {} }
  if (name === 'dynamo') {
    if (!engine.ok) throw new Error(engine.why)
    return connectDynamo(engine.endpoint)
  }
  const folder = mkdtempSync(join(tmpdir(), `dhatri-${randomBytes(3).toString('hex')}-`))
  const table = lmdbTable({ folder: join(folder, 'table') })
  const vault = lmdbVault({ folder: join(folder, 'keys') })
  return {
    table,
    vault,
    close: async () => {
      await table.close()
      await vault.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
