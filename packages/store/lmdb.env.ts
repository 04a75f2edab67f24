/**
 * How an LMDB environment is opened: folders 0700, files 0600, and plain commits that are on disk when they return
 * (lmdb-js' `flushed` does not cover synchronous transactions, and its overlapping sync gains nothing where a batch
 * waits for its own flush anyway).
 */
import { mkdirSync } from 'node:fs'
import { type Database, type Key, open, type RootDatabase } from 'lmdb'
import { StoreError, systemName } from './errors.ts'

const format = 1

/** Opens an environment, making its folder; throws `store.unwritable` or `store.refused` when that cannot be. */
export function openEnvironment(folder: string, isReadOnly = false): RootDatabase {
  try {
    if (!isReadOnly) mkdirSync(folder, { recursive: true, mode: 0o700 })
    const options = {
      path: folder,
      noSubdir: false,
      permissionsMode: 0o600,
      overlappingSync: false,
      maxDbs: 8,
      maxReaders: 256,
      readOnly: isReadOnly,
    }
    return checkFormat(open(options), isReadOnly)
  } catch (error) {
    if (error instanceof StoreError) throw error
    throw new StoreError('store.unwritable', `the data folder cannot be opened: ${systemName(error)}`)
  }
}

/** Opens one database of an environment; MessagePack with the extensions that keep sets and bytes what they are. */
export function openPart<V, K extends Key>(env: RootDatabase, name: string): Database<V, K> {
  const encoder = { moreTypes: true, useRecords: false, copyBuffers: true }
  return env.openDB<V, K>({ name, encoding: 'msgpack', ...{ encoder } })
}

/**
 * Runs work in one transaction that is on disk (fdatasync, then the meta page by O_DSYNC) when this returns; what the
 * work throws undoes it. It answers nothing, because lmdb-js would wait for whatever looks like a promise.
 */
export function transact(env: RootDatabase, work: () => void): void {
  env.transactionSync(() => {
    work()
  })
}

/** A folder written by a later version is left alone. */
function checkFormat(env: RootDatabase, isReadOnly: boolean): RootDatabase {
  const about = openPart<number, string>(env, 'about')
  const found = about.get('format')
  if (found === undefined && !isReadOnly) about.putSync('format', format)
  else if (found !== format) throw new StoreError('store.refused', `the data folder has format ${found}`)
  return env
}
