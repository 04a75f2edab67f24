/**
 * Several writes at once: all or nothing, every failed condition named, AWS's bounds kept. Test support.
 */
import { freshKey, type OpenTable, type Vitest } from './contract.key.ts'
import type { Condition, Write } from './table.ts'

const isNew: Condition = { op: 'absent', path: 'pk' }

/** The part of the contract about transactions and single conditional writes. */
export function describeWrites({ describe, expect, it }: Vitest, open: OpenTable): void {
  describe('a write', () => {
    it('of one put is done once', async () => {
      const table = await open()
      const key = freshKey('CLAIM')
      const claim = () => table.write([{ put: { ...key, by: 'me' }, if: isNew }])
      expect(await claim()).toEqual({ ok: true })
      expect(await claim()).toEqual({ ok: false, failed: [0], items: [{ ...key, by: 'me' }] })
    })

    it('of one removal is done only under its condition', async () => {
      const table = await open()
      const key = freshKey()
      await table.write([{ put: { ...key, version: 1 } }])
      const remove = (version: number) =>
        table.write([{ remove: key, if: { op: '=', path: 'version', value: version } }])
      expect(await remove(2)).toEqual({ ok: false, failed: [0], items: [{ ...key, version: 1 }] })
      expect(await remove(1)).toEqual({ ok: true })
      expect(await remove(1)).toEqual({ ok: false, failed: [0], items: [undefined] })
      expect(await table.write([{ remove: key }])).toEqual({ ok: true })
    })

    it('of one update or one check answers like any other', async () => {
      const table = await open()
      const key = freshKey()
      expect(await table.write([{ update: key, change: { add: { n: 1 } } }])).toEqual({ ok: true })
      expect(await table.write([{ check: key, if: { op: '=', path: 'n', value: 1 } }])).toEqual({ ok: true })
      const failed = await table.write([{ check: key, if: { op: '=', path: 'n', value: 2 } }])
      expect(failed).toEqual({ ok: false, failed: [0], items: [{ ...key, n: 1 }] })
    })

    it('of several does all', async () => {
      const table = await open()
      const [gone, changed, checked, made] = [freshKey(), freshKey(), freshKey(), freshKey()]
      await table.write([{ put: { ...gone } }, { put: { ...changed, version: 1 } }, { put: { ...checked, rev: 3 } }])
      const writes: Write[] = [
        { remove: gone },
        { update: changed, change: { add: { version: 1 } }, if: { op: '=', path: 'version', value: 1 } },
        { check: checked, if: { op: '=', path: 'rev', value: 3 } },
        { put: { ...made, tags: new Set(['x']) }, if: isNew },
      ]
      expect(await table.write(writes)).toEqual({ ok: true })
      expect(await table.get(gone, { isStrong: true })).toBeUndefined()
      expect(await table.get(changed, { isStrong: true })).toEqual({ ...changed, version: 2 })
      expect(await table.get(made, { isStrong: true })).toEqual({ ...made, tags: new Set(['x']) })
    })

    it('of several does nothing when any condition fails, and names every one that failed', async () => {
      const table = await open()
      const [there, other, absent, made] = [freshKey(), freshKey(), freshKey(), freshKey()]
      await table.write([{ put: { ...there, n: 1 } }, { put: { ...other, n: 2 } }])
      const written = await table.write([
        { put: { ...made } },
        { put: { ...there }, if: isNew },
        { update: other, change: { add: { n: 1 } }, if: { op: '=', path: 'n', value: 2 } },
        { check: absent, if: { op: 'present', path: 'pk' } },
      ])
      expect(written).toEqual({ ok: false, failed: [1, 3], items: [{ ...there, n: 1 }, undefined] })
      expect(await table.get(made, { isStrong: true })).toBeUndefined()
      expect((await table.get(other, { isStrong: true }))?.n).toBe(2)
    })

    it('of several is thrown whole when one change does not fit', async () => {
      const table = await open()
      const [made, bad] = [freshKey(), freshKey()]
      const writing = table.write([{ put: { ...made } }, { update: bad, change: { set: { 'a.b': { value: 1 } } } }])
      await expect(writing).rejects.toMatchObject({ code: 'store.unfit' })
      expect(await table.get(made, { isStrong: true })).toBeUndefined()
    })

    it('takes a hundred and refuses none, 101 and two for one item', async () => {
      const table = await open()
      const { pk } = freshKey()
      const puts = (count: number): Write[] =>
        Array.from({ length: count }, (_, n) => ({ put: { pk, sk: `E#${n}`, n } }))
      expect(await table.write(puts(100))).toEqual({ ok: true })
      expect(await table.query(pk, 'E#')).toHaveLength(100)
      for (const writes of [[], puts(101), [...puts(1), ...puts(1)]]) {
        await expect(table.write(writes)).rejects.toMatchObject({ code: 'store.misuse' })
      }
    })

    it('compares and sets: of twenty at once one wins', async () => {
      const table = await open()
      const [woman, history] = [freshKey(), freshKey()]
      await table.write([{ put: { ...woman, version: 1 } }])
      const step = (by: number) =>
        table.write([
          {
            update: woman,
            change: { set: { version: { value: 2 }, by: { value: by } } },
            if: { op: '=', path: 'version', value: 1 },
          },
          { put: { ...history, by } },
        ])
      const all = await Promise.all(Array.from({ length: 20 }, (_, by) => step(by)))
      expect(all.filter((written) => written.ok)).toHaveLength(1)
      const winner = all.findIndex((written) => written.ok)
      expect(await table.get(woman, { isStrong: true })).toMatchObject({ version: 2, by: winner })
      expect(await table.get(history, { isStrong: true })).toMatchObject({ by: winner })
    })
  })

  describe('a condition', () => {
    const item = {
      n: 5,
      text: 'ক',
      bytes: Uint8Array.of(1, 2),
      yes: true,
      nothing: null,
      list: ['a', 'b'],
      tags: new Set(['p']),
      m: { k: 'v' },
    }
    it.each<[string, Condition, boolean]>([
      ['absent path is absent', { op: 'absent', path: 'none' }, true],
      ['path into a text is absent', { op: 'absent', path: 'text.k' }, true],
      ['a name that every object has is absent', { op: 'absent', path: 'toString' }, true],
      ['a nested name that every object has is absent', { op: 'present', path: 'm.constructor' }, false],
      ['nested path is present', { op: 'present', path: 'm.k' }, true],
      ['null is present', { op: 'present', path: 'nothing' }, true],
      ['null equals null', { op: '=', path: 'nothing', value: null }, true],
      ['absent does not equal null', { op: '=', path: 'none', value: null }, false],
      ['absent is unequal to anything', { op: '<>', path: 'none', value: 'x' }, true],
      ['another type is unequal', { op: '<>', path: 'n', value: '5' }, true],
      ['absent is not less', { op: '<', path: 'none', value: 9 }, false],
      ['absent is not more', { op: '>=', path: 'none', value: 0 }, false],
      ['another type has no order', { op: '<', path: 'n', value: '9' }, false],
      ['numbers have an order', { op: '<=', path: 'n', value: 5 }, true],
      ['texts have an order', { op: '>', path: 'text', value: 'z' }, true],
      ['bytes have an order', { op: '<', path: 'bytes', value: Uint8Array.of(1, 3) }, true],
      ['bytes equal bytes', { op: '=', path: 'bytes', value: Uint8Array.of(1, 2) }, true],
      ['true equals true', { op: '=', path: 'yes', value: true }, true],
      ['a list has a size', { op: 'size', is: '=', path: 'list', value: 2 }, true],
      ['a map has a size', { op: 'size', is: '<', path: 'm', value: 2 }, true],
      ['a set has a size', { op: 'size', is: '>', path: 'tags', value: 0 }, true],
      ['what is absent has no size', { op: 'size', is: '<', path: 'none', value: 9 }, false],
      ['a number has no size', { op: 'size', is: '>', path: 'n', value: -1 }, false],
      ['a set contains', { op: 'contains', path: 'tags', value: 'p' }, true],
      ['a list contains', { op: 'contains', path: 'list', value: 'b' }, true],
      ['a map contains nothing', { op: 'contains', path: 'm', value: 'k' }, false],
      ['what is absent contains nothing', { op: 'contains', path: 'none', value: 'p' }, false],
      ['not', { op: 'not', of: { op: '<', path: 'none', value: 9 } }, true],
      [
        'and',
        {
          op: 'and',
          of: [
            { op: 'present', path: 'n' },
            { op: 'present', path: 'none' },
          ],
        },
        false,
      ],
      [
        'or',
        {
          op: 'or',
          of: [
            { op: 'absent', path: 'n' },
            { op: 'present', path: 'n' },
          ],
        },
        true,
      ],
    ])('%s', async (_, condition, isTrue) => {
      const table = await open()
      const key = freshKey()
      await table.write([{ put: { ...key, ...item } }])
      expect((await table.write([{ check: key, if: condition }])).ok).toBe(isTrue)
    })

    it('with no parts, or with an order where there is none, is refused', async () => {
      const table = await open()
      const conditions: Condition[] = [
        { op: 'and', of: [] },
        { op: '<', path: 'a', value: true },
        { op: 'absent', path: 'a..b' },
      ]
      for (const condition of conditions) {
        await expect(table.write([{ check: freshKey(), if: condition }])).rejects.toMatchObject({
          code: 'store.misuse',
        })
      }
    })
  })
}
