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
  const add = joinSums(one.change.add, other.change.add, set)
  const drop = joinSums(one.change.drop, other.change.drop, set)
  return {
    update: one.update,
    change: {
      ...(Object.keys(add).length > 0 ? { add } : {}),
      ...(Object.keys(drop).length > 0 ? { drop } : {}),
      ...(Object.keys(set).length > 0 ? { set } : {}),
      ...(remove.length > 0 ? { remove: [...new Set(remove)] } : {}),
    },
    ...(first === undefined ? {} : { if: second === undefined ? first : { op: 'and' as const, of: [first, second] } }),
  }
}

/** What is added by either: numbers summed, sets united; what one of them sets outright is no sum any more. */
function joinSums<T extends number | Set<string>>(
  one: Record<string, T> | undefined,
  other: Record<string, T> | undefined,
  set: Record<string, unknown>,
): Record<string, T> {
  const sums: Record<string, T> = { ...one }
  for (const [path, by] of Object.entries(other ?? {})) sums[path] = path in sums ? plus(sums[path], by) : by
  return Object.fromEntries(Object.entries(sums).filter(([path]) => !(path in set)))
}

function plus<T extends number | Set<string>>(one: T | undefined, other: T): T {
  return (one instanceof Set && other instanceof Set ? new Set([...one, ...other]) : Number(one) + Number(other)) as T
}
