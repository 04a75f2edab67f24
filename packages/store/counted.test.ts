import { describe, expect, it } from 'vitest'
import { describeTable } from './contract.ts'
import { countCalls } from './counted.ts'
import { memoryTable } from './memory.ts'

describeTable('a counted table', async () => countCalls(memoryTable()))

describe('counting', () => {
  const key = { pk: 'P#1', sk: 'PHONE' }

  it('counts calls by kind, single writes, and bytes both ways', async () => {
    const table = countCalls(memoryTable())
    await table.write([
      { put: { ...key, text: 'আমি' } },
      { check: { pk: 'x', sk: 'y' }, if: { op: 'absent', path: 'pk' } },
    ])
    expect(table.counts).toMatchObject({
      write: 1,
      writes: 2,
      update: 0,
      bytesIn: 2 + 3 + 2 + 5 + 4 + 9 + 6,
      bytesOut: 0,
    })
    await table.get(key)
    await table.update(key, { remove: ['text'] })
    await table.query('P#1', '')
    await table.due(0, 0, 1)
    await table.list('30')
    expect(table.counts).toMatchObject({
      get: 1,
      update: 1,
      query: 1,
      due: 1,
      list: 1,
      writes: 3,
      bytesOut: 25 + 12 + 12,
    })
    table.reset()
    expect(Object.values(table.counts).every((count) => count === 0)).toBe(true)
  })

  it('counts what failed too', async () => {
    const table = countCalls(memoryTable())
    await table.update(key, { add: { n: 1 } }, { op: 'present', path: 'n' })
    await expect(table.update(key, { set: { 'a.b': { value: 1 } } })).rejects.toThrow()
    expect(table.counts.update).toBe(2)
  })
})
