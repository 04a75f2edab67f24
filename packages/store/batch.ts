/**
 * Groups the writes of one turn of the event loop into one transaction, so that many callers share one flush to disk.
 * The transaction is durable when it returns; only then does anyone hear that a write is done.
 */
import { StoreError, systemName } from './errors.ts'

type Job = { work: () => () => void; fail: (error: StoreError) => void }

/** So many jobs in one transaction, so that the loop gets its turn. */
const most = 1_000

/** Runs work inside shared transactions. */
export type Batch = {
  /** Runs the work in the next transaction and answers when that is on disk; the work must throw before its first put. */
  run<T>(work: () => T): Promise<T>
  /** Runs all that is waiting, and refuses whatever comes later. */
  close(): void
}

/** `transact` runs a function in one transaction, all or nothing, and returns when it is on disk. */
export function groupTurns(transact: (work: () => void) => void): Batch {
  let waiting: Job[] = []
  let isScheduled = false
  let isClosed = false

  function flush(): void {
    isScheduled = false
    const jobs = waiting.slice(0, most)
    waiting = waiting.slice(most)
    if (waiting.length > 0) schedule()
    const done: (() => void)[] = []
    try {
      transact(() => {
        for (const job of jobs) done.push(job.work())
      })
    } catch (error) {
      const fault = error instanceof StoreError ? error : new StoreError('store.unwritable', systemName(error))
      for (const job of jobs) job.fail(fault)
      return
    }
    for (const tell of done) tell()
  }

  function schedule(): void {
    if (isScheduled) return
    isScheduled = true
    setImmediate(flush)
  }

  return {
    run: (work) =>
      new Promise((resolve, reject) => {
        if (isClosed) return reject(new StoreError('store.closed'))
        waiting.push({ work: () => attempt(work, resolve, reject), fail: reject })
        schedule()
      }),
    close: () => {
      isClosed = true
      while (waiting.length > 0) flush()
    },
  }
}

/** A refusal of the store concerns one job; anything else that is thrown ends the transaction. */
function attempt<T>(work: () => T, resolve: (value: T) => void, reject: (error: StoreError) => void): () => void {
  try {
    const value = work()
    return () => resolve(value)
  } catch (error) {
    if (error instanceof StoreError) return () => reject(error)
    throw error
  }
}
