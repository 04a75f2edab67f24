/**
 * The worker behind the queue: takes an id, claims what is due there, hands it to the gateway, feeds the outcome back.
 * Claim first, send, then record: a crash between any two leaves a lease that the tick finds. A job may come twice,
 * late or for nothing; the claim decides.
 */
import { civilDay, instantOf } from '@dhatri/care/dhaka'
import type { KeyedEvent } from '@dhatri/care/event'
import type { FlightEvent } from '@dhatri/care/flight'
import type { Flight } from '@dhatri/care/flight.record'
import { kinMessage } from '@dhatri/care/kin'
import { listReady, step } from '@dhatri/care/step'
import type { Values } from '@dhatri/flow/channel'
import { womanKey } from '@dhatri/store/items'
import { readIso } from '@dhatri/text/day'
import { numberAlert } from './alerts.ts'
import { applyToCase, caseParcel, loadCase } from './cases.ts'
import { choosePlace, namePlace } from './facilities.ts'
import { finishPhone } from './finish.ts'
import { handOff, isTender, type Parcel } from './handoff.ts'
import { applyToMessage, loadMessage } from './message.ts'
import { endCase, endRequest, isOver, isUnwanted } from './over.end.ts'
import { loadPhone } from './phone.ts'
import { findBarred } from './request.accused.ts'
import { requestParcel } from './request.parcel.ts'
import { applyToRequest, loadRequest } from './requests.ts'
import { hasLost } from './topic.ts'
import { findPhoneFor, workerFacts } from './woman.tell.ts'
import { applyToWoman, careRules, isBehind, loadWoman, type Stepping } from './woman.ts'
import { turnWorker } from './worker.turn.ts'
import type { Job, World } from './world.ts'

/** Most hand-offs of one job: what is left is due again at once and comes with the next tick. */
const most = 4

/** Does one job to its end. */
export async function doJob(world: World, job: Job): Promise<void> {
  if (job.do === 'woman') return sendForWoman(world, job.id)
  if (job.do === 'message') return sendMessage(world, job.id)
  if (job.do === 'case') return sendForCase(world, job.id)
  if (job.do === 'worker') return turnWorker(world, job.id)
  if (job.do === 'request') return sendForRequest(world, job.id)
  return finishPhone(world, job.id)
}

const isReady = (flight: Flight, now: number) => flight.state === 'waiting' && flight.at <= now

/**
 * What is due begins in the same write that claims it: the claim steps the record up to now first. She stays in hand
 * from one write to the next.
 */
async function sendForWoman(world: World, id: string): Promise<void> {
  let woman = await loadWoman(world, id)
  if (woman === undefined) return dropTimer(world, id)
  for (let count = 0; count < most && woman !== undefined; count++) {
    const { record, effects } = step(woman.record, { kind: 'tick' }, world.now(), careRules(world))
    const [key] = listReady(record, world.now())
    if (key === undefined) {
      // Whoever has just been written to is left for her receipt: the next tick moves her on if none has come.
      const isMoved = record !== woman.record || effects.length > 0 || (count === 0 && isBehind(world, woman))
      if (isMoved) await applyToWoman(world, id, { kind: 'tick' }, woman)
      return
    }
    const claimed = await applyToWoman(world, id, { kind: 'claim', key }, woman)
    const given = claimed?.effects.find((effect) => effect.do === 'handOff')
    if (claimed === undefined || given?.do !== 'handOff') return
    const parcel = await womanParcel(world, claimed, given.flight, given.facts)
    const events: FlightEvent[] =
      parcel === undefined ? [{ kind: 'suppressed', reason: 'send.nobody' }] : await handOff(world, parcel)
    woman = claimed.woman
    for (const event of events) woman = (await applyToWoman(world, id, keyed(event, key), woman))?.woman
  }
}

/** Nobody is behind this timer any more: her key has been destroyed. */
async function dropTimer(world: World, id: string): Promise<void> {
  await world.table.update(womanKey(id), { remove: ['due', 'shard'] }, { op: 'present', path: 'due' })
  world.log({ code: 'woman.gone' })
}

/** A flight's event addressed by its key. */
export const keyed = (event: FlightEvent, key: string): KeyedEvent => ({ ...event, key }) as KeyedEvent

async function womanParcel(
  world: World,
  stepping: Stepping,
  flight: Flight,
  facts: { date?: string },
): Promise<Parcel | undefined> {
  const { record } = stepping.woman
  const isWorkers = flight.to === 'worker'
  const family = flight.message === kinMessage ? record.kin?.phone : record.family?.phone
  const own = flight.to === 'family' ? family : record.phone
  const pseudonym = isWorkers ? await findPhoneFor(world, record, 'chw') : own
  if (pseudonym === undefined || pseudonym === '') return undefined
  return {
    owner: `W#${record.id}`,
    flight,
    pseudonym,
    claimedAt: world.now(),
    facts: isWorkers
      ? await workerFacts(world, stepping.woman, facts)
      : await withCentre(world, record.area, flight, facts, pseudonym),
    context: contextOf(record.id, flight),
  }
}

/** The place of her next visit, for a message that names it. */
async function withCentre(
  world: World,
  area: string,
  flight: Flight,
  facts: { date?: string },
  pseudonym: string,
): Promise<Values> {
  if (world.messages[flight.message]?.kinds['centre'] === undefined || flight.channel !== 'sms') return { ...facts }
  const { language, links } = await loadPhone(world, pseudonym)
  // Only the full form names it, so that nobody else's reminder costs a look at the places.
  if (!links.isFull) return { ...facts }
  const day = facts.date === undefined ? undefined : readIso(facts.date)
  const place = await choosePlace(world, area, { service: 'anc', at: instantOf(day ?? civilDay(world.now()), 10 * 60) })
  return { ...facts, centre: namePlace(place, language, false) }
}

/** What an answer to a woman's message belongs to: her, and the contact it asks about. */
export function contextOf(id: string, flight: Pick<Flight, 'key'>): { woman: string; item: string } {
  return { woman: id, item: flight.key }
}

async function sendMessage(world: World, id: string): Promise<void> {
  await applyToMessage(world, id, { kind: 'tick' })
  const flight = (await loadMessage(world, id))?.outbound.flight
  if (flight === undefined || !isReady(flight, world.now())) return
  const claimed = await applyToMessage(world, id, { kind: 'claim' })
  const given = claimed?.posted.outbound.flight
  if (claimed === undefined || !claimed.isHandOff || given === undefined) return
  const { outbound, facts, context, text } = claimed.posted
  const parcel: Parcel = {
    owner: `M#${id}`,
    flight: given,
    pseudonym: outbound.phone,
    facts,
    context,
    claimedAt: world.now(),
    ...(text === undefined ? {} : { text }),
  }
  // A loss may have been told between the text that asked and this moment.
  const isAsked = given.message.startsWith('topic.') && isTender(given)
  const isHushed = isAsked && (await hasLost(world, await loadPhone(world, outbound.phone, true)))
  const events: FlightEvent[] = isHushed ? [{ kind: 'suppressed', reason: 'phone.lost' }] : await handOff(world, parcel)
  for (const event of events) await applyToMessage(world, id, event)
}

async function sendForCase(world: World, id: string): Promise<void> {
  await endCase(world, id)
  await applyToCase(world, id, { kind: 'tick' })
  for (let count = 0; count < most * 2; count++) {
    const open = await loadCase(world, id)
    const flight = open?.record.flights.find((one) => isReady(one, world.now()))
    if (open === undefined || flight === undefined) return
    const claimed = await applyToCase(world, id, { kind: 'claim', key: flight.key })
    const given = claimed?.handOffs.find(({ key }) => key === flight.key)
    if (claimed === undefined || given === undefined) return
    // The last look: news of her may have come between the first one and the claim.
    const isLate = await isOver(world, 'danger', claimed.record)
    const parcel = isLate ? undefined : await caseParcel(world, claimed.record, given)
    const events: FlightEvent[] =
      parcel === undefined
        ? [{ kind: 'suppressed', reason: isLate ? 'send.over' : 'send.nobody' }]
        : await handOff(world, await numberAlert(world, claimed.record, parcel))
    for (const event of events) await applyToCase(world, id, keyed(event, flight.key))
  }
}

async function sendForRequest(world: World, id: string): Promise<void> {
  await endRequest(world, id)
  await applyToRequest(world, id, { kind: 'tick' })
  for (let count = 0; count < most; count++) {
    const open = await loadRequest(world, id)
    const flight = open?.record.flights.find((one) => isReady(one, world.now()))
    if (open === undefined || flight === undefined) return
    const barred = await findBarred(world, open.record, flight)
    if (barred !== undefined) {
      await applyToRequest(world, id, { kind: 'barred', by: barred })
      continue
    }
    const claimed = await applyToRequest(world, id, { kind: 'claim', key: flight.key })
    const given = claimed?.handOffs.find(({ key }) => key === flight.key)
    if (claimed === undefined || given === undefined) return
    const isLate = await isUnwanted(world, claimed.record, given)
    const parcel = isLate ? undefined : await requestParcel(world, claimed.record, claimed.said, given)
    const events: FlightEvent[] =
      parcel === undefined
        ? [{ kind: 'suppressed', reason: isLate ? 'send.over' : 'send.nobody' }]
        : await handOff(world, parcel)
    for (const event of events) await applyToRequest(world, id, keyed(event, flight.key))
  }
}
