/**
 * The stores that calls are counted on: one in memory, metered by the rules, and dynoxide, metered by what it says
 * itself. AWS's DynamoDB Local is no meter: of a transaction of five items it charges two (tried with 3.1.0).
 */
import { connectDynamo, startDynoxide } from '@dhatri/store/local'
import { memoryTable, memoryVault } from '@dhatri/store/memory'
import type { Table } from '@dhatri/store/table'
import type { Vault } from '@dhatri/store/vault'
import { meterClient } from './capacity.ts'
import { type Meter, meterTable, meterVault, openMeter } from './units.ts'

/** A store with a meter on its table and another on its keys. */
export type MeteredStore = { table: Table; vault: Vault; meter: Meter; keys: Meter; close: () => Promise<void> }

/** The store in memory. */
export function openByRules(): MeteredStore {
  const [meter, keys] = [openMeter(), openMeter()]
  return {
    table: meterTable(memoryTable(), meter),
    vault: meterVault(memoryVault(), keys),
    meter,
    keys,
    close: async () => {},
  }
}

/** The store on dynoxide, or why there is none. */
export async function openByEngine(): Promise<MeteredStore | { why: string }> {
  const engine = await startDynoxide()
  if (!engine.ok) return { why: engine.why }
  const [meter, keys] = [openMeter(), openMeter()]
  const { client, table, vault, tableName, close } = await connectDynamo(engine.endpoint)
  meterClient(client, (name) => (name === tableName ? meter : keys))
  return {
    table,
    vault,
    meter,
    keys,
    close: async () => {
      await close()
      await engine.stop()
    },
  }
}
