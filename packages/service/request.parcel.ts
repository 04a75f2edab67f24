/** What a claimed text or call of a request carries, and to whose phone. */
import type { Flight } from '@dhatri/care/flight.record'
import { receiverOf } from '@dhatri/care/request.flight'
import type { Request } from '@dhatri/care/request.record'
import type { Values } from '@dhatri/flow/channel'
import { printIso } from '@dhatri/text/day'
import { loadPlace, namePlace } from './facilities.ts'
import type { Parcel } from './handoff.ts'
import { loadPhone, openNumber } from './phone.ts'
import { findReader } from './request.accused.ts'
import { putToStandIn, type Said } from './requests.ts'
import { loadWoman } from './woman.ts'
import type { World } from './world.ts'

/** Most letters of what she said that go into one text; the worker's menu shows all of it. */
const mostWords = 70

/** The parcel of a flight; undefined where there is nobody any more. */
export async function requestParcel(
  world: World,
  record: Request,
  said: Said,
  flight: Flight,
): Promise<Parcel | undefined> {
  const to = receiverOf(flight)
  const reader = to === 'caller' ? undefined : await findReader(world, record, to.worker)
  const pseudonym = to === 'caller' ? record.phone : reader?.pseudonym
  if (to !== 'caller' && reader !== undefined && reader.code !== to.worker && flight.key.startsWith('ask.')) {
    await putToStandIn(world, record, reader.code, to.worker)
  }
  if (pseudonym === undefined) return undefined
  const { language, links } = await loadPhone(world, pseudonym)
  return {
    owner: `R#${record.id}`,
    flight,
    pseudonym,
    claimedAt: world.now(),
    facts: await factsOf(world, record, said, { message: flight.message, language, isNeutral: !links.isFull }),
    context: { request: record.id },
    // She asked for this answer when she opened it: a STOP after that stops it, one before does not.
    ...(to === 'caller' && flight.class === 'reply' ? { askedAt: record.opened } : {}),
  }
}

type Reader = { message: string; language: string; isNeutral: boolean }

async function factsOf(world: World, record: Request, said: Said, reader: Reader): Promise<Values> {
  const kinds = world.messages[reader.message]?.kinds ?? {}
  const needs = (name: string) => Object.hasOwn(kinds, name)
  const facts: Values = { ticket: record.ticket }
  if (record.day !== undefined) facts['date'] = printIso(record.day)
  if (needs('words'))
    facts['words'] = reader.message === 'ticket.answered' ? (said.answer ?? '') : clip(said.words ?? '')
  if (needs('centre')) {
    const place = record.facility === undefined ? undefined : await loadPlace(world, record.facility)
    const isWorkers = world.messages[reader.message]?.to === 'worker'
    facts['centre'] = namePlace(place, reader.language, reader.isNeutral && !isWorkers)
  }
  if (needs('id')) {
    const woman = record.woman === undefined ? undefined : await loadWoman(world, record.woman)
    facts['id'] = woman?.shortId || record.ticket
  }
  if (needs('phone')) {
    const phone = record.phone === undefined ? undefined : await loadPhone(world, record.phone)
    facts['phone'] = (phone === undefined ? undefined : await openNumber(world, phone)) ?? ''
  }
  return facts
}

/** Words cut to what fits beside how to answer them. */
export function clip(words: string, most = mostWords): string {
  return words.length <= most ? words : `${words.slice(0, most - 1).trimEnd()}…`
}
