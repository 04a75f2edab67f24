/**
 * Groups the writes of one turn of the event loop into one transaction, so that many callers share one flush to disk.
 * Only when the transaction is on disk does anyone hear that a write is done. Where that is waited for aside, what comes
 * meanwhile gathers for the next one.
 */
import { StoreError, systemName } from './errors.ts'

type Job = { work: () => () => void; fail: (error: StoreError) => void }

/** So many jobs in one transaction, so that the loop gets its turn. */
const most = 1_000

/** Runs a function in one transaction, all or nothing; on disk when this returns, or when its promise is kept. */
export type Transact = (work: () => void) => void | Promise<void>

/** Runs work inside shared transactions. */
export type Batch = {
  /** Runs the work in the next transaction and answers when that is on disk; the work must throw before its first put. */
  run<T>(work: () => T): Promise<T>
  /** Runs all that is waiting, at once where `transact` returns on disk, and refuses whatever comes later. */
  close(): Promise<void>
}

/**
 * Groups work for transactions that come one after another; `soon` puts a transaction off to the end of the loop's turn,
 * unless `transact` is in no hurry itself: what is waiting by the time it runs its function all goes in.
 */
export function groupTurns(transact: Transact, soon: (flush: () => void) => void = setImmediate): Batch {
  let waiting: Job[] = []
  let isScheduled = false
  let isClosed = false
  let underway: Promise<void> | undefined

  function flush(): void {
    isScheduled = false
    let jobs: Job[] = []
    const done: (() => void)[] = []
    const work = () => {
      jobs = waiting.slice(0, most)
      waiting = waiting.slice(most)
      for (const job of jobs) done.push(job.work())
    }
    const tell = () => {
      for (const each of done) each()
    }
    const fail = (error: unknown) => {
      const fault = error instanceof StoreError ? error : new StoreError('store.unwritable', systemName(error))
      // A transaction that never began has taken nothing: then all who wait hear of it.
      const failed = jobs.length > 0 ? jobs : waiting.splice(0)
      for (const job of failed) job.fail(fault)
    }
    try {
      const flushing = transact(work)
      if (flushing === undefined) tell()
      else underway = flushing.then(tell, fail).then(goOn)
    } catch (error) {
      fail(error)
    }
    schedule()
  }

  function goOn(): void {
    underway = undefined
    schedule()
  }

  function schedule(): void {
    if (isScheduled || underway !== undefined || waiting.length === 0) return
    isScheduled = true
    soon(flush)
  }

  return {
    run: (work) =>
      new Promise((resolve, reject) => {
        if (isClosed) return reject(new StoreError('store.closed'))
        waiting.push({ work: () => attempt(work, resolve, reject), fail: reject })
        schedule()
      }),
    close: async () => {
      isClosed = true
      while (waiting.length > 0 || underway !== undefined) {
        if (underway === undefined) flush()
        else await underway
      }
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
