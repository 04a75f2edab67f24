/**
 * The two indexes of the memory store. They can lag behind the table on demand, as DynamoDB's global indexes do (AWS,
 * "Global secondary indexes: eventual consistency"): a stale answer is the one that the last fresh answer came from.
 */
import { compareStrings } from './order.ts'
import { Sorted } from './sorted.ts'
import { areaOf, dueOf } from './sparse.ts'
import type { Due, Item, Key } from './table.ts'

type Listed = Key & { item: Item }

/** Keeps both indexes; `isStale` is asked at every answer. */
export function memoryIndexes(isStale?: () => boolean) {
  const dues = new Map<number, Sorted<Due>>()
  const areas = new Map<string, Sorted<Listed>>()
  let waiting: (() => void)[] = []

  function settle(): void {
    if (isStale?.() === true) return
    for (const move of waiting) move()
    waiting = []
  }

  function move(key: Key, old: Item | undefined, next: Item | undefined): void {
    const [oldDue, newDue, oldArea, newArea] = [dueOf(old), dueOf(next), areaOf(old), areaOf(next)]
    const apply = () => {
      if (oldDue) dues.get(oldDue.shard)?.remove({ pk: key.pk, sk: key.sk, due: oldDue.due })
      if (newDue) place(dues, newDue.shard, compareDue).add({ pk: key.pk, sk: key.sk, due: newDue.due })
      if (old && oldArea !== undefined) areas.get(oldArea)?.remove({ pk: key.pk, sk: key.sk, item: old })
      if (next && newArea !== undefined) place(areas, newArea, compareKeys).add({ pk: key.pk, sk: key.sk, item: next })
    }
    if (isStale === undefined) apply()
    else waiting.push(apply)
  }

  return {
    /** Moves an item's entries from what it was to what it is; throws before anything moves when it may not be indexed. */
    move,
    /** What is due at or before `until`, oldest first. */
    due(shard: number, until: number, limit: number): Due[] {
      settle()
      const all = dues.get(shard)
      const first = all?.values.slice(0, limit) ?? []
      return first.filter((entry) => entry.due <= until).map((entry) => ({ ...entry }))
    },
    /** The items of an area beyond a `pk`. */
    list(area: string, after: string | undefined, limit: number): Item[] {
      settle()
      const all = areas.get(area)?.values ?? []
      const beyond = after === undefined ? all : all.filter((entry) => compareStrings(entry.pk, after) > 0)
      return beyond.slice(0, limit).map((entry) => entry.item)
    },
  }
}

function place<K, T>(index: Map<K, Sorted<T>>, name: K, compare: (a: T, b: T) => number): Sorted<T> {
  const there = index.get(name) ?? new Sorted<T>(compare)
  index.set(name, there)
  return there
}

function compareDue(a: Due, b: Due): number {
  return a.due - b.due || compareKeys(a, b)
}

function compareKeys(a: Key, b: Key): number {
  return compareStrings(a.pk, b.pk) || compareStrings(a.sk, b.sk)
}
