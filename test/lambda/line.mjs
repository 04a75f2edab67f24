/**
 * The line as it is deployed: every bundle in a folder of its own with the release file beside it, two tables, a queue,
 * a gateway. Only the network between is this machine's: DynamoDB Local, a stand-in for SQS, a stub of the gateway.
 */
import { randomBytes } from 'node:crypto'
import { cpSync, mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readWorkers } from '@dhatri/care/roster'
import { bundleAll } from '@dhatri/functions/bundle'
import { shippedFolder } from '@dhatri/functions/content'
import { writeRelease } from '@dhatri/functions/release'
import { workerWrites } from '@dhatri/service/worker.write'
import { openKeyring } from '@dhatri/store/keyring'
import { connectDynamo } from '@dhatri/store/local'
import { httpEvent, readHttp, scheduleEvent, sqsEvent } from './event.mjs'
import { openFaults } from './faults.mjs'
import { openGateway } from './gateway.mjs'
import { openQueue } from './queue.mjs'
import { startFunction } from './runtime.mjs'

const region = 'ap-southeast-1'

/** Timeouts of the functions in ms, as in `sst.config.ts`. */
const limits = { ussd: 10_000, voice: 10_000, sms: 10_000, receipts: 10_000, send: 120_000, tick: 55_000 }

/** Which function a webhook's channel leads to, as in `sst.config.ts`. */
const functionOf = { ussd: 'ussd', 'ussd-end': 'ussd', sms: 'sms', voice: 'voice', receipt: 'receipts' }

/** Where the workers serve: Dhamrai. */
export const upazila = '302614'

/** Numbers of the people every line has. */
export const numbers = { desk: '+8801700000001', supervisor: '+8801700000010', worker: '+8801700000011' }

const roster = `code,cadre,area,number,supervisor,name
DESK,desk,,${numbers.desk},,Desk
SUP,supervisor,${upazila},${numbers.supervisor},DESK,Shamima
HA1,ha,${upazila},${numbers.worker},SUP,Nasrin
`

const account = { username: 'dhatri', apiKey: `atsk_${randomBytes(24).toString('hex')}` }
const keys = { hmac: randomBytes(32), branch: randomBytes(32) }
const token = randomBytes(24).toString('base64url')

/** What may appear in no log: secrets of this line. */
export const secrets = [account.apiKey, keys.hmac.toString('hex'), keys.branch.toString('base64'), token]

/** Builds and opens all of it. */
export async function openLine(tools, endpoint) {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'dhatri-lambda-')))
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  const bundles = await bundleAll(folder)
  writeRelease(shippedFolder, join(folder, 'release.json'))
  for (const { name } of bundles) cpSync(join(folder, 'release.json'), join(folder, name, 'release.json'))
  const tables = await connectDynamo(endpoint)
  const faults = await openFaults(endpoint)
  const queue = await openQueue(tools, region)
  const gateway = await openGateway(account)
  const keyring = openKeyring(tables.vault, keys)
  const world = { now: () => Date.now(), table: tables.table, keyring, settings: { shards: 16 } }
  const { workers, faults: rows } = readWorkers(roster, { places: new Set([upazila]) })
  if (rows.length > 0) throw new Error(JSON.stringify(rows))
  for (const worker of workers) await tables.table.write(await workerWrites(world, worker))

  const environment = {
    AWS_ENDPOINT_URL: faults.url,
    DHATRI_STAGE: 'personal-lambda',
    DHATRI_TABLE: tables.tableName,
    DHATRI_KEYS: tables.tableName.replace('dhatri-', 'dhatri-keys-'),
    DHATRI_JOBS: queue.url,
    DHATRI_PUBLIC_URL: 'https://line.dhatri.test',
    DHATRI_AUDIO_URL: 'https://audio.dhatri.test',
    DHATRI_SERVICE_CODE: '*16789#',
    DHATRI_SMS_URL: gateway.url,
    DHATRI_VOICE_URL: gateway.url,
    DHATRI_VOICE_NUMBER: '+8809600016789',
    DHATRI_MISSED_CALL_NUMBER: '+8809600016780',
    DHATRI_CALLS: 'answer',
    DHATRI_PILOT: 'everyone',
    DHATRI_HmacKey: keys.hmac.toString('hex'),
    DHATRI_BranchKey: keys.branch.toString('base64'),
    DHATRI_GatewayTokens: token,
    DHATRI_AfricasTalkingUsername: account.username,
    DHATRI_AfricasTalkingKey: account.apiKey,
    DHATRI_AfricasTalkingFrom: '16789',
  }
  const started = []
  const warm = new Map()
  const counts = { handed: 0, answered: 0 }

  /** Starts one more environment of a function, with other settings where they are given; undefined takes one away. */
  const start = async (name, { env = {}, ...more } = {}) => {
    const settings = Object.entries({ ...environment, ...env }).filter(([, text]) => text !== undefined)
    const given = { name, root: join(folder, name), handler: `${name}.handler`, limit: limits[name], region }
    const opened = await startFunction(tools, { ...given, ...more, env: Object.fromEntries(settings) })
    started.push(opened)
    return opened
  }

  /** The environment of a function that is kept warm. */
  const find = async (name) => {
    if (!warm.has(name)) warm.set(name, start(name))
    return warm.get(name)
  }

  /** Hands one event to a function and throws where it fails. */
  const invoke = async (target, event) => {
    const { name, invoke: hand, started: begun } = typeof target === 'string' ? await find(target) : target
    if (!begun.ok) throw new Error(`${name} did not start: ${begun.error.errorMessage}`)
    counts.handed++
    const outcome = await hand(event)
    if (!outcome.ok) throw Object.assign(new Error(`${name}: ${outcome.error.errorMessage}`), { error: outcome.error })
    counts.answered++
    return outcome.value
  }

  /** One webhook request as the gateway posts it; `request` may change how it arrives. */
  const post = async (channel, form, { on = functionOf[channel], query = '', ...request } = {}) => {
    const url = `/africastalking/${channel}/${token}${query}`
    return readHttp(await invoke(on, httpEvent({ url, body: new URLSearchParams(form).toString(), ...request })))
  }

  /** Hands messages of the queue to `send` as one batch, deletes what it did not give back; what it gave back. */
  const hand = async (messages, on = 'send') => {
    const { batchItemFailures } = await invoke(on, sqsEvent(messages, queue.arn, region))
    const failed = messages.filter(({ MessageId }) =>
      batchItemFailures.some(({ itemIdentifier }) => itemIdentifier === MessageId),
    )
    if (failed.length !== batchItemFailures.length)
      throw new Error(`unknown ids given back: ${JSON.stringify(batchItemFailures)}`)
    for (const message of messages) if (!failed.includes(message)) await queue.remove(message)
    return failed
  }

  return {
    folder,
    names: bundles.map(({ name }) => name),
    bundles,
    environment,
    tables,
    world,
    faults,
    queue,
    gateway,
    token,
    counts,
    /** Every environment that was started. */
    started,
    start,
    find,
    invoke,
    post,
    hand,
    /** Hands everything in the queue to `send`, as its poller does, until it is empty; the jobs that were done. */
    work: async () => {
      const jobs = []
      for (let messages = await queue.receive(); messages.length > 0; messages = await queue.receive()) {
        const failed = await hand(messages)
        if (failed.length > 0) throw new Error(`given back: ${failed.map(({ Body }) => Body).join()}`)
        jobs.push(...messages.map(({ Body }) => JSON.parse(Body)))
      }
      return jobs
    },
    tick: (on = 'tick') => invoke(on, scheduleEvent(region)),
    close: async () => {
      for (const one of started) await one.stop()
      gateway.close()
      queue.close()
      await faults.close()
      await tables.close()
    },
  }
}
