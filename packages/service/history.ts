/** A woman's history out of the store: sealed entries, oldest first. */
import type { World } from './world.ts'

/** One entry; `how` and `why` where it is the end of a planned item. */
export type Past = { at: number; id: string; what: string; how?: string; why?: string }

/** All of her history. */
export async function listHistory(world: World, id: string): Promise<Past[]> {
  const sealer = await world.keyring.woman(id)
  const items = await world.table.query(`W#${id}`, 'E#')
  return items.flatMap(({ e, at, box }) => {
    if (typeof e !== 'string' || typeof at !== 'number' || !(box instanceof Uint8Array)) return []
    const { what, facts } = JSON.parse(sealer.open(box, `W#${id}|E#${e}`)) as {
      what: string
      facts?: Record<string, string | number>
    }
    const isEnd = what.startsWith('item.')
    const why = facts?.['reason']
    return [
      {
        at,
        id: e,
        what: isEnd ? String(facts?.['item'] ?? e) : what,
        ...(isEnd ? { how: what.slice('item.'.length) } : {}),
        ...(why === undefined ? {} : { why: String(why) }),
      },
    ]
  })
}
