/**
 * The store on one machine: LMDB (Symas, "Lightning Memory-Mapped Database Manager"), a memory-mapped B+tree with one
 * writer at a time and readers in any number of processes. Every condition is checked before the first put, the two
 * indexes move in the same transaction, and a write is answered when it is on disk.
 */
import type { Database } from 'lmdb'
import { groupTurns } from './batch.ts'
import { StoreError } from './errors.ts'
import { openEnvironment, openPart, transactAside } from './lmdb.env.ts'
import { compareStrings } from './order.ts'
import { areaOf, dueOf } from './sparse.ts'
import type { Due, Item, Key, Table, Updated, Write, Written } from './table.ts'
import { checkKey, checkName } from './value.ts'
import { changeItem, checkUpdate, checkWrites, keyOf, mayChange, mayWrite, nextItem } from './writes.ts'

type Place = [pk: string, sk: string]
type DuePlace = [shard: number, due: number, pk: string, sk: string]
type AreaPlace = [area: string, pk: string, sk: string]

/** Behind every string that can be part of a key. */
const last = '\u{10ffff}'

/** Where the data lies, and whether this process only looks. */
export type LmdbOptions = { folder: string; isReadOnly?: boolean }

/** Opens the table in a folder of its own; throws `StoreError` when it cannot be opened. */
export function lmdbTable({ folder, isReadOnly = false }: LmdbOptions): Table {
  const env = openEnvironment(folder, isReadOnly)
  const items = openPart<Item, Place>(env, 'items')
  const dues = openPart<true, DuePlace>(env, 'due')
  const areas = openPart<true, AreaPlace>(env, 'area')
  const batch = groupTurns(
    (work) => transactAside(env, work),
    (flush) => flush(),
  )
  let isClosed = false

  function read(key: Key): Item | undefined {
    return items.get([key.pk, key.sk])
  }

  function put(key: Key, old: Item | undefined, next: Item | undefined): void {
    if (next === old) return
    moveDue(dues, key, old, next)
    moveArea(areas, key, old, next)
    if (next === undefined) items.remove([key.pk, key.sk])
    else items.put([key.pk, key.sk], next)
  }

  /** Reads see the last transaction, whole; a read that is refused is a rejected promise, as in every store. */
  async function look<T>(work: () => T): Promise<T> {
    if (isClosed) throw new StoreError('store.closed')
    return work()
  }

  async function change<T>(check: () => void, work: () => T): Promise<T> {
    check()
    if (isReadOnly) throw new StoreError('store.refused', 'opened to read only')
    return batch.run(work)
  }

  return {
    get: (key) =>
      look(() => {
        checkKey(key)
        return read(key)
      }),
    query: (pk, prefix, { limit, after, isBackward = false } = {}) =>
      look(() => {
        checkName(pk)
        const range = isBackward ? backward(pk, prefix, after) : forward(pk, prefix, after)
        const found = items.getRange({ ...range, ...(limit === undefined ? {} : { limit }) })
        return Array.from(found, ({ value }) => value)
      }),
    update: (key, next, condition) =>
      change(
        () => checkUpdate(key, next, condition),
        (): Updated => {
          const old = read(key)
          if (!mayChange(old, next, condition)) return { ok: false, item: old }
          const item = changeItem(old, key, next)
          put(key, old, item)
          return { ok: true, item }
        },
      ),
    write: (writes) =>
      change(
        () => checkWrites(writes),
        () => writeAll(writes, read, put),
      ),
    due: (shard, before, limit) =>
      look((): Due[] => {
        const places = dues.getKeys({ start: [shard], end: [shard, before, last], limit })
        return Array.from(places, ([, due, pk, sk]) => ({ pk, sk, due }))
      }),
    list: (area, { after, limit } = {}) =>
      look(() => {
        const start = after === undefined ? [area] : [area, after, last]
        const places = areas.getKeys({ start, end: [area, last], ...(limit === undefined ? {} : { limit }) })
        const found: Item[] = []
        for (const [, pk, sk] of places) {
          const item = items.get([pk, sk])
          if (item !== undefined) found.push(item)
        }
        return found
      }),
    close: async () => {
      if (isClosed) return
      isClosed = true
      await batch.close()
      await env.close()
    },
  }
}

/** Judges every write before the first is put; throws for what does not fit, with nothing put. */
function writeAll(
  writes: Write[],
  read: (key: Key) => Item | undefined,
  put: (key: Key, old: Item | undefined, next: Item | undefined) => void,
): Written {
  const olds = writes.map((write) => read(keyOf(write)))
  const failed = writes.flatMap((write, i) => (mayWrite(write, olds[i]) ? [] : [i]))
  if (failed.length > 0) return { ok: false, failed, items: failed.map((i) => olds[i]) }
  const nexts = writes.map((write, i) => nextItem(write, olds[i]))
  for (const [i, write] of writes.entries()) put(keyOf(write), olds[i], nexts[i])
  return { ok: true }
}

function moveDue(dues: Database<true, DuePlace>, key: Key, old: Item | undefined, next: Item | undefined): void {
  const [was, is] = [dueOf(old), dueOf(next)]
  if (was?.due === is?.due && was?.shard === is?.shard) return
  if (was !== undefined) dues.remove([was.shard, was.due, key.pk, key.sk])
  if (is !== undefined) dues.put([is.shard, is.due, key.pk, key.sk], true)
}

function moveArea(areas: Database<true, AreaPlace>, key: Key, old: Item | undefined, next: Item | undefined): void {
  const [was, is] = [areaOf(old), areaOf(next)]
  if (was === is) return
  if (was !== undefined) areas.remove([was, key.pk, key.sk])
  if (is !== undefined) areas.put([is, key.pk, key.sk], true)
}

function forward(pk: string, prefix: string, after: string | undefined) {
  const end = [pk, prefix + last]
  if (after === undefined || compareStrings(after, prefix) < 0) return { start: [pk, prefix], end }
  return { start: [pk, after], exclusiveStart: true, end }
}

function backward(pk: string, prefix: string, after: string | undefined) {
  const end = [pk, prefix]
  const start = after === undefined || compareStrings(after, prefix + last) > 0 ? [pk, prefix + last] : [pk, after]
  return { start, exclusiveStart: true, end, inclusiveEnd: true, reverse: true }
}
