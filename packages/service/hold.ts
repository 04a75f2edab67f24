/**
 * A hold on phones: news of a loss came and it is not known whose it is. Nothing about pregnancy or baby goes to the
 * phone, nor to the families' phones of anybody it may be about, until a worker has said of each how she is, or has
 * found the loss. The phone item carries the ids it may be about and since when.
 */

import { civilDay } from '@dhatri/care/dhaka'
import { phoneKey } from '@dhatri/store/items'
import type { Change, Write } from '@dhatri/store/table'
import type { Day } from '@dhatri/text/day'
import { loadPhone } from './phone.ts'
import { loadWoman, type Woman } from './woman.ts'
import type { World } from './world.ts'

/** The change of a phone from which such news came. */
export function holdChange(women: Woman[], now: number): Change {
  return { add: { hold: new Set(women.map(({ record }) => record.id)) }, set: { holdAt: { value: now } } }
}

/** The same for every phone of their families, which is not the phone itself. */
export function holdFamilies(women: Woman[], own: string, now: number): Write[] {
  const phones = new Set(women.flatMap(({ record }) => record.family?.phone ?? []))
  return [...phones]
    .filter((phone) => phone !== own)
    .map((phone) => ({ update: phoneKey(phone), change: holdChange(women, now) }))
}

/** What a worker's report on a woman lifts: all of it where it is the loss, else what was held for her. */
export async function releaseWrites(world: World, { record }: Woman, isLoss: boolean, on: Day): Promise<Write[]> {
  const own = record.phone === undefined ? undefined : await loadPhone(world, record.phone)
  // News of a relative's holds that phone alone.
  const theirs = record.family === undefined || own?.isHeld ? undefined : await loadPhone(world, record.family.phone)
  const phone = theirs?.isHeld ? theirs : own
  if (phone === undefined) return []
  const since = phone.item?.['holdAt']
  // A visit of before the news says nothing of it.
  if (!phone.isHeld || (typeof since === 'number' && on < civilDay(since))) return []
  const isFound = isLoss && phone !== theirs
  const change: Change = isFound ? { remove: ['hold', 'holdAt'] } : { drop: { hold: new Set([record.id]) } }
  if (phone === theirs) return [{ update: phoneKey(phone.pseudonym), change }]
  const others = await Promise.all(phone.links.women.map((id) => loadWoman(world, id)))
  const families = others.flatMap((woman) => woman?.record.family?.phone ?? [])
  const phones = new Set([phone.pseudonym, ...families, ...(record.family === undefined ? [] : [record.family.phone])])
  return [...phones].map((each) => ({ update: phoneKey(each), change }))
}
