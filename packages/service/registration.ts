/**
 * Registration: phone with its `rev`, woman, identity, short id and history in one write, so that registrations of one
 * phone by USSD, SMS and a worker serialise. A pregnancy that may be known already (same phone, or a name that sounds
 * alike in the same upazila, and LMP within 28 days) is asked about, never registered twice or merged in silence.
 */

import { civilDay } from '@dhatri/care/dhaka'
import { soundAlike } from '@dhatri/care/name.sound'
import { isCarrying } from '@dhatri/care/outcome'
import type { Dating } from '@dhatri/care/pregnancy'
import { estimateDue } from '@dhatri/care/pregnancy'
import type { Consent, Record } from '@dhatri/care/record'
import { defaultSchedule } from '@dhatri/care/schedule'
import { listWatchers } from '@dhatri/care/watch'
import { shortIdKey } from '@dhatri/store/items'
import type { Change, Write } from '@dhatri/store/table'
import type { Day } from '@dhatri/text/day'
import { makeShortId } from '@dhatri/text/shortid'
import { findAlike, nameWrites, sameWithin } from './names.ts'
import { type Links, linkChange, mostWomen, type PhoneState, placeLink, sealNumber } from './phone.ts'
import { createWoman, listWrites, loadWoman, type Woman } from './woman.ts'
import { loadWho } from './woman.who.ts'
import type { World } from './world.ts'

/** What is known of a pregnancy that is to be registered. */
export type Asking = {
  /** Deterministic: the same at every try of the same request. */
  id: string
  by: Record['by']
  consent: Consent
  /** Her phone and its number; none where she can be reached only through her CHW. */
  phone?: PhoneState
  number?: string
  /** The phone has said no lately: she is looked for on it, but not written to. */
  isRefused?: boolean
  isFamily: boolean
  lmp: Day
  dating: Dating
  area: string
  chw?: string
  name?: string
  /** A recording of her name. */
  voice?: string
  age?: number
  /** Somebody who knows has said that she is none of those on the list. */
  isAnother?: boolean
  channel: 'sms' | 'voice'
  consentWords: string
}

/** What registering comes to. */
export type Registered =
  | { is: 'registered'; shortId: string; edd: Day; writes: Write[]; phone?: Change }
  | { is: 'already'; shortId: string; edd: Day; woman: Woman }
  /** She may be this one: a person must say. */
  | { is: 'same'; shortId: string; name?: string; woman: Woman }
  | { is: 'full' }

/** Lays out the writes of a registration, or says that this pregnancy is known already. */
export async function layRegistration(world: World, asking: Asking): Promise<Registered> {
  const known = asking.isAnother === true ? undefined : await findKnown(world, asking)
  if (known !== undefined) return known
  const phone = asking.isRefused === true ? undefined : asking.phone
  if (phone !== undefined && phone.links.women.length >= mostWomen) return { is: 'full' }
  const shortId = await chooseShortId(world, asking.area, asking.id)
  const now = world.now()
  const record: Record = {
    id: asking.id,
    area: asking.area,
    ...(asking.chw === undefined ? {} : { chw: asking.chw }),
    by: asking.by,
    consent: asking.consent,
    consentAt: now,
    consentWords: asking.consentWords,
    state: 'pregnant',
    lmp: asking.lmp,
    dating: asking.dating,
    schedule: defaultSchedule(world.rules, civilDay(now)),
    registered: civilDay(now),
    ...(phone === undefined ? {} : { phone: phone.pseudonym }),
    channel: asking.channel,
    visits: {},
    missed: [],
    settledTo: 0,
    settled: [],
    flights: [],
    ...(asking.age === undefined ? {} : { age: { years: asking.age, at: civilDay(now) } }),
  }
  // Her number lies with her phone: nothing else identifies a woman who signs up by herself on a phone of her own.
  const who = {
    ...(asking.voice === undefined ? {} : { voice: asking.voice }),
    ...(asking.name === undefined ? {} : { name: asking.name }),
    ...(asking.isFamily ? { isFamily: true } : {}),
  }
  const writes: Write[] = [
    ...(await createWoman(world, record, shortId, who)),
    { put: { ...shortIdKey(asking.area, shortId), w: asking.id }, if: { op: 'absent', path: 'pk' } },
    ...nameWrites(world, asking.id, asking),
    ...listWrites(world, record),
  ]
  if (phone === undefined || asking.number === undefined) {
    return { is: 'registered', shortId, edd: estimateDue(asking.lmp), writes }
  }
  const number = await sealNumber(world, phone.pseudonym, asking.number)
  const links = joinLinks(phone.links, asking.id)
  return { is: 'registered', shortId, edd: estimateDue(asking.lmp), writes, phone: linkChange(phone, links, number) }
}

/** Links with one more woman; a phone that two women share is nobody's own. */
export function joinLinks(links: Links, id: string, isRefused = false): Links {
  return { ...placeLink(links, id, isRefused), isFull: links.isFull && links.women.length === 0 }
}

/** What is known of this pregnancy: it is on the list, or a worker must be asked whether she is the one. */
async function findKnown(world: World, asking: Asking): Promise<Registered | undefined> {
  const { phone, lmp, name, chw } = asking
  const onPhone = phone === undefined ? [] : await listSame(world, phone, lmp)
  const [first] = onPhone
  if (asking.by !== 'worker') {
    return first && alreadyThere(first)
  }
  for (const woman of onPhone) {
    const known = (await loadWho(world, woman.record.id)).name ?? ''
    const isTheirs = chw !== undefined && listWatchers(woman.record).includes(chw)
    if (isTheirs && soundAlike(known, name ?? '')) {
      return alreadyThere(woman)
    }
  }
  const woman = first ?? (await findAlike(world, asking, lmp))
  if (woman === undefined) return undefined
  const who = await loadWho(world, woman.record.id)
  return { is: 'same', shortId: woman.shortId, woman, ...(who.name === undefined ? {} : { name: who.name }) }
}

function alreadyThere(woman: Woman): Registered {
  return { is: 'already', shortId: woman.shortId, edd: estimateDue(woman.record.lmp), woman }
}

async function listSame(world: World, phone: PhoneState, lmp: Day): Promise<Woman[]> {
  const women: Woman[] = []
  for (const id of [...phone.links.women, ...phone.links.refused]) {
    const woman = await loadWoman(world, id)
    if (woman === undefined || !isCarrying(woman.record) || woman.record.consent === 'wrongNumber') continue
    if (Math.abs(woman.record.lmp - lmp) <= sameWithin) women.push(woman)
  }
  return women
}

/** A free short id of the upazila, the one she has where she has one: always the same for the same request. */
export async function chooseShortId(world: World, area: string, id: string, own?: string): Promise<string> {
  const isFree = async (shortId: string): Promise<boolean> => {
    const taken = await world.table.get(shortIdKey(area, shortId))
    return taken === undefined || taken['w'] === id
  }
  if (own !== undefined && (await isFree(own))) return own
  for (let attempt = 0; attempt < 50; attempt++) {
    const bytes = world.keyring.mark('short', `${id}|${attempt}`)
    const serial = 10_000 + ((((bytes[0] ?? 0) << 16) | ((bytes[1] ?? 0) << 8) | (bytes[2] ?? 0)) % 90_000)
    const shortId = makeShortId(serial)
    if (await isFree(shortId)) return shortId
  }
  throw new Error('shortid.exhausted')
}

/** Finds a woman by the id a worker wrote, within the worker's areas; an id that two upazilas share names nobody. */
export async function findByShortId(world: World, areas: string[], shortId: string): Promise<Woman | undefined> {
  // Whoever serves everywhere (the duty desk) has those who named no place.
  const upazilas = new Set((areas.length === 0 ? [''] : areas).flatMap((area) => [area, ...listUpazilas(world, area)]))
  const items = await Promise.all([...upazilas].map((area) => world.table.get(shortIdKey(area, shortId))))
  const ids = items.flatMap((item) => (typeof item?.['w'] === 'string' ? [item['w']] : []))
  const [id, ...others] = new Set(ids)
  return id === undefined || others.length > 0 ? undefined : loadWoman(world, id)
}

/** Ids are unique within an upazila: whoever serves a district or a division is looked for in each of its own. */
export function listUpazilas({ library }: World, area: string): string[] {
  if (area === '' || area.length >= upazilaLength) return []
  const codes = Object.keys(library.places[library.atlas] ?? {})
  return codes.filter((code) => code.length >= upazilaLength && code.startsWith(area))
}

const upazilaLength = 6
