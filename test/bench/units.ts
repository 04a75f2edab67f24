/**
 * What calls of the store would cost on DynamoDB, worked out by its published rules (AWS, "DynamoDB read and write
 * operations" and "Considerations for global secondary indexes"): a write unit a KB of the larger of the item before
 * and after, twice in a transaction; a read unit 4 KB, half unless strong; an index pays where an entry of it changes.
 * The rules stand here a second time, beside the engine's own meter, so that each can be held against the other.
 */
import { dueOf } from '@dhatri/store/sparse'
import type { Item, Table, Write } from '@dhatri/store/table'
import { weighItem } from '@dhatri/store/value'
import type { Vault } from '@dhatri/store/vault'
import { keyOf } from '@dhatri/store/writes'

/** What has been used so far: units of writing and reading, calls that write and calls that read. */
export type Used = { writes: number; reads: number; writeCalls: number; readCalls: number }

/** Something that counts; `take` gives what was used since the last time. */
export type Meter = { used: Used; take: () => Used }

/** A meter at nothing. */
export function openMeter(): Meter {
  const used: Used = { writes: 0, reads: 0, writeCalls: 0, readCalls: 0 }
  return {
    used,
    take: () => {
      const taken = { ...used }
      Object.assign(used, { writes: 0, reads: 0, writeCalls: 0, readCalls: 0 })
      return taken
    },
  }
}

const perWrite = 1_024
const perRead = 4_096
const blocks = (bytes: number, size: number) => Math.max(1, Math.ceil(bytes / size))
const weigh = (item: Item | undefined) => (item === undefined ? 0 : weighItem(item))

/** The units of writing an item over another, without the indexes. */
export function writeUnits(before: Item | undefined, after: Item | undefined): number {
  return blocks(Math.max(weigh(before), weigh(after)), perWrite)
}

/** The units of reading items in one call. */
export function readUnits(items: readonly (Item | undefined)[], isStrong: boolean): number {
  const bytes = items.reduce((sum, item) => sum + weigh(item), 0)
  return blocks(bytes, perRead) * (isStrong ? 1 : 0.5)
}

/** The units that the indexes take for a change of an item: `due` holds keys alone, `area` whole items. */
export function indexUnits(before: Item | undefined, after: Item | undefined): number {
  const [was, is] = [dueEntry(before), dueEntry(after)]
  const [old, now] = [areaEntry(before), areaEntry(after)]
  const isMoved = old?.area !== now?.area
  const isSame = !isMoved && JSON.stringify(plain(old)) === JSON.stringify(plain(now))
  const due = was === is ? 0 : Number(was !== undefined) + Number(is !== undefined)
  if (isSame) return due
  if (!isMoved) return due + writeUnits(old, now)
  return (
    due + (old === undefined ? 0 : writeUnits(old, undefined)) + (now === undefined ? 0 : writeUnits(undefined, now))
  )
}

function dueEntry(item: Item | undefined): string | undefined {
  const entry = dueOf(item)
  return entry === undefined ? undefined : `${entry.shard}|${entry.due}`
}

const areaEntry = (item: Item | undefined) => (typeof item?.['area'] === 'string' ? item : undefined)
const plain = (item: Item | undefined) =>
  item &&
  Object.entries(item)
    .map(([name, value]) => [name, value instanceof Set ? [...value] : value])
    .sort()

/** A table whose every call is put on the meter; items are looked at beside it, which costs nothing. */
export function meterTable(table: Table, { used }: Meter): Table {
  const look = (write: Write) => table.get(keyOf(write), { isStrong: true })

  async function watch<T>(writes: Write[], times: 1 | 2, call: () => Promise<T & { ok: boolean }>): Promise<T> {
    const befores = await Promise.all(writes.map(look))
    const done = await call()
    const afters = await Promise.all(writes.map(look))
    used.writeCalls += 1
    for (const [index, before] of befores.entries()) {
      const after = afters[index]
      used.writes += times * writeUnits(before, done.ok ? after : before)
      if (done.ok) used.writes += indexUnits(before, after)
    }
    return done
  }

  function read<T>(items: readonly (Item | undefined)[], isStrong: boolean, answer: T): T {
    used.readCalls += 1
    used.reads += readUnits(items, isStrong)
    return answer
  }

  return {
    get: async (key, options) => {
      const item = await table.get(key, options)
      return read([item], options?.isStrong === true, item)
    },
    query: async (pk, prefix, options) => {
      const items = await table.query(pk, prefix, options)
      return read(items, true, items)
    },
    update: (key, change, condition) =>
      watch([{ update: key, change, ...(condition && { if: condition }) }], 1, () =>
        table.update(key, change, condition),
      ),
    write: (writes) => watch(writes, writes.length > 1 ? 2 : 1, () => table.write(writes)),
    due: async (shard, before, limit) => {
      const entries = await table.due(shard, before, limit)
      return read(
        entries.map((entry) => ({ ...entry, shard })),
        false,
        entries,
      )
    },
    list: async (area, options) => {
      const items = await table.list(area, options)
      return read(items, false, items)
    },
    close: () => table.close(),
  }
}

/** A vault on the same meter: every wrapped key is far below a KB. */
export function meterVault(vault: Vault, { used }: Meter): Vault {
  const reads = (): void => {
    used.readCalls += 1
    used.reads += 1
  }
  const writes = (): void => {
    used.writeCalls += 1
    used.writes += 1
  }
  return {
    get: (id) => {
      reads()
      return vault.get(id)
    },
    put: (id, wrapped) => {
      writes()
      return vault.put(id, wrapped)
    },
    destroy: (id) => {
      writes()
      return vault.destroy(id)
    },
    list: (prefix) => {
      reads()
      return vault.list(prefix)
    },
    close: () => vault.close(),
  }
}
