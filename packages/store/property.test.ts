import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { StoreError } from './errors.ts'
import { lmdbTable } from './lmdb.ts'
import { connectDynamo, startEngine } from './local.ts'
import { memoryTable } from './memory.ts'
import type { Change, Condition, Item, Key, Operand, Path, Table, Value, Write } from './table.ts'

type Step =
  | { do: 'update'; key: Key; change: Change; condition: Condition | undefined }
  | { do: 'write'; writes: Write[] }
  | { do: 'get'; key: Key }
  | { do: 'query'; pk: string; prefix: string; limit: number; after: string | undefined; isBackward: boolean }
  | { do: 'due'; before: number; limit: number }
  | { do: 'list'; area: string; after: string | undefined }

const text = fc.oneof(fc.constantFrom('a', 'b', 'ab', ''), fc.string({ unit: 'grapheme', maxLength: 5 }))
const number = fc.integer({ min: -50, max: 50 })
const set = fc
  .uniqueArray(fc.constantFrom('a', 'b', 'c', 'আ'), { minLength: 1, maxLength: 3 })
  .map((all) => new Set(all))
const scalar = fc.oneof(text, number, fc.boolean(), fc.constant(null), fc.uint8Array({ maxLength: 3 }))
const list = fc.array(scalar, { maxLength: 3 })
const value: fc.Arbitrary<Value> = fc.oneof(scalar, set, list, fc.dictionary(fc.constantFrom('x', 'y'), scalar))
const tree = fc.record({ x: value, d: fc.record({ e: value }) }, { requiredKeys: [] })

const key = fc.record({ pk: fc.constantFrom('P1', 'P2'), sk: fc.constantFrom('E#1', 'E#2', 'R') })
const indexes = { shard: fc.constant(1), due: fc.integer({ min: 0, max: 9 }), area: fc.constantFrom('30', '31') }
const item = fc.record({ a: value, b: value, n: number, s: set, l: list, m: tree, ...indexes }, { requiredKeys: [] })

const top = fc.constantFrom('a', 'b', 'n', 's', 'l', 'm')
const path: fc.Arbitrary<Path> = fc.oneof(top, fc.constantFrom('m.x', 'm.d', 'm.d.e', 'm.y', 'a.x', 'z'))
const ordered = fc.oneof(number, text, fc.uint8Array({ maxLength: 3 }))
// The size of a text is not the same everywhere, and the port leaves it open.
const sized = fc.constantFrom('n', 's', 'l', 'm', 'm.d', 'z')

const simple: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({ op: fc.constantFrom('absent' as const, 'present' as const), path }),
  fc.record({ op: fc.constantFrom('=' as const, '<>' as const), path, value: scalar }),
  fc.record({ op: fc.constantFrom('<' as const, '<=' as const, '>' as const, '>=' as const), path, value: ordered }),
  fc.record({
    op: fc.constant('size' as const),
    is: fc.constantFrom('=' as const, '<' as const, '>' as const),
    path: sized,
    value: fc.integer({ min: 0, max: 3 }),
  }),
  fc.record({ op: fc.constant('contains' as const), path, value: fc.constantFrom('a', 'b', 'আ') }),
)
const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 3 },
    simple,
    fc.record({ op: fc.constant('not' as const), of: tie('condition') }),
    fc.record({
      op: fc.constantFrom('and' as const, 'or' as const),
      of: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }),
    }),
  ),
}))
const maybeCondition = fc.option(condition, { nil: undefined, freq: 2 })

const operand: fc.Arbitrary<Operand> = fc.oneof(
  fc.record({ value }),
  fc.record({ path }),
  fc.record({ path, orElse: value }),
  fc.record({ append: list, to: path, orElse: list }),
  fc.record({ append: list, to: path }),
)
const change: fc.Arbitrary<Change> = fc.record(
  {
    set: fc.oneof(
      fc.dictionary(path, operand, { minKeys: 1, maxKeys: 3 }),
      fc.record({ due: fc.record({ value: indexes.due }), area: fc.record({ value: indexes.area }) }),
    ),
    remove: fc.uniqueArray(fc.oneof(top, fc.constantFrom('due', 'area')), { minLength: 1, maxLength: 2 }),
    add: fc.dictionary(top, fc.oneof(number, set), { minKeys: 1, maxKeys: 2 }),
    drop: fc.dictionary(top, set, { minKeys: 1, maxKeys: 2 }),
  },
  { requiredKeys: [] },
)

const write: fc.Arbitrary<Write> = fc.oneof(
  fc.tuple(key, item, maybeCondition).map(([at, more, held]) => withCondition({ put: { ...more, ...at } }, held)),
  fc.tuple(key, change, maybeCondition).map(([at, next, held]) => withCondition({ update: at, change: next }, held)),
  fc.tuple(key, maybeCondition).map(([at, held]) => withCondition({ remove: at }, held)),
  fc.record({ check: key, if: condition }),
)

const after = fc.option(fc.constantFrom('A', 'E#1', 'E#11', 'R', 'Z'), { nil: undefined })
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('update' as const), key, change, condition: maybeCondition }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('write' as const),
      writes: fc.array(write, { minLength: 1, maxLength: 4 }),
    }),
  },
  fc.record({ do: fc.constant('get' as const), key }),
  fc.record({
    do: fc.constant('query' as const),
    pk: fc.constantFrom('P1', 'P2'),
    prefix: fc.constantFrom('', 'E#', 'R'),
    limit: fc.integer({ min: 1, max: 4 }),
    after,
    isBackward: fc.boolean(),
  }),
  fc.record({ do: fc.constant('due' as const), before: indexes.due, limit: fc.integer({ min: 1, max: 4 }) }),
  fc.record({
    do: fc.constant('list' as const),
    area: indexes.area,
    after: fc.option(fc.constantFrom('P1', 'P2'), { nil: undefined }),
  }),
)

/** A random script of so many requests at most; the first puts items where the others will look. */
function world({ runs }: { runs: number }): fc.Arbitrary<Step[]> {
  const first = fc.tuple(key, item).map(([at, more]): Step => ({ do: 'write', writes: [{ put: { ...more, ...at } }] }))
  return fc
    .tuple(fc.array(first, { maxLength: 4 }), fc.array(step, { minLength: 1, maxLength: runs }))
    .map((both) => both.flat())
}

/** Plays a script under keys of its own and tells every answer, errors by their code. */
async function play(table: Table, script: Step[], round: number): Promise<unknown[]> {
  const mark = `${process.pid}x${round}x`
  const answers: unknown[] = []
  for (const one of script) answers.push(unmark(await ask(table, one, mark, round), mark))
  return answers
}

async function ask(table: Table, one: Step, mark: string, shard: number): Promise<unknown> {
  try {
    switch (one.do) {
      case 'get':
        return await table.get(moved(one.key, mark), { isStrong: true })
      case 'query':
        return await table.query(mark + one.pk, one.prefix, {
          limit: one.limit,
          isBackward: one.isBackward,
          ...(one.after === undefined ? {} : { after: one.after }),
        })
      case 'due':
        return (await table.due(shard, one.before, one.limit)).map(({ due }) => due)
      case 'list':
        return pks(await table.list(mark + one.area, one.after === undefined ? {} : { after: mark + one.after }))
      case 'update':
        return await table.update(moved(one.key, mark), movedChange(one.change, mark), one.condition)
      case 'write':
        return await table.write(one.writes.map((each) => movedWrite(each, mark, shard)))
    }
  } catch (error) {
    if (error instanceof StoreError) return error.code
    throw error
  }
}

/** Two items of one `pk` in one area have no order between them. */
function pks(items: Item[]): Value[] {
  return items.map(({ pk }) => pk ?? null)
}

function moved<K extends Key>(at: K, mark: string): K {
  return { ...at, pk: mark + at.pk }
}

function movedWrite(one: Write, mark: string, shard: number): Write {
  if ('put' in one) return { ...one, put: movedItem(moved(one.put, mark), mark, shard) }
  if ('update' in one) return { ...one, update: moved(one.update, mark), change: movedChange(one.change, mark) }
  if ('remove' in one) return { ...one, remove: moved(one.remove, mark) }
  return { ...one, check: moved(one.check, mark) }
}

function movedItem(one: Item & Key, mark: string, shard: number): Item & Key {
  const area = typeof one.area === 'string' ? { area: mark + one.area } : {}
  return { ...one, ...area, ...(one.shard === undefined ? {} : { shard }) }
}

function movedChange(one: Change, mark: string): Change {
  const area = one.set?.area
  if (area === undefined || !('value' in area) || typeof area.value !== 'string') return one
  return { ...one, set: { ...one.set, area: { value: mark + area.value } } }
}

function unmark(answer: unknown, mark: string): unknown {
  if (typeof answer === 'string') return answer.replace(mark, '')
  if (Array.isArray(answer)) return answer.map((part) => unmark(part, mark))
  if (answer instanceof Set || answer instanceof Uint8Array || typeof answer !== 'object' || answer === null)
    return answer
  return Object.fromEntries(Object.entries(answer).map(([name, part]) => [name, unmark(part, mark)]))
}

function withCondition<W extends Write>(one: W, held: Condition | undefined): W {
  return held === undefined ? one : { ...one, if: held }
}

let rounds = Date.now() % 1_000_000

async function agree(table: Table, script: Step[]): Promise<void> {
  const round = ++rounds
  expect(await play(table, script, round)).toEqual(await play(memoryTable(), script, round))
}

const folder = mkdtempSync(join(tmpdir(), 'dhatri-property-'))
const lmdb = lmdbTable({ folder })
const engine = await startEngine()

afterAll(async () => {
  await lmdb.close()
  if (engine.ok) await engine.stop()
  rmSync(folder, { recursive: true, force: true })
})

describe('whatever is asked, in whatever order', () => {
  it('memory and LMDB give the same answers', async () => {
    const property = fc.asyncProperty(world({ runs: 25 }), async (script) => {
      await agree(lmdb, script)
    })
    await fc.assert(property, { numRuns: 300 })
  }, 120_000)

  it.skipIf(!engine.ok)(
    'memory and a DynamoDB engine give the same answers',
    async () => {
      if (!engine.ok) return
      const { table, close } = await connectDynamo(engine.endpoint)
      const property = fc.asyncProperty(world({ runs: 6 }), async (script) => {
        await agree(table, script)
      })
      await fc.assert(property, { numRuns: 300 })
      await close()
      await engine.stop()
    },
    120_000,
  )
})
