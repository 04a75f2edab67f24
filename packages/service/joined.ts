/** Writes to one item made one: a transaction takes no item twice, and a worker may be a mother on her own phone. */
import type { Condition, Write } from '@dhatri/store/table'

type Update = Extract<Write, { update: unknown }>

/** The same writes with all updates of one item joined, in the place of the first. */
export function joinUpdates(writes: Write[]): Write[] {
  const joined: Write[] = []
  for (const write of writes) {
    const at = 'update' in write ? joined.findIndex((each) => isSame(each, write)) : -1
    const earlier = joined[at]
    if (earlier !== undefined && 'update' in earlier && 'update' in write) joined[at] = join(earlier, write)
    else joined.push(write)
  }
  return joined
}

function isSame(write: Write, { update }: Update): boolean {
  return 'update' in write && write.update.pk === update.pk && write.update.sk === update.sk
}

function join(one: Update, other: Update): Update {
  const conditions = [one.if, other.if].filter((condition): condition is Condition => condition !== undefined)
  const [first, second] = conditions
  const set = { ...one.change.set, ...other.change.set }
  const remove = [...(one.change.remove ?? []), ...(other.change.remove ?? [])].filter((path) => !(path in set))
  const { set: _, remove: __, ...rest } = { ...one.change, ...other.change }
  return {
    update: one.update,
    change: {
      ...rest,
      ...(Object.keys(set).length > 0 ? { set } : {}),
      ...(remove.length > 0 ? { remove: [...new Set(remove)] } : {}),
    },
    ...(first === undefined ? {} : { if: second === undefined ? first : { op: 'and' as const, of: [first, second] } }),
  }
}
