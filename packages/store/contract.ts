/**
 * What every store must do, as one suite for all of them. Test support: imported by tests only. The turn's expressions
 * are those of the design, word for word.
 */
import * as vitest from 'vitest'
import { describeIndexes } from './contract.index.ts'
import { freshKey, type OpenTable } from './contract.key.ts'
import { describeTurns } from './contract.turn.ts'
import { describeVaultKeys } from './contract.vault.ts'
import { describeWrites } from './contract.write.ts'
import type { Item, Key, Table } from './table.ts'
import type { Vault } from './vault.ts'

const { describe, expect, it } = vitest

/** Declares the whole contract for one store. */
export function describeTable(name: string, open: OpenTable): void {
  describe(name, () => {
    let opened: Promise<Table> | undefined
    const table = () => {
      opened ??= open()
      return opened
    }
    describeItems(table)
    describeTurns(vitest, table)
    describeWrites(vitest, table)
    describeIndexes(vitest, table)
  })
}

/** Declares the contract of the key table for one store. */
export function describeVault(name: string, open: () => Promise<Vault>): void {
  describeVaultKeys(vitest, name, open)
}

function describeItems(open: OpenTable): void {
  describe('an item', () => {
    it('comes back as it was put', async () => {
      const table = await open()
      const item: Item & Key = {
        ...freshKey(),
        bangla: 'ড়ঢ়য় আমি ভালো আছি 😀',
        empty: '',
        zero: 0,
        fraction: -12.625,
        instant: 1_790_000_000_123,
        tiny: 1e-100,
        yes: true,
        no: false,
        nothing: null,
        bytes: Uint8Array.from([0, 255, 7]),
        noBytes: new Uint8Array(0),
        tags: new Set(['b', 'a']),
        list: ['x', 1, null, ['y'], { z: new Set(['q']) }],
        map: { deep: { deeper: { bytes: Uint8Array.from([1]) } }, constructor: 'c', toString: 't' },
        noParts: {},
        noEntries: [],
        size: 'a reserved word',
      }
      expect(await table.write([{ put: item }])).toEqual({ ok: true })
      expect(await table.get(item, { isStrong: true })).toEqual(item)
    })

    it('of 300 KB comes back, of 500 KB is refused', async () => {
      const table = await open()
      const big = { ...freshKey(), text: 'ক'.repeat(100_000) }
      await table.write([{ put: big }])
      expect(await table.get(big, { isStrong: true })).toEqual(big)
      const huge = { ...freshKey(), text: 'x'.repeat(500_000) }
      await expect(table.write([{ put: huge }])).rejects.toMatchObject({ code: 'store.tooLarge' })
      expect(await table.get(huge, { isStrong: true })).toBeUndefined()
    })

    it('cannot grow beyond its limit by an update', async () => {
      const table = await open()
      const key = freshKey()
      await table.write([{ put: { ...key, text: 'x'.repeat(300_000) } }])
      const growing = table.update(key, { set: { more: { value: 'x'.repeat(200_000) } } })
      await expect(growing).rejects.toMatchObject({ code: 'store.tooLarge' })
      expect(Object.keys((await table.get(key, { isStrong: true })) ?? {}).sort()).toEqual(['pk', 'sk', 'text'])
    })

    it('is a copy: changing what came out changes nothing inside', async () => {
      const table = await open()
      const key = freshKey()
      const list = ['a']
      await table.write([{ put: { ...key, list } }])
      list.push('changed outside')
      const out = await table.get(key, { isStrong: true })
      if (Array.isArray(out?.list)) out.list.push('changed outside')
      expect((await table.get(key, { isStrong: true }))?.list).toEqual(['a'])
    })

    it('that is not there is undefined', async () => {
      expect(await (await open()).get(freshKey())).toBeUndefined()
    })

    it.each([
      ['an empty key', { pk: '', sk: 'a' }],
      ['a key with a line break', { pk: 'a\n', sk: 'a' }],
      ['a key of 201 characters', { pk: 'a', sk: 'k'.repeat(201) }],
      ['an empty set', { tags: new Set<string>() }],
      ['no number', { n: Number.NaN }],
      ['too big a number', { n: 1e200 }],
      ['an empty area', { area: '' }],
      ['a due that is no number', { shard: 1, due: 'soon' }],
    ])('with %s is refused', async (_, odd) => {
      const table = await open()
      const item: Item & Key = { ...freshKey(), ...odd }
      await expect(table.write([{ put: item }])).rejects.toMatchObject({ code: 'store.misuse' })
    })
  })

  describe('a query', () => {
    it('gives what begins with the prefix, in order, in pieces, both ways', async () => {
      const table = await open()
      const { pk } = freshKey()
      const names = ['E#1', 'E#10', 'E#2', 'E#২', 'E#\u{ffff}', 'E#😀', 'F#1', 'D#9', 'E']
      await table.write(names.map((sk) => ({ put: { pk, sk } })))
      const ask = async (prefix: string, options?: Parameters<Table['query']>[2]) =>
        (await table.query(pk, prefix, options)).map((item) => item.sk)
      const all = ['E#1', 'E#10', 'E#2', 'E#২', 'E#\u{ffff}', 'E#😀']
      expect(await ask('E#')).toEqual(all)
      expect(await ask('E#', { isBackward: true })).toEqual([...all].reverse())
      expect(await ask('E#', { limit: 2 })).toEqual(['E#1', 'E#10'])
      expect(await ask('E#', { limit: 2, after: 'E#10' })).toEqual(['E#2', 'E#২'])
      expect(await ask('E#', { after: 'E#15' })).toEqual(['E#2', 'E#২', 'E#\u{ffff}', 'E#😀'])
      expect(await ask('E#', { after: 'E#2', isBackward: true })).toEqual(['E#10', 'E#1'])
      expect(await ask('E#', { after: 'A', isBackward: true })).toEqual([])
      expect(await ask('E#', { after: 'A' })).toEqual(all)
      expect(await ask('E#', { after: 'Z' })).toEqual([])
      expect(await ask('E#', { after: 'Z', isBackward: true })).toEqual([...all].reverse())
      expect(await ask('')).toEqual(['D#9', 'E', ...all, 'F#1'])
      expect(await ask('E')).toEqual(['E', ...all])
      expect(await ask('E', { isBackward: true, after: 'E#1' })).toEqual(['E'])
      expect(await ask('nothing')).toEqual([])
    })

    it('gives more than one page of the engine', async () => {
      const table = await open()
      const { pk } = freshKey()
      for (let page = 0; page < 6; page++) {
        const sk = `E#${page}`
        await table.write([{ put: { pk, sk, text: 'x'.repeat(300_000) } }])
      }
      expect((await table.query(pk, 'E#')).map((item) => item.sk)).toEqual([0, 1, 2, 3, 4, 5].map((n) => `E#${n}`))
    })
  })
}
