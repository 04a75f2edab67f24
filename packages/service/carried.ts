/**
 * A call that we placed: which message it carries, which flow its keys go to, and what is fed back when it ends. The
 * reference we gave the gateway leads to the flight; the message itself is never in a URL or a queue.
 */
import { plan } from '@dhatri/care/plan'
import type { Values } from '@dhatri/flow/channel'
import type { Event } from '@dhatri/gateways/gateway'
import { referenceKey } from '@dhatri/store/items'
import { printIso } from '@dhatri/text/day'
import { applyToCase, caseParcel, loadCase } from './cases.ts'
import { applyToMessage, loadMessage } from './message.ts'
import { loadPhone } from './phone.ts'
import { requestParcel } from './request.parcel.ts'
import { applyToRequest, loadRequest } from './requests.ts'
import { contextOf } from './send.ts'
import { markSession, readSlot } from './slot.ts'
import { applyToWoman, loadWoman } from './woman.ts'
import type { World } from './world.ts'

/** What a call that we placed is about. */
export type Carried = {
  message: string
  flow: { name: string; facts?: Values; isOffering: boolean }
  facts: Values
}

type OutCall = Pick<Extract<Event, { kind: 'call.start' | 'call.turn' | 'call.end' }>, 'ref' | 'session'>

/** Whose message a reference stands for. */
export async function findOwner(
  world: World,
  gateway: string,
  reference: string,
): Promise<{ owner: string; key: string } | undefined> {
  const mark = Buffer.from(world.keyring.mark('reference', reference)).toString('hex')
  const item = await world.table.get(referenceKey(gateway, mark))
  const { w, k } = item ?? {}
  return typeof w === 'string' && typeof k === 'string' ? { owner: w, key: k } : undefined
}

async function ownerOf(world: World, gateway: string, call: OutCall) {
  return (
    (call.ref === undefined ? undefined : await findOwner(world, gateway, call.ref)) ??
    (await findOwner(world, gateway, call.session))
  )
}

/** What the person who picks up hears first, and what the keys then mean; undefined when it is not ours any more. */
export async function findCarried(world: World, gateway: string, call: OutCall): Promise<Carried | undefined> {
  const found = await ownerOf(world, gateway, call)
  const id = found?.owner.slice(2) ?? ''
  switch (found?.owner.slice(0, 2)) {
    case 'W#': {
      const record = (await loadWoman(world, id))?.record
      const flight = record?.flights.find(({ key }) => key === found.key)
      if (record === undefined || flight === undefined) return undefined
      const date = plan(record, world.rules).find(({ key }) => key === found.key)?.date
      return carry(world, flight.message, contextOf(id, flight), date === undefined ? {} : { date: printIso(date) })
    }
    case 'M#': {
      const posted = await loadMessage(world, id)
      const flight = posted?.outbound.flight
      return posted === undefined || flight === undefined
        ? undefined
        : carry(world, flight.message, posted.context, posted.facts)
    }
    case 'K#': {
      const open = await loadCase(world, id)
      const flight = open?.record.flights.find(({ key }) => key === found.key)
      const parcel =
        open === undefined || flight === undefined ? undefined : await caseParcel(world, open.record, flight)
      return flight === undefined || parcel === undefined
        ? undefined
        : carry(world, flight.message, parcel.context, parcel.facts)
    }
    case 'R#': {
      const open = await loadRequest(world, id)
      const flight = open?.record.flights.find(({ key }) => key === found.key)
      const parcel =
        open === undefined || flight === undefined
          ? undefined
          : await requestParcel(world, open.record, open.said, flight)
      if (flight === undefined || parcel === undefined) return undefined
      const carried = carry(world, flight.message, parcel.context, parcel.facts)
      // What was answered is no text of ours and cannot be spoken: she may have it written.
      return flight.message === 'ticket.answered' ? { ...carried, flow: { ...carried.flow, name: 'answers' } } : carried
    }
    default:
      return undefined
  }
}

const isHers = (world: World, message: string) => world.messages[message]?.to === 'woman'

function carry(world: World, message: string, context: Values, facts: Values): Carried {
  // On every call of ours to a woman she can say that something has changed, before anything else.
  const { asks = isHers(world, message) ? 'called' : 'home' } = world.messages[message] ?? {}
  return { message, flow: { name: asks, facts: context, isOffering: false }, facts }
}

/** Feeds the end of a call that we placed back to the record it came from. */
export async function heardCall(
  world: World,
  gateway: string,
  event: Extract<Event, { kind: 'call.end' }>,
): Promise<void> {
  const found = await ownerOf(world, gateway, event)
  if (found === undefined) {
    world.log({ code: 'call.unclaimed', gateway })
    return
  }
  const id = found.owner.slice(2)
  // Whoever pressed a key has heard it, however soon she hung up.
  const seconds = (await hasPressed(world, gateway, event))
    ? Math.max(event.seconds, world.rules.policy.rings.heard)
    : event.seconds
  const heard = { kind: 'heard', seconds, cause: event.cause, ref: event.session } as const
  if (found.owner.startsWith('W#')) await applyToWoman(world, id, { ...heard, key: found.key })
  else if (found.owner.startsWith('K#')) await applyToCase(world, id, { ...heard, key: found.key })
  else if (found.owner.startsWith('R#')) await applyToRequest(world, id, { ...heard, key: found.key })
  else await applyToMessage(world, id, heard)
}

async function hasPressed(
  world: World,
  gateway: string,
  event: Extract<Event, { kind: 'call.end' }>,
): Promise<boolean> {
  if (event.seconds === 0) return false
  const pseudonym = world.keyring.pseudonym(event.from)
  const slot = await readSlot(world, pseudonym, 'voice', (await loadPhone(world, pseudonym)).item)
  const isSame = slot?.seat.session === markSession(world, `${gateway}|${event.session}`)
  return isSame && slot.conversation.inputs.some((input) => input !== '')
}
