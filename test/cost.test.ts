/** What a conversation costs in store calls and bytes: exact counts, the same on every machine. */
import { type CountedTable, countCalls } from '@dhatri/store/counted'
import { phoneKey } from '@dhatri/store/items'
import type { Table } from '@dhatri/store/table'
import { describe, expect, it } from 'vitest'
import { openTown } from './world.ts'

describe('the cost of a session', () => {
  it('is eight turns and one commit, with no read on a turn, and the phone item stays under 1 KB', async () => {
    let counted: CountedTable | undefined
    const town = await openTown({
      on: '2026-03-02',
      wrap: (table: Table) => {
        counted = countCalls(table)
        return counted
      },
    })
    const rina = town.person('Rina', '+8801711000001')
    const zero = { get: 0, query: 0, list: 0, update: 0, write: 0 }
    // The first sight of the day's key is paid by somebody else.
    await town.person('Salma', '+8801711000002').dials()
    counted?.reset()
    await rina.dials()
    await rina.presses('2', '1', '0501', '3', '1', '2')
    rina.sees('ঠিক?')
    expect({ ...zero, ...counted?.counts }).toMatchObject({ get: 0, query: 0, list: 0, update: 7, write: 0 })
    await rina.presses('1')
    rina.seesLast(/./)
    expect({ ...zero, ...counted?.counts }).toMatchObject({ update: 8, write: 1 })
    const item = await town.world.table.get(phoneKey(town.world.keyring.pseudonym('+8801711000001')))
    console.info(
      `cost: ${counted?.counts.update} turns, ${counted?.counts.write} commit, phone item ${sizeOf(item)} bytes`,
    )
    expect(sizeOf(item)).toBeLessThan(1024)
  })
})

const sizeOf = (value: unknown): number => {
  if (typeof value === 'string') return Buffer.byteLength(value)
  if (value instanceof Uint8Array) return value.length
  if (Array.isArray(value)) return value.reduce((sum: number, one) => sum + sizeOf(one) + 1, 3)
  if (value instanceof Set) return [...value].reduce((sum: number, one) => sum + sizeOf(one), 0)
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).reduce((sum, [name, one]) => sum + name.length + sizeOf(one) + 1, 3)
  return 8
}
