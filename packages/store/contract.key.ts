/**
 * Keys for the contract suites. Test support.
 */
import type * as vitest from 'vitest'
import type { Key, Table } from './table.ts'

/** The test functions, handed to the parts of the suite, which lie in files of their own. */
export type Vitest = typeof vitest

/** Opens the table under test; called once per suite. */
export type OpenTable = () => Promise<Table>

let serial = 0

/** A key that no other test uses, so that one table can serve them all. */
export function freshKey(sk = 'RECORD'): Key {
  serial += 1
  return { pk: `T#${process.pid}#${Date.now().toString(36)}#${serial}`, sk }
}
