import { ConditionalCheckFailedException, type DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { describe, expect, it } from 'vitest'
import { marshalItem } from './dynamo.marshal.ts'
import { openDynamo } from './dynamo.ts'
import { openDynamoVault } from './dynamo.vault.ts'
import type { Change } from './table.ts'

const key = { pk: 'a', sk: 'b' }

type Input = { ConsistentRead?: boolean; ClientRequestToken?: string; ExclusiveStartKey?: unknown }

/** A client that answers from a list, errors thrown; and what it was sent, and how long was slept between. */
function scripted(answers: (Error | object)[], random = () => 0.5) {
  const inputs: Input[] = []
  const sleeps: number[] = []
  const client = {
    send: async ({ input }: { input: Input }) => {
      inputs.push(input)
      const answer = answers[inputs.length - 1] ?? new Error('the script is over')
      if (answer instanceof Error) throw answer
      return answer
    },
    destroy: () => {},
  } as unknown as DynamoDBClient
  const patience = { random, sleep: async (ms: number) => void sleeps.push(ms), attempts: 4 }
  return {
    table: openDynamo(client, 'table', patience),
    vault: openDynamoVault(client, 'keys', patience),
    inputs,
    sleeps,
  }
}

function named(name: string, more: object = {}): Error {
  return Object.assign(new Error('with a secret in it: +8801711000001'), { name }, more)
}

function conditionFailed(item?: object, attempts = 1): Error {
  const parts = { $metadata: { attempts }, message: 'failed' }
  return new ConditionalCheckFailedException(item === undefined ? parts : { ...parts, Item: marshalItem({ ...item }) })
}

function cancelled(...codes: string[]): Error {
  return named('TransactionCanceledException', { CancellationReasons: codes.map((Code) => ({ Code })) })
}

const lost = named('TimeoutError')
const increment: Change = { add: { n: 1 } }

describe('a refused call', () => {
  it.each([
    ['ProvisionedThroughputExceededException', 'store.throttled'],
    ['ThrottlingException', 'store.throttled'],
    ['TransactionConflictException', 'store.conflict'],
  ])('%s is made again after a growing pause, then given up as %s', async (name, code) => {
    const again = scripted([named(name), named(name), { Attributes: marshalItem({ ...key, n: 1 }) }])
    expect(await again.table.update(key, increment)).toEqual({ ok: true, item: { ...key, n: 1 } })
    expect(again.sleeps).toEqual([25, 50])
    const never = scripted(Array.from({ length: 9 }, () => named(name)))
    await expect(never.table.update(key, increment)).rejects.toMatchObject({ code, isRetryable: true })
    expect(never.inputs).toHaveLength(4)
  })

  it.each([
    ['AccessDeniedException'],
    ['ResourceNotFoundException'],
    ['CredentialsProviderError'],
  ])('%s is not made again', async (name) => {
    const { table, inputs } = scripted([named(name)])
    await expect(table.get(key)).rejects.toMatchObject({ code: 'store.refused', isRetryable: false })
    expect(inputs).toHaveLength(1)
  })

  it('does not repeat the words of the engine, which may quote a value', async () => {
    const { table } = scripted([named('ValidationException')])
    await expect(table.get(key)).rejects.toThrow(/^store\.misuse: ValidationException$/)
  })
})

describe('a lost answer', () => {
  it('of a read is asked for again', async () => {
    const { table } = scripted([lost, { Item: marshalItem({ ...key }) }])
    expect(await table.get(key)).toEqual(key)
  })

  it('of a turn is asked for again: its condition keeps it from happening twice', async () => {
    const { table } = scripted([lost, conditionFailed({ ...key, n: 1 })])
    const turned = await table.update(key, increment, { op: 'absent', path: 'n' })
    expect(turned).toEqual({ ok: false, item: { ...key, n: 1 } })
  })

  it.each<[string, Change]>([
    ['a count', increment],
    ['a longer list', { set: { a: { append: ['x'], to: 'a' } } }],
    ['a swap', { set: { a: { path: 'b' } } }],
  ])('of %s without a condition is not: nobody knows', async (_, change) => {
    const { table, inputs } = scripted([lost, {}])
    await expect(table.update(key, change)).rejects.toMatchObject({ code: 'store.uncertain' })
    expect(inputs).toHaveLength(1)
  })

  it('of a claim: what we find there is ours, so it is done', async () => {
    const claim = { ...key, by: Buffer.from('me'), tags: new Set(['a']) }
    const { table } = scripted([lost, conditionFailed({ ...claim, by: Uint8Array.from(claim.by) })])
    expect(await table.write([{ put: claim, if: { op: 'absent', path: 'pk' } }])).toEqual({ ok: true })
  })

  it('of a claim that the client itself had repeated: the same', async () => {
    const claim = { ...key, by: 'me' }
    const { table } = scripted([conditionFailed(claim, 2)])
    expect(await table.write([{ put: claim, if: { op: 'absent', path: 'pk' } }])).toEqual({ ok: true })
  })

  it('of a claim: what we find there is another’s, so it failed', async () => {
    const other = { ...key, by: 'other' }
    const { table } = scripted([lost, conditionFailed(other)])
    const written = await table.write([{ put: { ...key, by: 'me' }, if: { op: 'absent', path: 'pk' } }])
    expect(written).toEqual({ ok: false, failed: [0], items: [other] })
  })

  it('of a claim that nothing was lost of, and that is there just so, failed', async () => {
    const claim = { ...key, by: 'me' }
    const { table } = scripted([conditionFailed(claim)])
    expect(await table.write([{ put: claim, if: { op: 'absent', path: 'pk' } }])).toMatchObject({ ok: false })
  })

  it('of a transaction is asked for again by the same token; a cancelled one gets a new token', async () => {
    let draw = 0
    const random = () => (draw = (draw + 0.137) % 1)
    const { table, inputs } = scripted([lost, cancelled('None', 'TransactionConflict'), {}], random)
    expect(await table.write([{ put: { ...key } }, { remove: { pk: 'c', sk: 'd' } }])).toEqual({ ok: true })
    const tokens = inputs.map((input) => input.ClientRequestToken)
    expect(tokens[0]).toBeTruthy()
    expect(tokens[1]).toBe(tokens[0])
    expect(tokens[2]).not.toBe(tokens[0])
  })

  it('of a key that was put: it is ours, so it is new', async () => {
    const { vault } = scripted([lost, conditionFailed({ pk: 'W#1', sk: 'W#1', wrapped: Uint8Array.of(1) })])
    expect(await vault.put('W#1', Uint8Array.of(1))).toEqual({ isNew: true, wrapped: Uint8Array.of(1) })
  })
})

describe('a cancelled transaction', () => {
  it('names the failed conditions even where others met', async () => {
    const { table } = scripted([cancelled('TransactionConflict', 'ConditionalCheckFailed')])
    const written = await table.write([
      { put: { ...key } },
      { put: { pk: 'c', sk: 'd' }, if: { op: 'absent', path: 'pk' } },
    ])
    expect(written).toEqual({ ok: false, failed: [1], items: [undefined] })
  })

  it('for throttling is made again, and given up as throttled', async () => {
    const { table } = scripted(Array.from({ length: 4 }, () => cancelled('None', 'ThrottlingError')))
    const writing = table.write([{ put: { ...key } }, { remove: { pk: 'c', sk: 'd' } }])
    await expect(writing).rejects.toMatchObject({ code: 'store.throttled' })
  })
})

describe('a read', () => {
  it('is strong only when asked, for a strong one costs twice', async () => {
    const { table, inputs } = scripted([{}, {}])
    await table.get(key)
    await table.get(key, { isStrong: true })
    expect(inputs.map((input) => input.ConsistentRead)).toEqual([false, true])
  })
})

describe('a query', () => {
  it('asks for the next page until there is none, or enough', async () => {
    const items = (...names: string[]) => names.map((sk) => marshalItem({ pk: 'a', sk }))
    const next = { pk: { S: 'a' }, sk: { S: '2' } }
    const pages = [
      { Items: items('1', '2'), LastEvaluatedKey: next },
      { Items: [], LastEvaluatedKey: next },
      { Items: items('3') },
    ]
    const { table, inputs } = scripted(pages)
    expect((await table.query('a', '')).map((item) => item.sk)).toEqual(['1', '2', '3'])
    expect(inputs.map((input) => input.ExclusiveStartKey)).toEqual([undefined, next, next])
    expect(await scripted(pages).table.query('a', '', { limit: 2 })).toHaveLength(2)
  })
})
