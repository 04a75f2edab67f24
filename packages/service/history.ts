/**
 * History into and out of the store: sealed entries, oldest first; a woman's latest may still lie beside her record.
 */
import type { CaseEffect } from '@dhatri/care/case.flight'
import type { Entry } from '@dhatri/care/history'
import type { RequestEffect } from '@dhatri/care/request.flight'
import type { Key, Write } from '@dhatri/store/table'
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

/** The entries of a case or a request, sealed under its own key; what is only counted goes to the log. */
export async function historyWrites(
  world: World,
  { pk }: Pick<Key, 'pk'>,
  kind: 'case' | 'request',
  id: string,
  effects: (CaseEffect | RequestEffect)[],
): Promise<Write[]> {
  const sealer = await world.keyring.newWoman(`${kind}-${id}`)
  return effects.flatMap((effect): Write[] => {
    if (effect.do === 'count') world.log({ code: effect.name })
    if (effect.do !== 'history') return []
    const { id: entry, at, what, facts } = effect
    const sk = `E#${String(at).padStart(15, '0')}#${entry}`
    const text = JSON.stringify({ what, ...(facts === undefined ? {} : { facts }) })
    return [{ put: { pk, sk, e: entry, at, box: sealer.seal(text, `${pk}|${entry}`) } }]
  })
}
