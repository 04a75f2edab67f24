/**
 * Registration: phone with its `rev`, woman, identity, short id and history in one write, so that registrations of one
 * phone by USSD, SMS and a worker serialise. A pregnancy that is already known (same phone, LMP within 28 days) is
 * told, never registered twice and never merged in silence.
 */

import { civilDay } from '@dhatri/care/dhaka'
import { isCarrying } from '@dhatri/care/outcome'
import type { Dating } from '@dhatri/care/pregnancy'
import { estimateDue } from '@dhatri/care/pregnancy'
import type { Consent, Record } from '@dhatri/care/record'
import { defaultSchedule } from '@dhatri/care/schedule'
import { shortIdKey } from '@dhatri/store/items'
import type { Change, Write } from '@dhatri/store/table'
import type { Day } from '@dhatri/text/day'
import { makeShortId } from '@dhatri/text/shortid'
import { linkChange, mostWomen, type PhoneState, sealNumber } from './phone.ts'
import { createWoman, listWrites, loadWoman, type Woman } from './woman.ts'
import type { World } from './world.ts'

/** What is known of a pregnancy that is to be registered. */
export type Asking = {
  /** Deterministic: the same at every try of the same request. */
  id: string
  by: 'self' | 'worker'
  consent: Consent
  /** Her phone and its number; none where she can be reached only through her CHW. */
  phone?: PhoneState
  number?: string
  isFamily: boolean
  lmp: Day
  dating: Dating
  area: string
  chw?: string
  name?: string
  channel: 'sms' | 'voice'
  consentWords: string
}

/** What registering comes to. */
export type Registered =
  | { is: 'registered'; shortId: string; edd: Day; writes: Write[]; phone?: Change }
  | { is: 'already'; shortId: string; edd: Day }
  | { is: 'full' }

/** Days by which two datings of one pregnancy may differ. */
const sameWithin = 28

/** Lays out the writes of a registration, or says that this pregnancy is known already. */
export async function layRegistration(world: World, asking: Asking): Promise<Registered> {
  const { phone } = asking
  const known = phone === undefined ? undefined : await findSame(world, phone, asking.lmp)
  if (known !== undefined) {
    return { is: 'already', shortId: known.shortId, edd: estimateDue(known.record.lmp) }
  }
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
  }
  const who = {
    ...(asking.name === undefined ? {} : { name: asking.name }),
    ...(asking.number === undefined ? {} : { number: asking.number }),
    isFamily: asking.isFamily,
  }
  const writes: Write[] = [
    ...(await createWoman(world, record, shortId, who)),
    { put: { ...shortIdKey(asking.area, shortId), w: asking.id }, if: { op: 'absent', path: 'pk' } },
    ...listWrites(world, record),
  ]
  if (phone === undefined || asking.number === undefined) {
    return { is: 'registered', shortId, edd: estimateDue(asking.lmp), writes }
  }
  const number = await sealNumber(world, phone.pseudonym, asking.number)
  const links = { ...phone.links, women: [...phone.links.women, asking.id] }
  return { is: 'registered', shortId, edd: estimateDue(asking.lmp), writes, phone: linkChange(phone, links, number) }
}

async function findSame(world: World, phone: PhoneState, lmp: Day): Promise<Woman | undefined> {
  for (const id of phone.links.women) {
    const woman = await loadWoman(world, id)
    if (woman === undefined || !isCarrying(woman.record)) continue
    if (Math.abs(woman.record.lmp - lmp) <= sameWithin) return woman
  }
  return undefined
}

/** A free short id of the upazila: always the same for the same request. */
async function chooseShortId(world: World, area: string, id: string): Promise<string> {
  for (let attempt = 0; attempt < 50; attempt++) {
    const bytes = world.keyring.mark('short', `${id}|${attempt}`)
    const serial = 10_000 + ((((bytes[0] ?? 0) << 16) | ((bytes[1] ?? 0) << 8) | (bytes[2] ?? 0)) % 90_000)
    const shortId = makeShortId(serial)
    const taken = await world.table.get(shortIdKey(area, shortId))
    if (taken === undefined || taken['w'] === id) return shortId
  }
  throw new Error('shortid.exhausted')
}

/** Finds a woman by the id a worker wrote, within the worker's areas; an id that two upazilas share names nobody. */
export async function findByShortId(world: World, areas: string[], shortId: string): Promise<Woman | undefined> {
  const upazilas = new Set(areas.flatMap((area) => [area, ...listUpazilas(world, area)]))
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
