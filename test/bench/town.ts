/**
 * The whole service over a store that is being measured: Africa's Talking's own requests go in at the webhooks, texts
 * that go out are taken by a gateway which answers at once, and its receipts come back when they are asked for.
 */
import { createHash } from 'node:crypto'
import { instantOf } from '@dhatri/care/dhaka'
import { readWorkers } from '@dhatri/care/roster'
import { createApp } from '@dhatri/functions/app'
import { exampleContent, exampleToken, openExample } from '@dhatri/functions/example'
import { openQueue } from '@dhatri/functions/machine'
import { collectDue } from '@dhatri/service/tick'
import { workerWrites } from '@dhatri/service/worker.write'
import type { Job, World } from '@dhatri/service/world'
import { openKeyring } from '@dhatri/store/keyring'
import type { Table } from '@dhatri/store/table'
import type { Vault } from '@dhatri/store/vault'
import { readIso } from '@dhatri/text/day'

/** A service under measurement. */
export type Town = {
  world: World
  /** One request of a USSD session with all that was entered so far; the screen, `CON …` or `END …`. */
  say: (session: string, number: string, entered: readonly string[]) => Promise<string>
  /** A session from the dial to its last entry; the last screen. */
  holdSession: (number: string, entered: readonly string[]) => Promise<string>
  /** The earliest instant at which something is due. */
  nextDue: () => Promise<number | undefined>
  /** Moves the clock to an instant and takes what is due then from the index, as the tick does; of one kind, where named. */
  collect: (instant: number, only?: Job['do']) => Promise<void>
  /** Does what was collected, to its end. */
  work: () => Promise<void>
  /** Receipts for every text that has gone out since the last time; how many. */
  sendReceipts: () => Promise<number>
  now: () => number
}

const roster = `code,cadre,area,number,supervisor,name
DESK,desk,,01700000001,,Desk
SUP,supervisor,302614,01700000010,DESK,Shamima
HA1,ha,302614,01700000011,SUP,Nasrin
`

const root = (name: string) => new Uint8Array(createHash('sha256').update(name).digest())

/** Opens a town at ten in the morning of a date, with a worker for Dhamrai. */
export async function openTown(store: { table: Table; vault: Vault }, on: string, shards = 16): Promise<Town> {
  let now = instantOf(readIso(on) ?? 0, 10 * 60)
  let sessions = 0
  let messages = 0
  const sent: string[] = []
  const collected: Job[] = []
  const queue = openQueue(() => world)
  const { world } = openExample({
    now: () => now,
    table: store.table,
    keyring: openKeyring(store.vault, { hmac: root('hmac'), branch: root('branch') }),
    enqueue: queue.enqueue,
    post: async ({ body }) => {
      const messageId = `ATXid_${String(++messages).padStart(32, '0')}`
      sent.push(messageId)
      const number = new URLSearchParams(body).get('to') ?? ''
      const Recipients = [{ statusCode: 101, number, status: 'Success', cost: 'BDT 0.3500', messageId }]
      return { status: 201, body: JSON.stringify({ SMSMessageData: { Message: 'Sent to 1/1', Recipients } }) }
    },
  })
  world.settings = { ...world.settings, shards }
  const app = createApp(world)
  const { workers } = readWorkers(roster, { places: new Set(exampleContent().places.map(({ code }) => code)) })
  for (const worker of workers) await world.table.write(await workerWrites(world, worker))

  const post = async (channel: string, form: Record<string, string>): Promise<string> => {
    const response = await app.request(`/africastalking/${channel}/${exampleToken}`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(form).toString(),
    })
    if (response.status !== 200) throw new Error(`${channel} answered ${response.status}`)
    return response.text()
  }

  const say: Town['say'] = async (session, phoneNumber, entered) => {
    // A caller needs a moment for every key.
    now += 8_000
    const form = {
      sessionId: session,
      serviceCode: '*16789#',
      networkCode: '47001',
      phoneNumber,
      text: entered.join('*'),
    }
    const screen = await post('ussd', form)
    await queue.drain()
    return screen
  }

  return {
    world,
    say,
    now: () => now,
    holdSession: async (number, entered) => {
      const session = `ATUid_${String(++sessions).padStart(32, '0')}`
      let screen = ''
      for (let count = 0; count <= entered.length; count++) screen = await say(session, number, entered.slice(0, count))
      return screen
    },
    nextDue: async () => {
      const firsts = await Promise.all(
        Array.from({ length: shards }, (_, shard) => world.table.due(shard, Number.MAX_SAFE_INTEGER, 9)),
      )
      const dues = firsts.flat().flatMap(({ pk, due }) => (pk.startsWith('H#') ? [] : [due]))
      return dues.length === 0 ? undefined : Math.min(...dues)
    },
    collect: async (instant, only) => {
      now = Math.max(now, instant)
      // What workers are told each week is no part of what is measured here.
      const jobs = await collectDue(world)
      collected.push(...jobs.filter((job) => (only === undefined ? job.do !== 'worker' : job.do === only)))
    },
    work: async () => {
      await queue.enqueue(collected.splice(0))
      await queue.drain()
    },
    sendReceipts: async () => {
      const ids = sent.splice(0)
      for (const id of ids) await post('receipt', { id, status: 'Success', phoneNumber: '', networkCode: '47001' })
      await queue.drain()
      return ids.length
    },
  }
}
