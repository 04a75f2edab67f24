/** Whom a report is about: a woman on the list, in the areas that the worker serves. Anybody else is as if unknown. */
import { isInCare } from '@dhatri/care/outcome'
import type { Who } from '@dhatri/care/report.about'
import { listWatchers } from '@dhatri/care/watch'
import type { Values } from '@dhatri/flow/channel'
import { shorten } from './names.ts'
import { loadPhone } from './phone.ts'
import { findByShortId } from './registration.ts'
import { loadWoman, type Woman } from './woman.ts'
import { loadWho } from './woman.who.ts'
import { findWatched, type Posted } from './worker.ts'
import type { World } from './world.ts'

/** What stands for a name that she has spoken on a call and that nobody has typed yet: FIX NAME puts it right. */
const recorded = '(নাম রেকর্ডে)'

/** Whom a report names: one woman, nobody whom the worker serves, or one of several who share a number. */
export type Subject = { is: 'one'; woman: Woman } | { is: 'unknown' | 'several' }

/** The woman a report names, if the worker serves her. */
export async function findSubject(world: World, worker: Posted, who: Who): Promise<Subject> {
  const found = 'id' in who ? [await findById(world, worker, who.id)] : await listOnPhone(world, who.phone)
  const [woman, ...others] = found.filter((each) => each !== undefined && isServed(worker, each))
  if (woman === undefined) return { is: 'unknown' }
  // Co-wives share a number: where it could be several, her own id is needed.
  return others.length > 0 ? { is: 'several' } : { is: 'one', woman }
}

async function findById(world: World, worker: Posted, shortId: string): Promise<Woman | undefined> {
  const near = await findByShortId(world, worker.areas, shortId)
  const far = near === undefined ? await findWatched(world, worker.code, shortId) : undefined
  return far === undefined ? near : loadWoman(world, far)
}

/** Whether a woman lives where the worker serves, or is watched over by that worker. */
export function isServed({ areas, cadre, code }: Posted, { record }: Woman): boolean {
  if (listWatchers(record).includes(code)) return true
  return areas.length === 0 ? cadre === 'desk' : areas.some((own) => record.area.startsWith(own))
}

/** The women on a number who may still be reported on. */
export async function listOnPhone(world: World, number: string): Promise<Woman[]> {
  const phone = await loadPhone(world, world.keyring.pseudonym(number))
  const women: Woman[] = []
  // A worker knows her by that number, whatever the phone has said.
  for (const id of [...phone.links.women, ...phone.links.refused]) {
    const woman = await loadWoman(world, id)
    if (woman === undefined || woman.record.phone !== phone.pseudonym) continue
    if (isInCare(woman.record)) women.push(woman)
  }
  return women
}

/** Name and id, as every answer to a report says them. */
export async function nameFacts(world: World, woman: Woman): Promise<Values> {
  const { name, voice } = await loadWho(world, woman.record.id)
  return { name: shorten(name ?? (voice === undefined ? '' : recorded)), id: woman.shortId }
}
