/**
 * The store in memory, for tests and the simulation: the same answers as the others, and on demand their faults: a
 * throttled, conflicting or lost call, an index or a read that lags, a crash before or after a call.
 */
import { StoreError } from './errors.ts'
import { memoryIndexes } from './memory.index.ts'
import { compareStrings } from './order.ts'
import type { Due, Item, Key, Table, Updated, Written } from './table.ts'
import { checkKey, copyValue } from './value.ts'
import type { Vault } from './vault.ts'
import { changeItem, checkUpdate, checkWrites, keyOf, mayChange, mayWrite, nextItem } from './writes.ts'

/** A call under way: what it does and to which keys (of a vault: ids). */
export type Call = {
  kind:
    | 'get'
    | 'query'
    | 'update'
    | 'write'
    | 'due'
    | 'list'
    | 'vault.get'
    | 'vault.put'
    | 'vault.destroy'
    | 'vault.list'
  keys: string[]
}

/** `uncertain` and `crash.after` do their work first and then lose the answer. */
export type Fault = 'throttled' | 'conflict' | 'unreachable' | 'uncertain' | 'crash.before' | 'crash.after'

/** What shall go wrong; each is asked at every call, so that a seeded world decides. */
export type MemoryOptions = {
  fault?: (call: Call) => Fault | undefined
  delay?: (call: Call) => Promise<void>
  isIndexStale?: () => boolean
  isReadStale?: () => boolean
}

/** The process died here; a simulator catches it and starts a new one over the same table. */
export class Crash extends Error {}

/** A table in memory that shows everything it holds to the checkers of a simulation. */
export type MemoryTable = Table & { all(): Item[] }

/** An empty table in memory. */
export function memoryTable(options: MemoryOptions = {}): MemoryTable {
  const rows = new Map<string, Map<string, Item>>()
  const before = new Map<string, Item | undefined>()
  const indexes = memoryIndexes(options.isIndexStale)

  function read(key: Key): Item | undefined {
    return rows.get(key.pk)?.get(key.sk)
  }

  function put(key: Key, next: Item | undefined): void {
    const old = read(key)
    if (next === old) return
    const item = next === undefined ? undefined : copyValue(next)
    indexes.move(key, old, item)
    if (options.isReadStale !== undefined) before.set(`${key.pk}\n${key.sk}`, old)
    const row = rows.get(key.pk) ?? new Map<string, Item>()
    if (item === undefined) row.delete(key.sk)
    else row.set(key.sk, item)
    if (row.size > 0) rows.set(key.pk, row)
    else rows.delete(key.pk)
  }

  return {
    get: (key, { isStrong = false } = {}) =>
      meet(options, { kind: 'get', keys: [key.pk] }, () => {
        checkKey(key)
        const name = `${key.pk}\n${key.sk}`
        const isStale = !isStrong && before.has(name) && options.isReadStale?.() === true
        return copyItem(isStale ? before.get(name) : read(key))
      }),
    query: (pk, prefix, { limit = Number.POSITIVE_INFINITY, after, isBackward = false } = {}) =>
      meet(options, { kind: 'query', keys: [pk] }, () => {
        const row = rows.get(pk) ?? new Map<string, Item>()
        const names = [...row.keys()].filter((sk) => sk.startsWith(prefix)).sort(compareStrings)
        if (isBackward) names.reverse()
        const isBeyond = (sk: string) => after === undefined || compareStrings(sk, after) * (isBackward ? -1 : 1) > 0
        return names
          .filter(isBeyond)
          .slice(0, limit)
          .map((sk) => copyValue(row.get(sk) as Item))
      }),
    update: (key, change, condition) =>
      meet(options, { kind: 'update', keys: [key.pk] }, (): Updated => {
        checkUpdate(key, change, condition)
        const old = read(key)
        if (!mayChange(old, change, condition)) return { ok: false, item: copyItem(old) }
        const item = changeItem(old, key, change)
        put(key, item)
        return { ok: true, item: copyValue(item) }
      }),
    write: (writes) =>
      meet(options, { kind: 'write', keys: writes.map((write) => keyOf(write).pk) }, (): Written => {
        checkWrites(writes)
        const olds = writes.map((write) => read(keyOf(write)))
        const failed = writes.flatMap((write, i) => (mayWrite(write, olds[i]) ? [] : [i]))
        if (failed.length > 0) return { ok: false, failed, items: failed.map((i) => copyItem(olds[i])) }
        const nexts = writes.map((write, i) => nextItem(write, olds[i]))
        for (const [i, write] of writes.entries()) put(keyOf(write), nexts[i])
        return { ok: true }
      }),
    due: (shard, until, limit) =>
      meet(options, { kind: 'due', keys: [] }, (): Due[] => indexes.due(shard, until, limit)),
    list: (area, { after, limit = Number.POSITIVE_INFINITY } = {}) =>
      meet(options, { kind: 'list', keys: [area] }, () =>
        indexes.list(area, after, limit).map((item) => copyValue(item)),
      ),
    close: () => Promise.resolve(),
    all: () => [...rows.values()].flatMap((row) => [...row.values()].map((item) => copyValue(item))),
  }
}

/** An empty vault in memory; faults as for the table. */
export function memoryVault(options: MemoryOptions = {}): Vault {
  const keys = new Map<string, Uint8Array>()
  return {
    get: (id) =>
      meet(options, { kind: 'vault.get', keys: [id] }, () => {
        const wrapped = keys.get(id)
        return wrapped === undefined ? undefined : Uint8Array.from(wrapped)
      }),
    put: (id, wrapped) =>
      meet(options, { kind: 'vault.put', keys: [id] }, () => {
        const kept = keys.get(id)
        if (kept === undefined) keys.set(id, Uint8Array.from(wrapped))
        return { isNew: kept === undefined, wrapped: Uint8Array.from(kept ?? wrapped) }
      }),
    destroy: (id) =>
      meet(options, { kind: 'vault.destroy', keys: [id] }, () => {
        keys.delete(id)
      }),
    list: (prefix) =>
      meet(options, { kind: 'vault.list', keys: [prefix] }, () =>
        [...keys.keys()].filter((id) => id.startsWith(prefix)).sort(compareStrings),
      ),
    close: () => Promise.resolve(),
  }
}

function copyItem(item: Item | undefined): Item | undefined {
  return item === undefined ? undefined : copyValue(item)
}

async function meet<T>(options: MemoryOptions, call: Call, work: () => T): Promise<T> {
  await options.delay?.(call)
  const fault = options.fault?.(call)
  if (fault === 'crash.before') throw new Crash(call.kind)
  if (fault === 'throttled' || fault === 'conflict' || fault === 'unreachable') throw new StoreError(`store.${fault}`)
  const answer = work()
  if (fault === 'crash.after') throw new Crash(call.kind)
  if (fault === 'uncertain') throw new StoreError('store.uncertain')
  return answer
}
