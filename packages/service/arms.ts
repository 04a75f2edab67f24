/**
 * Experiments: by what a caller is drawn, and what is kept for the analysis. The draw is by a keyed mark of the phone's
 * pseudonym, so that she goes the same way before and after she registers and on every channel, and whoever reads the
 * mark learns nothing of her. The ways she went are kept on the phone once.
 */
import type { Values } from '@dhatri/flow/channel'
import { phoneKey } from '@dhatri/store/items'
import type { Item } from '@dhatri/store/table'
import type { World } from './world.ts'

/** What experiments draw this phone by. */
export function seedOf(world: World, pseudonym: string): string {
  return Buffer.from(world.keyring.mark('arm', pseudonym)).toString('base64url')
}

/** Keeps the ways a phone went that are not kept yet; a draw never changes, so two writers write the same. */
export async function keepArms(world: World, pseudonym: string, item: Item, arms: Values | undefined): Promise<void> {
  if (arms === undefined) return
  const kept = readArms(item)
  if (Object.entries(arms).every(([name, way]) => kept[name] === way)) return
  await world.table.update(phoneKey(pseudonym), { set: { arms: { value: { ...kept, ...arms } } } })
}

/** The ways kept on a phone, by experiment. */
export function readArms(item: Item): Values {
  const kept = item['arms']
  if (typeof kept !== 'object' || kept === null || Array.isArray(kept)) return {}
  if (kept instanceof Set || kept instanceof Uint8Array) return {}
  return Object.fromEntries(
    Object.entries(kept).filter((pair): pair is [string, string] => typeof pair[1] === 'string'),
  )
}
