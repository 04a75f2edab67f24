/**
 * The conversation turn, exactly as the design writes it: one update, nothing read first, and a repeat answered from
 * the failed condition. Test support.
 */
import { freshKey, type OpenTable, type Vitest } from './contract.key.ts'
import type { Change, Condition, Key, Table, Value } from './table.ts'

/** The part of the contract that the turn rests on. */
export function describeTurns({ describe, expect, it }: Vitest, open: OpenTable): void {
  describe('the dial', () => {
    it('of a new phone makes the item, with nobody linked and Bangla', async () => {
      const key = freshKey('PHONE')
      const dialled = await dial(await open(), key, 's1')
      const item = { ...key, u0: null, u: conversation('s1'), ul: [], ug: 'bn' }
      expect(dialled).toEqual({ ok: true, item })
    })

    it('keeps the cut-off conversation beside the new one and copies language and links', async () => {
      const table = await open()
      const key = freshKey('PHONE')
      await table.write([{ put: { ...key, lang: 'en', links: ['w1', 'w2'], u: conversation('s1', ['1']) } }])
      const dialled = await dial(table, key, 's2')
      expect(dialled.ok && dialled.item).toMatchObject({
        u0: conversation('s1', ['1']),
        u: conversation('s2'),
        ul: ['w1', 'w2'],
        ug: 'en',
      })
    })

    it('repeated by the gateway changes nothing and answers with what is there', async () => {
      const table = await open()
      const key = freshKey('PHONE')
      await dial(table, key, 's1')
      await countedTurn(table, key, 's1', 0, '1')
      const repeated = await dial(table, key, 's1')
      expect(repeated.ok).toBe(false)
      expect(repeated.item).toMatchObject({ u: { s: 's1', a: ['1'] }, u0: null })
    })
  })

  describe('a turn with a count', () => {
    it('appends the answer and gives back the whole list', async () => {
      const table = await open()
      const key = freshKey('PHONE')
      await dial(table, key, 's1')
      await countedTurn(table, key, 's1', 0, '1')
      const turned = await countedTurn(table, key, 's1', 1, '2')
      expect(turned.ok && turned.item.u).toEqual({ ...conversation('s1', ['1', '2']), t: 1000 })
    })

    it('repeated, early or of another session appends nothing and gives back the list', async () => {
      const table = await open()
      const key = freshKey('PHONE')
      await dial(table, key, 's1')
      await countedTurn(table, key, 's1', 0, '1')
      for (const [session, count] of [
        ['s1', 0],
        ['s1', 2],
        ['s2', 1],
      ] as const) {
        const turned = await countedTurn(table, key, session, count, '9')
        expect(turned).toMatchObject({ ok: false, item: { u: { a: ['1'] } } })
      }
    })

    it('without a dial before it gives back that there is nothing', async () => {
      expect(await countedTurn(await open(), freshKey('PHONE'), 's1', 0, '1')).toEqual({ ok: false, item: undefined })
    })

    it('sent ten times at once appends one answer', async () => {
      const table = await open()
      const key = freshKey('PHONE')
      await dial(table, key, 's1')
      const all = await Promise.all(Array.from({ length: 10 }, () => countedTurn(table, key, 's1', 0, '1')))
      expect(all.filter((turned) => turned.ok)).toHaveLength(1)
      for (const turned of all) expect(turned.item?.u).toMatchObject({ a: ['1'] })
    })
  })

  describe('a turn with request ids', () => {
    it('takes each id once', async () => {
      const table = await open()
      const key = freshKey('PHONE')
      await dial(table, key, 's1')
      const turn = (id: string, answer: string) =>
        table.update(
          key,
          { set: { 'u.a': { append: [answer], to: 'u.a' }, 'u.t': { value: 1000 } }, add: { uq: new Set([id]) } },
          { op: 'and', of: [same('s1'), { op: 'not', of: { op: 'contains', path: 'uq', value: id } }] },
        )
      expect(await turn('r1', '1')).toMatchObject({ ok: true })
      expect(await turn('r1', '1')).toMatchObject({ ok: false, item: { u: { a: ['1'] }, uq: new Set(['r1']) } })
      expect(await turn('r2', '2')).toMatchObject({
        ok: true,
        item: { u: { a: ['1', '2'] }, uq: new Set(['r1', 'r2']) },
      })
    })

    it('the dial forgets the ids', async () => {
      const table = await open()
      const key = freshKey('PHONE')
      await table.write([{ put: { ...key, uq: new Set(['r1']) } }])
      const dialled = await dial(table, key, 's1')
      expect(dialled.ok && 'uq' in dialled.item).toBe(false)
    })
  })

  describe('an SMS', () => {
    it('is appended to a list that need not be there, up to a maximum', async () => {
      const table = await open()
      const key = freshKey('PHONE')
      const take = (id: string, text: Uint8Array) =>
        table.update(
          key,
          {
            set: { m: { append: [text], to: 'm', orElse: [] }, mt: { value: 5 } },
            add: { mq: new Set([id]) },
          },
          {
            op: 'and',
            of: [
              { op: 'not', of: { op: 'contains', path: 'mq', value: id } },
              {
                op: 'or',
                of: [
                  { op: 'absent', path: 'm' },
                  { op: 'size', is: '<', path: 'm', value: 2 },
                ],
              },
            ],
          },
        )
      expect(await take('a', Uint8Array.of(1))).toMatchObject({ ok: true, item: { m: [Uint8Array.of(1)] } })
      expect(await take('a', Uint8Array.of(1))).toMatchObject({ ok: false, item: { m: [Uint8Array.of(1)] } })
      expect(await take('b', Uint8Array.of(2))).toMatchObject({ ok: true })
      expect(await take('c', Uint8Array.of(3))).toMatchObject({
        ok: false,
        item: { m: [Uint8Array.of(1), Uint8Array.of(2)] },
      })
    })
  })

  describe('a change', () => {
    it('reads the item as it was before', async () => {
      const table = await open()
      const key = freshKey()
      await table.write([{ put: { ...key, a: 1, b: 2 } }])
      const swapped = await table.update(key, { set: { a: { path: 'b' }, b: { path: 'a' } } })
      expect(swapped).toEqual({ ok: true, item: { ...key, a: 2, b: 1 } })
    })

    it('copies what was there, not what it becomes', async () => {
      const table = await open()
      const key = freshKey()
      await table.write([{ put: { ...key, u: { t: 1, a: ['x'] } } }])
      const set = { u0: { path: 'u' }, 'u.t': { value: 2 }, 'u.a': { append: ['y'], to: 'u.a' } }
      const item = { ...key, u0: { t: 1, a: ['x'] }, u: { t: 2, a: ['x', 'y'] } }
      expect(await table.update(key, { set })).toEqual({ ok: true, item })
      expect(await table.get(key, { isStrong: true })).toEqual(item)
    })

    it('takes the other value only where the first is absent, not where it is null, empty or 0', async () => {
      const table = await open()
      const key = freshKey()
      await table.write([{ put: { ...key, none: null, empty: '', zero: 0, no: false } }])
      const copy = (path: string) => ({ path, orElse: 'other' })
      const set = { a: copy('none'), b: copy('empty'), c: copy('zero'), d: copy('no'), e: copy('absent') }
      expect(await table.update(key, { set })).toMatchObject({
        item: { a: null, b: '', c: 0, d: false, e: 'other' },
      })
    })

    it('adds, drops and removes, and an emptied set is gone', async () => {
      const table = await open()
      const key = freshKey()
      await table.write([{ put: { ...key, n: 4, tags: new Set(['a', 'b']), old: new Set(['a']), m: { x: 1, y: 2 } } }])
      const change: Change = {
        add: { n: -1, fresh: 7, tags: new Set(['c']) },
        drop: { old: new Set(['a', 'z']), never: new Set(['a']) },
        remove: ['m.x', 'nothing'],
      }
      expect(await table.update(key, change)).toEqual({
        ok: true,
        item: { ...key, n: 3, fresh: 7, tags: new Set(['a', 'b', 'c']), m: { y: 2 } },
      })
    })

    it('that only removes fails where there is no item', async () => {
      const table = await open()
      const key = freshKey()
      expect(await table.update(key, { remove: ['a'] })).toEqual({ ok: false, item: undefined })
      expect(await table.get(key, { isStrong: true })).toBeUndefined()
    })

    it.each<[string, Change]>([
      ['a nested path without its parent', { set: { 'none.a': { value: 1 } } }],
      ['a nested path into what every object has', { set: { 'constructor.a': { value: 1 } } }],
      ['a nested path into a text', { set: { 'text.a': { value: 1 } } }],
      ['an operand that is absent', { set: { a: { path: 'none' } } }],
      ['a list that is absent', { set: { a: { append: ['x'], to: 'none' } } }],
      ['a list that is a text', { set: { a: { append: ['x'], to: 'text' } } }],
      ['a number added to a text', { add: { text: 1 } }],
      ['a set added to a number', { add: { n: new Set(['x']) } }],
      ['a set dropped from a text', { drop: { text: new Set(['x']) } }],
      ['a nested counter', { add: { 'm.n': 1 } }],
      ['two paths that overlap', { set: { m: { value: 1 }, 'm.n': { value: 2 } } }],
      ['the key', { set: { pk: { value: 'other' } } }],
    ])('with %s is thrown, and the item is unharmed', async (_, change) => {
      const table = await open()
      const key = freshKey()
      const item = { ...key, text: 'x', n: 1, m: { n: 1 } }
      await table.write([{ put: item }])
      await expect(table.update(key, change)).rejects.toMatchObject({ code: 'store.unfit', isRetryable: false })
      expect(await table.get(key, { isStrong: true })).toEqual(item)
    })

    it('that does not fit is not thrown when its condition fails', async () => {
      const table = await open()
      const key = freshKey()
      const updated = await table.update(key, { set: { 'none.a': { value: 1 } } }, { op: 'present', path: 'none' })
      expect(updated).toEqual({ ok: false, item: undefined })
    })
  })

  it('fifty counts at once lose none', async () => {
    const table = await open()
    const key = freshKey()
    const below: Condition = {
      op: 'or',
      of: [
        { op: 'absent', path: 'n' },
        { op: '<', path: 'n', value: 50 },
      ],
    }
    const count = () => table.update(key, { add: { n: 1 } }, below)
    const all = await Promise.all(Array.from({ length: 60 }, count))
    expect(all.filter((updated) => updated.ok)).toHaveLength(50)
    expect((await table.get(key, { isStrong: true }))?.n).toBe(50)
  })
}

function conversation(session: string, answers: string[] = []): { [name: string]: Value } {
  return { s: session, a: answers, t: 0 }
}

function same(session: string): Condition {
  return { op: '=', path: 'u.s', value: session }
}

function dial(table: Table, key: Key, session: string) {
  return table.update(
    key,
    {
      set: {
        u0: { path: 'u', orElse: null },
        u: { value: conversation(session) },
        ul: { path: 'links', orElse: [] },
        ug: { path: 'lang', orElse: 'bn' },
      },
      remove: ['uq'],
    },
    {
      op: 'or',
      of: [
        { op: 'absent', path: 'u' },
        { op: '<>', path: 'u.s', value: session },
      ],
    },
  )
}

function countedTurn(table: Table, key: Key, session: string, count: number, answer: string) {
  return table.update(
    key,
    { set: { 'u.a': { append: [answer], to: 'u.a' }, 'u.t': { value: 1000 } } },
    { op: 'and', of: [same(session), { op: 'size', is: '=', path: 'u.a', value: count }] },
  )
}
