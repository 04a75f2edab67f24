/**
 * How an LMDB environment is opened: folders 0700, files 0600, and plain commits that are on disk when they are over
 * (lmdb-js' `flushed` does not cover synchronous transactions, and its overlapping sync shows a commit to readers that
 * a power cut may still undo).
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
      // Where a commit fails, lmdb-js rejects a promise of its batch of a loop's turn that nobody has.
      eventTurnBatching: false,
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

/** How long a transaction may wait until it can begin, in ms: another process writes, or LMDB has given up. */
const patience = 10_000

/**
 * The same aside: LMDB's own thread writes the pages and waits for the disk, the loop goes on, and the promise is kept
 * when it is all on disk. The work runs in a child transaction, because lmdb-js keeps the puts of one that throws.
 */
export function transactAside(env: RootDatabase, work: () => void): Promise<void> {
  return new Promise((resolve, reject) => {
    let isLate = false
    const timer = setTimeout(() => {
      isLate = true
      reject(new StoreError('store.unwritable', 'no transaction can begin'))
    }, patience)
    const begun = () => {
      clearTimeout(timer)
      if (isLate) throw new StoreError('store.unwritable')
      work()
    }
    env.childTransaction(begun).then(
      () => resolve(),
      (error) => explain(error).catch(reject),
    )
  })
}

/** Of a commit that fails, lmdb-js tells the cause in a promise of its own. */
async function explain(error: Error & { commitError?: Promise<never> }): Promise<never> {
  throw error.commitError === undefined ? error : await error.commitError
}

/** A folder written by a later version is left alone. */
function checkFormat(env: RootDatabase, isReadOnly: boolean): RootDatabase {
  const about = openPart<number, string>(env, 'about')
  const found = about.get('format')
  if (found === undefined && !isReadOnly) about.putSync('format', format)
  else if (found !== format) throw new StoreError('store.refused', `the data folder has format ${found}`)
  return env
}
