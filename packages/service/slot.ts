/**
 * A conversation as the phone item holds it: slot `u` (USSD), `v` (voice) or `m` (SMS), so that a call does not
 * overwrite a dial. A slot freezes what the fold may read (civil date, flow shape, profile) and carries the sealed
 * answers; the phone's language and links of that moment lie beside it (`ul`, `ug`), copied by the same expression.
 */
import type { Channel, Values } from '@dhatri/flow/channel'
import type { Conversation, Outcome, Start } from '@dhatri/flow/conversation'
import { type Pin, readPin, writePin } from '@dhatri/flow/pin'
import type { DayKey } from '@dhatri/store/keyring'
import type { Item, Value } from '@dhatri/store/table'
import { seedOf } from './arms.ts'
import { readLinks } from './phone.ts'
import type { World } from './world.ts'

/** The three slots by channel. */
export const slotOf: { [channel in Channel]: 'u' | 'v' | 'm' } = { ussd: 'u', voice: 'v', sms: 'm' }

/** Where a conversation sits: whose phone, which slot, which session. */
export type Seat = { pseudonym: string; slot: 'u' | 'v' | 'm'; session: string }

/** A slot in the clear; `sent` counts the messages asked for by the conversation that are already written. */
export type Slot = {
  seat: Seat
  /** When it began, and when she last entered something. */
  since: number
  at: number
  isEnded: boolean
  sent: number
  conversation: Conversation
  number?: string
}

/** Most bytes of one input that are kept: 80 Bangla letters, the longest answer that USSD carries. */
const mostBytes = 240

/** The session's mark as the store holds it: never the gateway's own id. */
export function markSession(world: World, session: string): string {
  return Buffer.from(world.keyring.mark('session', session)).toString('hex')
}

const dayLength = 86_400_000

/** How long a conversation can be read: the day keys that seal it are destroyed a little later. */
const readableFor = 7.5 * dayLength

/** Day keys before this day are destroyed. */
export const oldestKeyDay = (now: number): number => keyDay(now) - 8

/** Which day's key seals what is written now. */
export const keyDay = (now: number): number => Math.floor(now / dayLength)

const place = (seat: Seat) => `P#${seat.pseudonym}|${seat.slot}`

/** Seals one entry under a day's key; the first two bytes say which day, so that a session may cross midnight. */
export function sealEntry(key: DayKey, day: number, seat: Seat, plain: string): Uint8Array {
  const sealed = key.conversation(seat.pseudonym, seat.session).seal(plain, place(seat))
  const entry = new Uint8Array(sealed.length + 2)
  entry[0] = (day >> 8) & 0xff
  entry[1] = day & 0xff
  entry.set(sealed, 2)
  return entry
}

/** Opens one entry, whichever day's key sealed it. */
export async function openEntry(world: World, seat: Seat, entry: Uint8Array): Promise<string> {
  const low = ((entry[0] ?? 0) << 8) | (entry[1] ?? 0)
  const today = keyDay(world.now())
  const day = today - ((today - low) & 0xffff)
  const key = await world.keyring.day(day)
  return key.conversation(seat.pseudonym, seat.session).open(entry.subarray(2), place(seat))
}

/** Cuts an input to what is kept, at a whole character. */
export function clipInput(input: string): string {
  const bytes = new TextEncoder().encode(input)
  if (bytes.length <= mostBytes) return input
  return new TextDecoder().decode(bytes.subarray(0, mostBytes)).replace(/\uFFFD+$/u, '')
}

/** What is written for a conversation that begins. */
export async function writeSlot(
  world: World,
  seat: Seat,
  start: Omit<Start, 'language'>,
  number: string,
): Promise<{ [name: string]: Value }> {
  const now = world.now()
  const day = keyDay(now)
  const key = await world.keyring.day(day)
  return {
    s: seat.session,
    k: writePin(start),
    t: now,
    c: now,
    n: sealEntry(key, day, seat, number),
    ...(Object.keys(start.facts).length > 0 ? { x: sealEntry(key, day, seat, JSON.stringify(start.facts)) } : {}),
    a: [],
    o: [],
  }
}

const isMap = (value: Value | undefined): value is { [name: string]: Value } =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  !(value instanceof Set) &&
  !(value instanceof Uint8Array)

const pinOf = (slot: { [name: string]: Value }): Pin => readPin(typeof slot['k'] === 'string' ? slot['k'] : '')

async function openAll(world: World, seat: Seat, entries: Value | undefined): Promise<string[]> {
  if (!Array.isArray(entries)) return []
  const opened: string[] = []
  for (const entry of entries) if (entry instanceof Uint8Array) opened.push(await openEntry(world, seat, entry))
  return opened
}

/** When the conversation in a slot began to wait for its first answer; undefined where none waits. */
export function openSince(item: Item | undefined, name: 'u' | 'v' | 'm', flow?: string): number | undefined {
  const value = item?.[name]
  if (!isMap(value) || value['e'] === 1 || typeof value['c'] !== 'number') return undefined
  const isFresh = Array.isArray(value['a']) && value['a'].length === 0
  return isFresh && (flow === undefined || pinOf(value).flow === flow) ? value['c'] : undefined
}

/** When the conversation in a slot began, answered or not. */
export function begunAt(item: Item | undefined, name: 'u' | 'v' | 'm'): number | undefined {
  const value = item?.[name]
  return isMap(value) && typeof value['c'] === 'number' ? value['c'] : undefined
}

/** The facts every conversation starts with: who hangs on this phone, said as yes or no. */
export function startFacts(links: Value | undefined): Values {
  const read = readLinks(links)
  return {
    registered: read.women.length > 0 ? 'yes' : 'no',
    privacy: read.isFull ? 'full' : 'neutral',
    worker: read.worker === undefined ? 'no' : 'yes',
  }
}

/** Reads a slot (`u`, or the earlier one `u0`) with the language and links that were copied beside it. */
export async function readSlot(
  world: World,
  pseudonym: string,
  channel: Channel,
  item: Item | undefined,
  which: 'now' | 'before' = 'now',
): Promise<Slot | undefined> {
  const letter = slotOf[channel]
  const name = which === 'now' ? letter : `${letter}0`
  return readSlotValue(world, pseudonym, channel, item?.[name], {
    links: item?.[`${name}l`],
    language: item?.[`${name}g`],
  })
}

async function readSlotValue(
  world: World,
  pseudonym: string,
  channel: Channel,
  value: Value | undefined,
  beside: { links: Value | undefined; language: Value | undefined },
): Promise<Slot | undefined> {
  if (!isMap(value) || typeof value['s'] !== 'string') return undefined
  const created = value['c']
  if (typeof created !== 'number' || world.now() - created > readableFor) return undefined
  const seat: Seat = { pseudonym, slot: slotOf[channel], session: value['s'] }
  const inputs = await openAll(world, seat, value['a'])
  const outcomes = (await openAll(world, seat, value['o'])).map((text) => JSON.parse(text) as Outcome)
  const facts = value['x'] instanceof Uint8Array ? (JSON.parse(await openEntry(world, seat, value['x'])) as Values) : {}
  const earlier =
    value['b'] instanceof Uint8Array
      ? (JSON.parse(await openEntry(world, seat, value['b'])) as Conversation)
      : undefined
  const number = value['n'] instanceof Uint8Array ? await openEntry(world, seat, value['n']) : undefined
  return {
    seat,
    since: created,
    at: typeof value['t'] === 'number' ? value['t'] : 0,
    isEnded: value['e'] === 1,
    sent: typeof value['w'] === 'number' ? value['w'] : 0,
    ...(number === undefined ? {} : { number }),
    conversation: {
      start: {
        ...pinOf(value),
        channel,
        language: typeof beside.language === 'string' ? beside.language : 'bn',
        facts: { ...startFacts(beside.links), ...facts },
        seed: seedOf(world, pseudonym),
      },
      inputs,
      outcomes,
      ...(earlier === undefined ? {} : { previous: earlier }),
    },
  }
}
