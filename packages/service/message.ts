/**
 * One message to one phone in the store: replies, alerts, what a worker is told. It is written together with what
 * caused it and due at once, so that a reply can never be lost between the effect and the gateway. Its text is not
 * stored: the template's name and sealed facts are.
 */
import type { FlightEvent } from '@dhatri/care/flight'
import type { About, Class } from '@dhatri/care/flight.record'
import { createOutbound, type Outbound, outboundDue, stepOutbound } from '@dhatri/care/outbound'
import type { Values } from '@dhatri/flow/channel'
import { messageKey } from '@dhatri/store/items'
import type { Item, Key, Write } from '@dhatri/store/table'
import { shardOf } from './shard.ts'
import type { World } from './world.ts'

/** A message to be written. */
export type Outgoing = {
  /** Deterministic: one message, however often it is tried. */
  id: string
  pseudonym: string
  message: string
  class: Class
  about: About
  facts: Values
  channel?: 'sms' | 'voice'
  /** Milliseconds from now before which it does not go, and after which it is worthless. */
  after?: number
  lasts?: number
  /** Most calls or copies, where fewer than its class allows. */
  most?: number
  /** A text already rendered: a conversation's next screen by SMS. */
  text?: string
  /** Facts of the conversation that an answer to it belongs to. */
  context?: Values
}

/** A message as it was read. */
export type Posted = { outbound: Outbound; facts: Values; text?: string; context: Values; version: number }

const hour = 3_600_000

/** How long a message of a class is worth sending when nobody says otherwise. */
const lives: { [name in Class]: number } = {
  reply: 0.25 * hour,
  act: 24 * hour,
  advice: 24 * hour,
  sensitive: 24 * hour,
  voice: 72 * hour,
  alert: hour,
}

/** How long a message is kept for its receipt, in seconds. */
const keptFor = 30 * 24 * 3600

const place = (id: string) => `M#${id}|RECORD`

async function messageItem(world: World, posted: Posted): Promise<Item & Key> {
  const { outbound, facts, context, text } = posted
  const { id, phone } = outbound
  const sealer = await world.keyring.newWoman(`phone-${phone}`)
  const due = outboundDue(outbound)
  const box = sealer.seal(
    JSON.stringify({ outbound, facts, context, ...(text === undefined ? {} : { text }) }),
    place(id),
  )
  return {
    ...messageKey(id),
    ph: phone,
    v: posted.version,
    ttl: Math.floor(world.now() / 1000) + keptFor,
    ...(due === undefined ? {} : { due, shard: shardOf(world, id) }),
    box,
  }
}

/** The write that posts a message. */
export async function messageWrite(world: World, outgoing: Outgoing): Promise<Write> {
  const now = world.now()
  const at = now + (outgoing.after ?? 0)
  const { id, pseudonym, facts, text } = outgoing
  const outbound = createOutbound(
    id,
    pseudonym,
    {
      to: 'anyone',
      message: outgoing.message,
      class: outgoing.class,
      about: outgoing.about,
      channel: outgoing.channel ?? 'sms',
      at,
      until: at + (outgoing.lasts ?? lives[outgoing.class]),
      ...(outgoing.most === undefined ? {} : { most: outgoing.most }),
    },
    now,
    world.rules.policy,
  )
  const posted: Posted = {
    outbound,
    facts,
    context: outgoing.context ?? {},
    version: 1,
    ...(text === undefined ? {} : { text }),
  }
  return { put: await messageItem(world, posted), if: { op: 'absent', path: 'pk' } }
}

/** Loads a message; undefined when it is not there any more. */
export async function loadMessage(world: World, id: string): Promise<Posted | undefined> {
  const { ph, box, v } = (await world.table.get(messageKey(id), { isStrong: true })) ?? {}
  if (typeof ph !== 'string' || !(box instanceof Uint8Array)) return undefined
  const sealer = await world.keyring.woman(`phone-${ph}`)
  const opened = JSON.parse(sealer.open(box, place(id))) as Omit<Posted, 'version'>
  return { ...opened, version: typeof v === 'number' ? v : 0 }
}

/** Steps a message by one event and writes it, again when somebody was quicker; says whether it is to be handed off. */
export async function applyToMessage(
  world: World,
  id: string,
  event: FlightEvent,
): Promise<{ posted: Posted; isHandOff: boolean } | undefined> {
  for (let tries = 0; tries < 5; tries++) {
    const posted = await loadMessage(world, id)
    if (posted === undefined || posted.outbound.ended !== undefined) return undefined
    const { outbound, effects } = stepOutbound(posted.outbound, event, world.now(), world.rules.policy)
    const isHandOff = effects.some((effect) => effect.do === 'handOff')
    if (outbound === posted.outbound && effects.length === 0) return { posted, isHandOff }
    const next: Posted = { ...posted, outbound, version: posted.version + 1 }
    const written = await world.table.write([
      { put: await messageItem(world, next), if: { op: '=', path: 'v', value: posted.version } },
    ])
    if (!written.ok) continue
    for (const effect of effects) if (effect.do === 'count') world.log({ code: `care.${effect.name}` })
    return { posted: next, isHandOff }
  }
  throw new Error('message.contended')
}
