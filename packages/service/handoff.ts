/**
 * Hands one message to a gateway. The phone is the only authority: it is read strongly after the claim, judged by the
 * pure rules (review of its words, STOP, quiet hours, one message in twelve hours), and marked as written to only if nothing moved meanwhile.
 * The call begins within fifteen seconds of the claim or the claim is given back.
 */
import { clear, nameMessage } from '@dhatri/care/clearance'
import { civilDay } from '@dhatri/care/dhaka'
import { type FlightEvent, nameCall, type ReceiptState } from '@dhatri/care/flight'
import type { Flight } from '@dhatri/care/flight.record'
import { maySay } from '@dhatri/care/review'
import type { Values } from '@dhatri/flow/channel'
import { shapeOf } from '@dhatri/flow/library'
import { renderMessage } from '@dhatri/flow/message'
import { sendFaults } from '@dhatri/gateways/errors'
import type { SendResult } from '@dhatri/gateways/gateway'
import { phoneKey, referenceKey } from '@dhatri/store/items'
import type { Change, Condition } from '@dhatri/store/table'
import { compose } from '@dhatri/text/normal'
import { loadPhone, openNumber, type PhoneState } from './phone.ts'
import { markSession, openSince, writeSlot } from './slot.ts'
import type { World } from './world.ts'

/** What is handed off: a claimed flight, whose it is, to which phone, with which facts. */
export type Parcel = {
  owner: string
  flight: Flight
  pseudonym: string
  facts: Values
  /** Facts of the conversation that an answer belongs to, for messages that ask. */
  context: Values
  claimedAt: number
  /** The worker it goes to, where it is one. */
  worker?: string
  /** When she asked for what this answers; a later STOP or START ends it. */
  askedAt?: number
  /** A text already rendered, where a conversation's next screen is the message. */
  text?: string
}

/** What we push to a woman is spaced; a worker must get every notice of the day. */
const isSpaced = (world: World, flight: Flight) =>
  !world.rules.policy.classes[flight.class].isAnyHour && world.messages[flight.message]?.to !== 'worker'

/** How long an unanswered alert keeps other questions from a worker's phone, in milliseconds. */
const alertWaits = 30 * 60_000

/** What nobody may hear of after a loss. */
export const isTender = ({ about }: Pick<Flight, 'about'>) => about === 'pregnancy' || about === 'baby'

/** Tries one hand-off and says what became of it, as the events to feed back. */
export async function handOff(world: World, parcel: Parcel): Promise<FlightEvent[]> {
  const { flight } = parcel
  const { claim } = flight
  const now = world.now()
  const { policy } = world.rules
  if (now - parcel.claimedAt > policy.begin) return [{ kind: 'handedBack', claim, at: now, reason: 'claim.late' }]
  const phone = await loadPhone(world, parcel.pseudonym, true)
  const judged = judge(world, parcel, phone)
  if (judged !== undefined) return [judged]
  // One phone holds one question by SMS: "has she left?" and "was she seen?" wait while an alert is still unanswered there.
  const asked = openSince(phone.item, 'm', 'alert')
  const isFollowing = flight.channel === 'sms' && ['left', 'seen'].includes(world.messages[flight.message]?.asks ?? '')
  if (isFollowing && asked !== undefined && now - asked < alertWaits) {
    return [{ kind: 'handedBack', claim, at: asked + alertWaits, reason: 'phone.asked' }]
  }
  if (!(await markPhone(world, parcel, phone))) return [{ kind: 'handedBack', claim, at: now, reason: 'phone.moved' }]
  const number = await openNumber(world, phone)
  if (number === undefined) return [{ kind: 'suppressed', reason: 'send.noNumber' }]
  return call(world, parcel, phone, number)
}

/** The event to feed instead of a hand-off, or nothing where it may go. */
function judge(world: World, parcel: Parcel, phone: PhoneState): FlightEvent | undefined {
  const { flight, owner } = parcel
  const { policy } = world.rules
  const message = world.messages[flight.message]
  if (message !== undefined && !maySay(message, world.settings.pilot, phone.isPilot)) {
    return { kind: 'suppressed', reason: 'text.unreviewed', claim: flight.claim }
  }
  const line = {
    isStopped: phone.isStopped,
    ...(phone.safe === undefined ? {} : { safe: phone.safe }),
    ...(phone.last === undefined || !isSpaced(world, flight) ? {} : { last: phone.last }),
  }
  const cleared = clear(flight, owner, line, world.now(), policy)
  if (!cleared.ok) return cleared.event
  // A text she had asked for is nothing to her once she has said stop; one she asks for afterwards is.
  const askedAt = parcel.askedAt ?? (parcel.context['isAsked'] === undefined ? undefined : flight.at)
  if (askedAt !== undefined && phone.since >= askedAt) {
    return { kind: 'suppressed', reason: 'phone.epoch' }
  }
  if (policy.classes[flight.class].isAnyHour) return undefined
  if (phone.since > flight.at) return { kind: 'suppressed', reason: 'phone.epoch' }
  return phone.isHeld && isTender(flight) ? { kind: 'suppressed', reason: 'phone.held' } : undefined
}

/** Marks the phone as written to and lays a question's conversation ready; false when the phone moved meanwhile. */
async function markPhone(world: World, parcel: Parcel, phone: PhoneState): Promise<boolean> {
  const { flight, pseudonym, owner } = parcel
  const now = world.now()
  const asks = world.messages[flight.message]?.asks
  const change: Required<Pick<Change, 'set'>> = { set: {} }
  const conditions: Condition[] = []
  if (!world.rules.policy.classes[flight.class].isAnyHour) {
    conditions.push({ op: 'absent', path: 'stop' })
    if (isTender(flight)) conditions.push({ op: 'absent', path: 'hold' })
  }
  if (isSpaced(world, flight)) {
    Object.assign(change.set, { last: { value: now }, lastBy: { value: nameMessage(owner, flight) } })
    const before = phone.item?.['last']
    conditions.push(
      typeof before === 'number' ? { op: '=', path: 'last', value: before } : { op: 'absent', path: 'last' },
    )
  }
  if (asks !== undefined && flight.channel === 'sms') {
    const session = markSession(world, `${owner}|${flight.key}|${flight.claim}`)
    const start = {
      flow: asks,
      shape: shapeOf(world.library, asks) ?? '',
      day: civilDay(now),
      channel: 'sms' as const,
      profile: 'sms',
      facts: parcel.context,
    }
    Object.assign(change.set, {
      m: { value: await writeSlot(world, { pseudonym, slot: 'm', session }, start, '') },
      ml: { path: 'links', orElse: { w: [] } },
      mg: { path: 'lang', orElse: 'bn' },
    })
  }
  if (Object.keys(change.set).length === 0 && conditions.length === 0) return true
  if (Object.keys(change.set).length === 0) change.set['seen'] = { value: now }
  const guard: Condition | undefined = conditions.length > 0 ? { op: 'and', of: conditions } : undefined
  return (await world.table.update(phoneKey(pseudonym), change, guard)).ok
}

async function call(world: World, parcel: Parcel, phone: PhoneState, number: string): Promise<FlightEvent[]> {
  const { flight } = parcel
  const connection = world.connections[world.settings.gateway]
  if (connection === undefined) throw new Error('gateway.unknown')
  const reference = Buffer.from(world.keyring.mark('sent', nameCall(parcel.owner, flight))).toString('hex')
  if (flight.channel === 'voice') await keepReference(world, connection.name, reference, parcel)
  const request =
    flight.channel === 'voice'
      ? connection.placeCall({ to: number, ref: reference })
      : connection.sendSms({
          to: number,
          ref: reference,
          text: compose(parcel.text ?? writeText(world, parcel, phone)),
        })
  let result: SendResult
  try {
    const response = await world.post(request)
    result = flight.channel === 'voice' ? connection.readCalled(response) : connection.readSent(response)
  } catch {
    result = { state: 'unknown', error: 'send.noAnswer' }
  }
  return outcomeOf(world, parcel, connection.name, result)
}

function writeText(world: World, parcel: Parcel, phone: PhoneState): string {
  const how = {
    language: phone.language,
    privacy: phone.links.isFull ? ('full' as const) : ('neutral' as const),
    channel: 'sms' as const,
    facts: parcel.facts,
  }
  return renderMessage(world.library, world.messages, parcel.flight.message, how).text
}

async function outcomeOf(world: World, parcel: Parcel, gateway: string, result: SendResult): Promise<FlightEvent[]> {
  const { claim } = parcel.flight
  if (result.state === 'accepted') {
    const accepted: FlightEvent = { kind: 'accepted', ref: result.ref, claim }
    const early = await keepReference(world, gateway, result.ref, parcel)
    return isReceipt(early) ? [accepted, { kind: 'receipt', state: early, ref: result.ref }] : [accepted]
  }
  world.log({ code: result.error, gateway })
  if (result.state === 'unknown') return [{ kind: 'unknown', claim, error: result.error }]
  const { isCertain, isPermanent } = sendFaults[result.error]
  return [{ kind: 'rejected', claim, error: result.error, isCertain, isPermanent }]
}

const isReceipt = (state: string | undefined): state is ReceiptState =>
  state !== undefined && ['sent', 'delivered', 'undelivered', 'rejected', 'expired'].includes(state)

/** Notes whose a gateway's own id is; returns the state of a receipt that came before the acceptance. */
export async function keepReference(
  world: World,
  gateway: string,
  reference: string,
  parcel: Parcel,
): Promise<string | undefined> {
  const mark = Buffer.from(world.keyring.mark('reference', reference)).toString('hex')
  const ttl = Math.floor(world.now() / 1000) + 90 * 24 * 3600
  const kept = await world.table.update(referenceKey(gateway, mark), {
    set: { w: { value: parcel.owner }, k: { value: parcel.flight.key }, ttl: { value: ttl } },
  })
  const state = kept.item?.['s']
  return typeof state === 'string' ? state : undefined
}
