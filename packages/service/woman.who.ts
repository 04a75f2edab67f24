/** What identifies a woman, sealed under her own key in an item of its own; her number lies with her phone. */
import { whoKey } from '@dhatri/store/items'
import type { Sealer } from '@dhatri/store/seal'
import type { Write } from '@dhatri/store/table'
import type { World } from './world.ts'

/**
 * What identifies her besides her phone: kept apart, sealed, read only where a person must be named. `voice` is the
 * reference of a recording of her name, until a worker has typed it.
 */
export type Who = { name?: string; voice?: string; isFamily?: boolean }

const place = (id: string) => `W#${id}|WHO`

/** Loads what identifies her. */
export async function loadWho(world: World, id: string): Promise<Who> {
  const item = await world.table.get(whoKey(id))
  const box = item?.['box']
  if (!(box instanceof Uint8Array)) return {}
  return JSON.parse((await world.keyring.woman(id)).open(box, place(id))) as Who
}

/** The write that keeps what identifies her. */
export async function whoWrite(world: World, id: string, who: Who): Promise<Write> {
  return sealWho(await world.keyring.woman(id), id, who)
}

/** The same under a key in hand. */
export const sealWho = (sealer: Sealer, id: string, who: Who): Write => ({
  put: { ...whoKey(id), box: sealer.seal(JSON.stringify(who), place(id)) },
})
