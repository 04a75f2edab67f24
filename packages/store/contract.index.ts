/**
 * The two indexes: what is due, and who is in an area. They may lag a moment, so these tests ask until the answer is
 * there. Test support.
 */
import { freshKey, type OpenTable, type Vitest } from './contract.key.ts'
import type { Table } from './table.ts'

let shards = Date.now() % 1_000_000

/** The part of the contract about `due` and `list`. */
export function describeIndexes({ describe, expect, it, vi }: Vitest, open: OpenTable): void {
  const settles = async <T>(ask: () => Promise<T>, wanted: unknown) => {
    await vi.waitFor(async () => expect(await ask()).toEqual(wanted), { timeout: 5_000, interval: 50 })
  }

  describe('what is due', () => {
    it('comes oldest first, up to the instant and the limit, with its key and nothing else', async () => {
      const { table, shard } = await openShard(open)
      const keys = [30, 10, 20, 40].map((due) => ({ ...freshKey(), due }))
      await table.write(keys.map((key) => ({ put: { ...key, shard, text: 'x' } })))
      const [at30, at10, at20] = keys
      await settles(() => table.due(shard, 30, 10), [at10, at20, at30])
      expect(await table.due(shard, 29, 10)).toEqual([at10, at20])
      expect(await table.due(shard, 99, 1)).toEqual([at10])
      expect(await table.due(shard, 9, 10)).toEqual([])
      expect(await table.due(shard + 1, 99, 10)).toEqual([])
    })

    it('holds only items that have both numbers, and follows them', async () => {
      const { table, shard } = await openShard(open)
      const key = freshKey()
      await table.write([{ put: { ...key, shard } }, { put: { ...freshKey(), due: 5 } }])
      await table.update(key, { set: { due: { value: 7 } } })
      await settles(() => table.due(shard, 99, 10), [{ ...key, due: 7 }])
      await table.update(key, { set: { due: { value: 3 } } })
      await settles(() => table.due(shard, 99, 10), [{ ...key, due: 3 }])
      await table.update(key, { remove: ['due'] })
      await settles(() => table.due(shard, 99, 10), [])
      await table.write([{ put: { ...key, shard, due: 1 } }])
      await settles(() => table.due(shard, 99, 10), [{ ...key, due: 1 }])
      await table.write([{ remove: key }])
      await settles(() => table.due(shard, 99, 10), [])
    })

    it('keeps instants of today in order', async () => {
      const { table, shard } = await openShard(open)
      const now = 1_790_000_000_000
      const keys = [now + 1, now, now - 86_400_000].map((due) => ({ ...freshKey(), due }))
      for (const key of keys) await table.write([{ put: { ...key, shard } }])
      await settles(async () => (await table.due(shard, now, 10)).map((entry) => entry.due), [now - 86_400_000, now])
    })

    it('a due that is no number is refused in an update too', async () => {
      const { table, shard } = await openShard(open)
      const updating = table.update({ ...freshKey() }, { set: { shard: { value: shard }, due: { value: 'soon' } } })
      await expect(updating).rejects.toMatchObject({ code: 'store.misuse' })
    })
  })

  describe('an area', () => {
    it('lists its items whole, in order, in pieces', async () => {
      const { table, shard } = await openShard(open)
      const area = `30${shard}`
      const items = ['b', 'a', 'c'].map((name) => ({ pk: `W#${shard}${name}`, sk: 'RECORD', area, name }))
      await table.write(items.map((item) => ({ put: item })))
      await table.write([{ put: { ...freshKey(), area: `${area}1` } }, { put: { ...freshKey() } }])
      const [b, a, c] = items
      await settles(() => table.list(area), [a, b, c])
      expect(await table.list(area, { limit: 2 })).toEqual([a, b])
      expect(await table.list(area, { limit: 2, after: b?.pk ?? '' })).toEqual([c])
      expect(await table.list(area, { after: `W#${shard}az` })).toEqual([b, c])
      expect(await table.list(`${area}0`)).toEqual([])
    })

    it('follows an item that changes, moves and goes', async () => {
      const { table, shard } = await openShard(open)
      const [from, to] = [`40${shard}`, `41${shard}`]
      const key = freshKey()
      await table.write([{ put: { ...key, area: from, n: 1 } }])
      await table.update(key, { add: { n: 1 } })
      await settles(() => table.list(from), [{ ...key, area: from, n: 2 }])
      await table.update(key, { set: { area: { value: to } } })
      await settles(() => table.list(from), [])
      await settles(() => table.list(to), [{ ...key, area: to, n: 2 }])
      await table.update(key, { remove: ['area'] })
      await settles(() => table.list(to), [])
    })
  })
}

async function openShard(open: OpenTable): Promise<{ table: Table; shard: number }> {
  shards += 10
  return { table: await open(), shard: shards }
}
