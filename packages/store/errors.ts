/**
 * What can go wrong with the store, in one table: whether trying again helps, what a caller hears, what an operator
 * should do. A failed condition is none of these: that is an answer.
 */

type Row = { isRetryable: boolean; hears: { bn: string; en: string }; operator: string }

const soon = { bn: 'এখন পারছি না। একটু পরে আবার চেষ্টা করুন।', en: 'Not possible now. Please try again in a little while.' }
const help = { bn: 'এখন পারছি না। অন্য সময় আবার চেষ্টা করুন।', en: 'Not possible now. Please try again another time.' }

/** Every fault of the store by its code. */
export const storeErrors = {
  'store.throttled': {
    isRetryable: true,
    hears: soon,
    operator: 'The table refuses load: look at its throttling metrics.',
  },
  'store.conflict': {
    isRetryable: true,
    hears: soon,
    operator: 'Two writers met often: if it lasts, find the hot item.',
  },
  'store.unreachable': {
    isRetryable: true,
    hears: soon,
    operator: 'The table does not answer: look at network and AWS status.',
  },
  'store.uncertain': {
    isRetryable: false,
    hears: soon,
    operator: 'A write may or may not have happened; its timer will settle it.',
  },
  'store.unwritable': {
    isRetryable: true,
    hears: soon,
    operator: 'The data folder cannot be written: look at disk space and rights.',
  },
  'store.refused': {
    isRetryable: false,
    hears: help,
    operator: 'Permissions or the table name are wrong: look at the role and the settings.',
  },
  'store.closed': {
    isRetryable: false,
    hears: soon,
    operator: 'The store was closed while in use: a deployment or a restart.',
  },
  'store.tooLarge': {
    isRetryable: false,
    hears: help,
    operator: 'An item passed 400 KB: a bug, or a list that is never cut.',
  },
  'store.unfit': {
    isRetryable: false,
    hears: help,
    operator: 'A change did not fit its item: a bug; the item is unharmed.',
  },
  'store.misuse': {
    isRetryable: false,
    hears: help,
    operator: 'The store was asked for something it does not do: a bug.',
  },
  'key.gone': {
    isRetryable: false,
    hears: help,
    operator: 'Erased, or older than the day keys: nothing can bring it back.',
  },
  'seal.broken': {
    isRetryable: false,
    hears: help,
    operator: 'Sealed bytes do not open: wrong branch key, moved or changed bytes.',
  },
} as const satisfies Record<string, Row>

/** One of the codes above. */
export type StoreFault = keyof typeof storeErrors

/** A fault of the store, with its code and a short reason that never holds a value or a key. */
export class StoreError extends Error {
  readonly code: StoreFault
  readonly isRetryable: boolean

  constructor(code: StoreFault, reason?: string) {
    super(reason === undefined ? code : `${code}: ${reason}`)
    this.name = 'StoreError'
    this.code = code
    this.isRetryable = storeErrors[code].isRetryable
  }
}

/** The system's own name of an error (`MDB_MAP_FULL`, `ENOSPC`) without the rest, which may hold a path or a key. */
export function systemName(error: unknown): string {
  return /MDB_\w+|\bE[A-Z]{3,}\b/.exec(String(error))?.[0] ?? 'unknown'
}
