/**
 * The port to the key table: wrapped keys by id, in a table of their own, so that destroying a key is erasure.
 */

/** Wrapped keys by id (`W#<woman>`, `D#<day>`); it never sees a key in the clear. */
export interface Vault {
  /** The wrapped key, read strongly. */
  get(id: string): Promise<Uint8Array | undefined>
  /** Keeps the first key that was put under an id, and answers with the one that is kept. */
  put(id: string, wrapped: Uint8Array): Promise<{ isNew: boolean; wrapped: Uint8Array }>
  /** Destroys a key for good; destroying one that is not there is no error. */
  destroy(id: string): Promise<void>
  /** The ids that begin with `prefix`, in order. */
  list(prefix: string): Promise<string[]>
  /** Lets go of files and sockets. */
  close(): Promise<void>
}
