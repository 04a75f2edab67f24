/**
 * Places of care in the store, listed by upazila. On a phone that others may read a place is named only where its name
 * tells nothing ("mother and child centre" would); where none is known it is the upazila health complex.
 */
import { findFacility, type Need } from '@dhatri/care/facility'
import { type Facility, KINDS, SERVICES, type Service } from '@dhatri/care/worker'
import { facilityKey } from '@dhatri/store/items'
import type { Item, Write } from '@dhatri/store/table'
import { loadWorker } from './worker.ts'
import type { World } from './world.ts'

/** A place as the store gives it; `isTelling` where its name alone would tell what it is about. */
export type Place = Facility & { isTelling: boolean }

const isService = (value: unknown): value is Service => SERVICES.some((service) => service === value)

function readPlace(item: Item | undefined): Place | undefined {
  const { code, name, kind, upazila, services, hours, phone, contact, union, telling } = item ?? {}
  const known = KINDS.find((each) => each === kind)
  const { bn, en } = typeof name === 'object' && name !== null && 'bn' in name ? name : {}
  if (typeof code !== 'string' || known === undefined || typeof upazila !== 'string') return undefined
  if (typeof bn !== 'string' || typeof en !== 'string') return undefined
  return {
    code,
    name: { bn, en },
    kind: known,
    upazila,
    services: Array.isArray(services) ? services.filter(isService) : [],
    hours: typeof hours === 'string' ? hours : '24',
    isTelling: telling === 1,
    ...(typeof phone === 'string' ? { phone } : {}),
    ...(typeof contact === 'string' ? { contact } : {}),
    ...(typeof union === 'string' ? { union } : {}),
  }
}

/** The write that brings a place in. */
export function placeWrite(facility: Facility, isTelling: boolean): Write {
  const { code, name, kind, upazila, services, hours, ...rest } = facility
  const plain = { code, name, kind, upazila, services, hours, area: `F${upazila}` }
  return { put: { ...facilityKey(code), ...plain, ...rest, ...(isTelling ? { telling: 1 } : {}) } }
}

/** A place by code. */
export async function loadPlace(world: World, code: string): Promise<Place | undefined> {
  return readPlace(await world.table.get(facilityKey(code)))
}

/** The place of an area for a need; undefined where none is known. */
export async function choosePlace(world: World, area: string, need: Need): Promise<Place | undefined> {
  if (area.length < 6) return undefined
  const items = await world.table.list(`F${area.slice(0, 6)}`)
  const places = items.map(readPlace).filter((place) => place !== undefined)
  const found = findFacility(places, area, need)
  return places.find(({ code }) => code === found?.code)
}

/** How a place is called on a phone; the upazila health complex where none is known or its name would tell too much. */
export function namePlace(place: Place | undefined, language: string, isNeutral: boolean): string {
  if (place === undefined || (isNeutral && place.isTelling)) {
    return language === 'bn' ? 'উপজেলা স্বাস্থ্য কমপ্লেক্স' : 'the upazila health complex'
  }
  return language === 'bn' ? place.name.bn : place.name.en
}

/** The name of the place for an emergency in an area. */
export async function nameEmergency(world: World, area: string, language: string, isNeutral: boolean): Promise<string> {
  const place = await choosePlace(world, area, { service: 'delivery', at: world.now(), isEmergency: true })
  return namePlace(place, language, isNeutral)
}

/** Who answers for a place: its contact, where there is one and they are not away. */
export async function contactOf(world: World, place: Place | undefined): Promise<string | undefined> {
  const contact = place?.contact === undefined ? undefined : await loadWorker(world, place.contact)
  return contact === undefined || contact.isAway ? undefined : contact.code
}
