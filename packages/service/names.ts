/**
 * Search by the sound of a name within an upazila, and by nothing looser: each woman lies under a keyed mark of area
 * and sound, so that one query finds whoever may be the same, and the store can be searched by nobody without the key.
 */
import { listNameSounds, soundAlike } from '@dhatri/care/name.sound'
import { isCarrying } from '@dhatri/care/outcome'
import { nameKey } from '@dhatri/store/items'
import type { Write } from '@dhatri/store/table'
import type { Day } from '@dhatri/text/day'
import { loadWoman, type Woman } from './woman.ts'
import { loadWho } from './woman.who.ts'
import type { World } from './world.ts'

/** A name in a place. */
export type Named = { area: string; name?: string }

/** More of one sound in one upazila are not looked through. */
const mostAlike = 60

/** Days by which two datings of one pregnancy may differ. */
export const sameWithin = 28

function markOf(world: World, { area, name }: Named): string | undefined {
  const [sound] = name === undefined ? [] : listNameSounds(name)
  if (sound === undefined) return undefined
  return Buffer.from(world.keyring.mark('name', `${area}|${sound}`)).toString('hex')
}

/** The writes after which she is found under a name in a place, and no longer under what was there before. */
export function nameWrites(world: World, id: string, now: Named, before?: Named): Write[] {
  const mark = markOf(world, now)
  const old = before === undefined ? undefined : markOf(world, before)
  if (mark === old) return []
  return [
    ...(mark === undefined ? [] : [{ put: { ...nameKey(mark, id), w: id } }]),
    ...(old === undefined ? [] : [{ remove: nameKey(old, id) }]),
  ]
}

/** Who carries a child, is called alike, lives in the same upazila and is about as far along: the closest in date. */
export async function findAlike(world: World, named: Named, lmp: Day): Promise<Woman | undefined> {
  const mark = markOf(world, named)
  if (mark === undefined || named.area === '') return undefined
  const found: Woman[] = []
  for (const { w } of await world.table.query(nameKey(mark, '').pk, 'W#', { limit: mostAlike })) {
    const woman = typeof w === 'string' ? await loadWoman(world, w) : undefined
    if (woman === undefined || !isCarrying(woman.record) || woman.record.area !== named.area) continue
    if (Math.abs(woman.record.lmp - lmp) > sameWithin) continue
    const { name } = await loadWho(world, woman.record.id)
    if (soundAlike(name ?? '', named.name ?? '')) found.push(woman)
  }
  const away = ({ record }: Woman) => Math.abs(record.lmp - lmp)
  return found.sort((one, other) => away(one) - away(other))[0]
}

/** Most letters of a name in a reply, so that it fits into one message. */
const longestName = 20

/** A name cut at a word to what fits into a reply. */
export function shorten(name: string): string {
  if (name.length <= longestName) return name
  const words = name.split(' ')
  while (words.length > 1 && words.join(' ').length > longestName) words.pop()
  return [...new Intl.Segmenter('bn').segment(words.join(' '))]
    .map(({ segment }) => segment)
    .reduce((short, each) => (short.length + each.length > longestName ? short : short + each), '')
}
