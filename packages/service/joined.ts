/** Writes to one item made one: a transaction takes no item twice, and a worker may be a mother on her own phone. */
import type { Change, Condition, Write } from '@dhatri/store/table'

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

/** Counts of both; a set is not added to in two places. */
function sum(one: Change['add'], other: Change['add']): Change['add'] {
  if (one === undefined || other === undefined) return one ?? other
  const both = { ...one, ...other }
  for (const [name, by] of Object.entries(one)) {
    const more = other[name]
    if (typeof by === 'number' && typeof more === 'number') both[name] = by + more
  }
  return both
}

function join(one: Update, other: Update): Update {
  const conditions = [one.if, other.if].filter((condition): condition is Condition => condition !== undefined)
  const [first, second] = conditions
  const set = { ...one.change.set, ...other.change.set }
  const remove = [...(one.change.remove ?? []), ...(other.change.remove ?? [])].filter((path) => !(path in set))
  const { set: _, remove: __, add: ___, ...rest } = { ...one.change, ...other.change }
  const add = sum(one.change.add, other.change.add)
  return {
    update: one.update,
    change: {
      ...rest,
      ...(Object.keys(set).length > 0 ? { set } : {}),
      ...(remove.length > 0 ? { remove: [...new Set(remove)] } : {}),
      ...(add === undefined ? {} : { add }),
    },
    ...(first === undefined ? {} : { if: second === undefined ? first : { op: 'and' as const, of: [first, second] } }),
  }
}
