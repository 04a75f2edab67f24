/**
 * Requests in the store: what somebody owes an answer to. A request is written in the same write as what asked for it,
 * keeps a timer until it is closed, and is named on the phone that asked and on the list of every worker it was put to.
 * What was said and answered lies sealed beside the record. An open one is listed under `R#open`.
 */

import type { Flight } from '@dhatri/care/flight.record'
import { openRequest, requestDue, stepRequest } from '@dhatri/care/request'
import type { Asking, Request, RequestEvent, RequestRules } from '@dhatri/care/request.record'
import { phoneKey, requestKey, workerKey } from '@dhatri/store/items'
import type { Item, Key, Write } from '@dhatri/store/table'
import { makeShortId } from '@dhatri/text/shortid'
import { historyWrites } from './history.ts'
import { shardOf } from './shard.ts'
import type { World } from './world.ts'

/** What she said or the reference of what she recorded, and what was answered. */
export type Said = { words?: string; answer?: string }

/** A request as it was read. */
export type OpenRequest = { record: Request; said: Said; version: number }

/** A step in hand: what to write, and what to hand off after. */
export type SteppingRequest = { record: Request; writes: Write[]; handOffs: Flight[]; hasChanged: boolean }

/** How long a phone and a closed request remember each other, in seconds. */
const keptFor = 400 * 24 * 3600

/** The form in front of what is sealed: a later one may add fields without breaking those that are kept. */
const FORM = 1

const place = (id: string) => `R#${id}|RECORD`
/** What requests are stepped under. */
export const requestRules = (world: World): RequestRules => ({ waits: world.waits, policy: world.rules.policy })
const pointerOf = (code: string, id: string): Key => ({ pk: workerKey(code).pk, sk: `R#${id}` })

/** The six digits by which people speak of a request. */
export function ticketOf(world: World, id: string): string {
  const bytes = world.keyring.mark('ticket', id)
  return makeShortId(10_000 + ((((bytes[0] ?? 0) << 16) | ((bytes[1] ?? 0) << 8) | (bytes[2] ?? 0)) % 90_000))
}

/** Loads a request. */
export async function loadRequest(world: World, id: string): Promise<OpenRequest | undefined> {
  const { box, v } = (await world.table.get(requestKey(id), { isStrong: true })) ?? {}
  if (!(box instanceof Uint8Array)) return undefined
  const sealer = await world.keyring.woman(`request-${id}`)
  const [form, record, said] = JSON.parse(sealer.open(box, place(id))) as [number, Request, Said]
  if (form !== FORM) throw new Error('request.form')
  return { record, said, version: typeof v === 'number' ? v : 0 }
}

async function requestItem(world: World, { record, said, version }: OpenRequest): Promise<Item & Key> {
  const sealer = await world.keyring.newWoman(`request-${record.id}`)
  const due = requestDue(record)
  return {
    ...requestKey(record.id),
    id: record.id,
    v: version,
    ...(due === undefined ? {} : { due, shard: shardOf(world, record.id) }),
    ...(record.state === 'closed' ? {} : { area: 'R#open' }),
    box: sealer.seal(JSON.stringify([FORM, record, said]), place(record.id)),
  }
}

/** Puts the request on the list of whoever it is put to, and takes a closed one off all of them. */
function listWrites(world: World, before: Request | undefined, record: Request): Write[] {
  if (record.state === 'closed') {
    return (before?.asked ?? []).map((code): Write => ({ remove: pointerOf(code, record.id) }))
  }
  // The instant of the latest text says whether a bare 1 can be meant for it.
  const put = record.flights.filter(
    ({ key }) => key.startsWith('ask.') && !before?.flights.some((one) => one.key === key),
  )
  return put.map(({ key }): Write => {
    const code = key.slice(key.lastIndexOf('.') + 1)
    return { put: { ...pointerOf(code, record.id), r: record.id, n: record.ticket, at: world.now() } }
  })
}

/** The writes that open a request. */
export async function openRequestWrites(world: World, asking: Omit<Asking, 'ticket'>, said: Said): Promise<Write[]> {
  const now = world.now()
  const { record, effects } = openRequest({ ...asking, ticket: ticketOf(world, asking.id) }, now, requestRules(world))
  const named: Write[] =
    record.phone === undefined || record.kind === 'referral'
      ? []
      : [
          {
            put: {
              pk: phoneKey(record.phone).pk,
              sk: `R#${String(now).padStart(15, '0')}#${record.id}`,
              r: record.id,
              ttl: Math.floor(now / 1000) + keptFor,
            },
          },
        ]
  return [
    { put: await requestItem(world, { record, said, version: 1 }), if: { op: 'absent', path: 'pk' } },
    ...(await historyWrites(world, requestKey(record.id), 'request', record.id, effects)),
    ...listWrites(world, undefined, record),
    ...named,
  ]
}

/** Steps a request and lays out the writes, without writing. */
export async function layRequest(
  world: World,
  open: OpenRequest,
  event: RequestEvent,
  said: Said = open.said,
): Promise<SteppingRequest> {
  const { record, effects } = stepRequest(open.record, event, world.now(), requestRules(world))
  const handOffs = effects.flatMap((effect) => (effect.do === 'handOff' ? [effect.flight] : []))
  if (record === open.record && effects.length === 0) return { record, writes: [], handOffs, hasChanged: false }
  const put: Write = {
    put: await requestItem(world, { record, said, version: open.version + 1 }),
    if: { op: '=', path: 'v', value: open.version },
  }
  const history = await historyWrites(world, requestKey(record.id), 'request', record.id, effects)
  return {
    record,
    writes: [put, ...history, ...listWrites(world, open.record, record)],
    handOffs,
    hasChanged: true,
  }
}

/** Loads, steps and writes a request, again when somebody was quicker. */
export async function applyToRequest(
  world: World,
  id: string,
  event: RequestEvent,
): Promise<(SteppingRequest & { said: Said }) | undefined> {
  for (let tries = 0; tries < 5; tries++) {
    const open = await loadRequest(world, id)
    if (open === undefined) return undefined
    const stepping = await layRequest(world, open, event)
    if (!stepping.hasChanged || (await world.table.write(stepping.writes)).ok) return { ...stepping, said: open.said }
  }
  throw new Error('request.contended')
}

/** The requests a phone has made, the latest first. */
export async function listOnPhone(world: World, pseudonym: string, limit = 20): Promise<OpenRequest[]> {
  const items = await world.table.query(phoneKey(pseudonym).pk, 'R#', { limit, isBackward: true })
  return loadAll(world, items)
}

/** Names a request on the list of who stands in for a worker, so that the answer is taken in that worker's place. */
export async function putToStandIn(world: World, record: Request, standIn: string, inPlaceOf: string): Promise<void> {
  const { id, ticket } = record
  const ttl = Math.floor(world.now() / 1000) + keptFor
  const put = { ...pointerOf(standIn, id), r: id, n: ticket, at: world.now(), f: inPlaceOf, ttl }
  await world.table.write([{ put }])
}

/** A request on a worker's list: the instant of its latest text, and in whose name it is answered. */
export type PutTo = OpenRequest & { at: number; as: string }

/** What a worker was put and may still answer, in their own place or another's: the oldest first. */
export async function listPutTo(world: World, code: string): Promise<PutTo[]> {
  const items = await world.table.query(workerKey(code).pk, 'R#', { limit: 50 })
  const open = await loadAll(world, items)
  return open
    .filter(({ record }) => record.state !== 'closed')
    .map((one) => {
      const { at = 0, f } = items.find(({ r }) => r === one.record.id) ?? {}
      return { ...one, at: Number(at), as: typeof f === 'string' ? f : code }
    })
    .sort((one, other) => one.record.opened - other.record.opened || (one.record.id < other.record.id ? -1 : 1))
}

async function loadAll(world: World, items: Item[]): Promise<OpenRequest[]> {
  const found = await Promise.all(items.map(({ r }) => (typeof r === 'string' ? loadRequest(world, r) : undefined)))
  return found.filter((open) => open !== undefined)
}
