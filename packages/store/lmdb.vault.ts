/**
 * The key table on one machine: an LMDB environment for each kind of key (`W` women, `D` days), outside the data folder
 * so that no backup of the data holds a key. LMDB leaves what was removed in free pages, so destroying a key writes all
 * other keys of its kind to a new environment and deletes the old one. What a disk keeps below the file system is the
 * matter of disk encryption.
 */
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Database, RootDatabase } from 'lmdb'
import { type Batch, groupTurns } from './batch.ts'
import { StoreError } from './errors.ts'
import { openEnvironment, openPart, transact } from './lmdb.env.ts'
import { checkName } from './value.ts'
import type { Vault } from './vault.ts'

type Shelf = {
  kind: string
  round: number
  env: RootDatabase
  keys: Database<Uint8Array, string>
  signs: Signs
  batch: Batch
}
type Signs = Database<boolean, 'whole' | 'left'>

/** Opens the vault in a folder of its own; several processes may use it at once. */
export function lmdbVault({ folder }: { folder: string }): Vault {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const shelves = new Map<string, Shelf>()
  let isClosed = false

  /** The environment of an id's kind; another process may have written a newer one meanwhile. */
  function shelfOf(id: string): Shelf {
    if (isClosed) throw new StoreError('store.closed')
    checkName(id)
    return openKind(id.split('#')[0] ?? '')
  }

  function openKind(kind: string): Shelf {
    const known = shelves.get(kind)
    if (known !== undefined && known.signs.get('left') !== true) return known
    if (known !== undefined) leave(known)
    const shelf = openNewest(folder, kind)
    shelves.set(kind, shelf)
    return shelf
  }

  function leave(shelf: Shelf): void {
    shelves.delete(shelf.kind)
    void shelf.batch.close()
    void shelf.env.close()
  }

  /** Work under the shelf's lock, again on the newer one when this one has been left. */
  async function change<T>(id: string, work: (shelf: Shelf) => T): Promise<T> {
    for (;;) {
      const shelf = shelfOf(id)
      const done = await shelf.batch.run(() => (shelf.signs.get('left') === true ? undefined : { answer: work(shelf) }))
      if (done !== undefined) return done.answer
    }
  }

  return {
    get: async (id) => shelfOf(id).keys.get(id),
    put: (id, wrapped) =>
      change(id, ({ keys }) => {
        const kept = keys.get(id)
        if (kept === undefined) keys.put(id, Uint8Array.from(wrapped))
        return { isNew: kept === undefined, wrapped: kept ?? Uint8Array.from(wrapped) }
      }),
    destroy: async (id) => {
      let copy: string | undefined
      const work = (shelf: Shelf) => {
        if (shelf.keys.get(id) === undefined) return undefined
        copy = pathOf(folder, shelf.kind, shelf.round + 1)
        writeWithout(copy, shelf, id)
        shelf.signs.put('left', true)
        return shelf
      }
      try {
        const left = await change(id, work)
        if (left === undefined) return
        leave(left)
        discard(pathOf(folder, left.kind, left.round))
      } catch (error) {
        if (copy !== undefined) discard(copy)
        throw error
      }
    },
    list: async (prefix) => {
      if (isClosed) throw new StoreError('store.closed')
      const kinds = prefix.includes('#') ? [prefix.split('#')[0] ?? ''] : kindsIn(folder)
      const ids = kinds.flatMap((kind) => [
        ...openKind(kind).keys.getKeys({ start: prefix, end: `${prefix}\u{10ffff}` }),
      ])
      return kinds.length > 1 ? ids.sort() : ids
    },
    close: async () => {
      isClosed = true
      const open = [...shelves.values()]
      for (const shelf of open) void shelf.batch.close()
      await Promise.all(open.map((shelf) => shelf.env.close()))
      shelves.clear()
    },
  }
}

/** Copies every other key into the next environment, whole or not at all. */
function writeWithout(path: string, shelf: Shelf, id: string): void {
  const kept = Array.from(shelf.keys.getRange(), ({ key, value }) => ({ key, value })).filter(({ key }) => key !== id)
  discard(path)
  const next = openShelf(path, shelf.kind, shelf.round + 1)
  transact(next.env, () => {
    for (const { key, value } of kept) next.keys.put(key, value)
    next.signs.put('whole', true)
  })
  void next.env.close()
}

/** The newest environment that was written whole; what an interrupted rewriting left over goes. */
function openNewest(folder: string, kind: string): Shelf {
  const rounds = roundsOf(folder, kind)
  for (const round of rounds) {
    const shelf = openShelf(pathOf(folder, kind, round), kind, round)
    if (round === 1 || shelf.signs.get('whole') === true) {
      for (const older of rounds.filter((other) => other < round)) discard(pathOf(folder, kind, older))
      return shelf
    }
    void shelf.env.close()
  }
  return openShelf(pathOf(folder, kind, 1), kind, 1)
}

function openShelf(path: string, kind: string, round: number): Shelf {
  const env = openEnvironment(path)
  const keys = openPart<Uint8Array, string>(env, 'keys')
  const signs: Signs = openPart(env, 'signs')
  return { kind, round, env, keys, signs, batch: groupTurns((work) => transact(env, work)) }
}

/** Newest first. */
function roundsOf(folder: string, kind: string): number[] {
  const names = readdirSync(folder).filter((name) => name.startsWith(`${kind}-`))
  return names.map((name) => Number(name.slice(kind.length + 1))).sort((a, b) => b - a)
}

function kindsIn(folder: string): string[] {
  return [...new Set(readdirSync(folder).map((name) => name.split('-')[0] ?? ''))]
}

function pathOf(folder: string, kind: string, round: number): string {
  return join(folder, `${kind}-${round}`)
}

/** Windows keeps a mapped file of another process; it goes when the vault is next opened. */
function discard(path: string): void {
  try {
    if (existsSync(path)) rmSync(path, { recursive: true })
  } catch {
    return
  }
}
