/** A woman's history out of the store: sealed entries, oldest first; the latest may still lie beside her record. */
import type { Entry } from '@dhatri/care/history'
import type { Woman } from './woman.ts'
import type { World } from './world.ts'

/** One entry; `how` and `why` where it is the end of a planned item. */
export type Past = { at: number; id: string; what: string; how?: string; why?: string }

/** All of her history. */
export async function listHistory(world: World, { record, sealer, tail }: Woman): Promise<Past[]> {
  const items = await world.table.query(`W#${record.id}`, 'E#')
  const written = items.flatMap(({ e, at, box }): Entry[] => {
    if (typeof e !== 'string' || typeof at !== 'number' || !(box instanceof Uint8Array)) return []
    const opened: Pick<Entry, 'what' | 'facts'> = JSON.parse(sealer.open(box, `W#${record.id}|E#${e}`))
    return [{ id: e, at, ...opened }]
  })
  return [...written, ...tail].map(({ id, at, what, facts }) => {
    const isEnd = what.startsWith('item.')
    const why = facts?.['reason']
    return {
      at,
      id,
      what: isEnd ? String(facts?.['item'] ?? id) : what,
      ...(isEnd ? { how: what.slice('item.'.length) } : {}),
      ...(why === undefined ? {} : { why: String(why) }),
    }
  })
}
