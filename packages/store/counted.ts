/**
 * A table that counts what is asked of it, so that a test can say what a turn costs and a bench what a day costs.
 */
import type { Item, Key, Table, Write } from './table.ts'
import { weighItem } from './value.ts'
import { keyOf } from './writes.ts'

/** Calls by kind, single writes inside `write` calls, and the bytes of items that went in and came out. */
export type Counts = {
  get: number
  query: number
  update: number
  write: number
  due: number
  list: number
  writes: number
  bytesIn: number
  bytesOut: number
}

/** A table with its counts; `reset` sets them all to 0. */
export type CountedTable = Table & { counts: Counts; reset(): void }

/** Wraps a table; failed calls count too, as they cost too. */
export function countCalls(table: Table): CountedTable {
  const counts: Counts = { get: 0, query: 0, update: 0, write: 0, due: 0, list: 0, writes: 0, bytesIn: 0, bytesOut: 0 }
  const seen = (items: (Item | undefined)[]) => {
    for (const item of items) counts.bytesOut += item === undefined ? 0 : weighItem(item)
  }
  return {
    counts,
    reset: () => {
      for (const name of Object.keys(counts) as (keyof Counts)[]) counts[name] = 0
    },
    async get(key: Key, options) {
      counts.get++
      const item = await table.get(key, options)
      seen([item])
      return item
    },
    async query(pk, prefix, options) {
      counts.query++
      const items = await table.query(pk, prefix, options)
      seen(items)
      return items
    },
    async update(key, change, condition) {
      counts.update++
      counts.writes++
      const updated = await table.update(key, change, condition)
      if (updated.ok) counts.bytesIn += weighItem(updated.item)
      seen([updated.item])
      return updated
    },
    async write(writes) {
      counts.write++
      counts.writes += writes.length
      for (const write of writes) counts.bytesIn += weighWrite(write)
      const written = await table.write(writes)
      if (!written.ok) seen(written.items)
      return written
    },
    async due(shard, before, limit) {
      counts.due++
      const entries = await table.due(shard, before, limit)
      seen(entries)
      return entries
    },
    async list(area, options) {
      counts.list++
      const items = await table.list(area, options)
      seen(items)
      return items
    },
    close: () => table.close(),
  }
}

/** What a put or a change carries; what it makes of an item is not known here. */
function weighWrite(write: Write): number {
  if ('put' in write) return weighItem(write.put)
  const key = keyOf(write)
  const set = 'update' in write ? Object.values(write.change.set ?? {}) : []
  return weighItem({ pk: key.pk, sk: key.sk }) + set.reduce((sum, operand) => sum + weighItem(operand), 0)
}
