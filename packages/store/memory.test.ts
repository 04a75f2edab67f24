import { describe, expect, it } from 'vitest'
import { describeTable, describeVault } from './contract.ts'
import { Crash, type Fault, memoryTable, memoryVault } from './memory.ts'

describeTable('memory', async () => memoryTable())
describeVault('memory', async () => memoryVault())

describe('faults of the memory table', () => {
  const key = { pk: 'a', sk: 'b' }

  function tableWith(fault: Fault) {
    let isOn = false
    const table = memoryTable({ fault: () => (isOn ? fault : undefined) })
    return { table, on: () => (isOn = true), off: () => (isOn = false) }
  }

  it.each([
    'throttled',
    'conflict',
    'unreachable',
  ] as const)('%s: nothing is done, and a retry helps', async (fault) => {
    const { table, on, off } = tableWith(fault)
    on()
    const updating = table.update(key, { add: { n: 1 } })
    await expect(updating).rejects.toMatchObject({ code: `store.${fault}`, isRetryable: true })
    off()
    expect(await table.get(key)).toBeUndefined()
  })

  it('uncertain: the work is done and its answer lost', async () => {
    const { table, on, off } = tableWith('uncertain')
    on()
    await expect(table.update(key, { add: { n: 1 } })).rejects.toMatchObject({ code: 'store.uncertain' })
    off()
    expect(await table.get(key)).toMatchObject({ n: 1 })
  })

  it.each([
    ['crash.before', undefined],
    ['crash.after', 1],
  ] as const)('%s leaves %s', async (fault, n) => {
    const { table, on, off } = tableWith(fault)
    on()
    await expect(table.update(key, { add: { n: 1 } })).rejects.toBeInstanceOf(Crash)
    off()
    expect((await table.get(key))?.n).toBe(n)
  })

  it('a stale index answers as it last answered fresh', async () => {
    let isStale = false
    const table = memoryTable({ isIndexStale: () => isStale })
    await table.write([{ put: { ...key, shard: 1, due: 5, area: '30' } }])
    expect(await table.due(1, 9, 9)).toHaveLength(1)
    isStale = true
    await table.write([{ remove: key }])
    expect(await table.due(1, 9, 9)).toHaveLength(1)
    expect(await table.list('30')).toHaveLength(1)
    isStale = false
    expect(await table.due(1, 9, 9)).toEqual([])
  })

  it('a stale read answers with the item before its last write, a strong one never', async () => {
    const table = memoryTable({ isReadStale: () => true })
    await table.write([{ put: { ...key, n: 1 } }])
    await table.update(key, { add: { n: 1 } })
    expect((await table.get(key))?.n).toBe(1)
    expect((await table.get(key, { isStrong: true }))?.n).toBe(2)
  })

  it('delays hold a call back until its turn', async () => {
    const gates: (() => void)[] = []
    const table = memoryTable({ delay: () => new Promise((open) => gates.push(open)) })
    const first = table.update(key, { set: { by: { value: 'first' } } })
    const second = table.update(key, { set: { by: { value: 'second' } } })
    gates[1]?.()
    await second
    gates[0]?.()
    await first
    expect(table.all()).toEqual([{ ...key, by: 'first' }])
  })
})
