/**
 * The store on DynamoDB, over the low-level client; any compatible endpoint by `AWS_ENDPOINT_URL`, which the SDK reads.
 * One update is one call of one write unit, also when its condition fails; a single write is never a transaction, which
 * would cost twice.
 */
import {
  DeleteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  type QueryCommandInput,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb'
import { writeChange, writeCondition } from './dynamo.expression.ts'
import { type Attributes, marshalKey, unmarshalItem, unmarshalMaybe } from './dynamo.marshal.ts'
import { type Patience, persist } from './dynamo.retry.ts'
import { isHarmless, isSame, judge, transactionOf, writtenFrom } from './dynamo.write.ts'
import { compareStrings } from './order.ts'
import type { Change, Condition, Due, Item, Key, Table, Updated, Write, Written } from './table.ts'
import { checkKey, checkName } from './value.ts'
import { checkUpdate, checkWrites } from './writes.ts'

const old = 'ALL_OLD' as const

/** A patience for production: six attempts within about two seconds. */
export const patient: Patience = {
  random: Math.random,
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  attempts: 6,
}

/** Opens a table by name; the client is best made by `makeClient`, since retries are made here. */
export function openDynamo(client: DynamoDBClient, name: string, patience: Patience = patient): Table {
  const TableName = name

  async function ask(input: Omit<QueryCommandInput, 'TableName'>, limit = Number.POSITIVE_INFINITY): Promise<Item[]> {
    const found: Item[] = []
    let from: Attributes | undefined = input.ExclusiveStartKey
    do {
      const left = limit - found.length
      const page = { ...input, TableName, ExclusiveStartKey: from, ...(Number.isFinite(left) ? { Limit: left } : {}) }
      const answer = await persist(patience, true, () => client.send(new QueryCommand(page)))
      for (const attributes of answer.Items ?? []) found.push(unmarshalItem(attributes))
      from = answer.LastEvaluatedKey
    } while (from !== undefined && found.length < limit)
    return found
  }

  async function update(key: Key, change: Change, condition?: Condition): Promise<Updated> {
    const input = {
      TableName,
      Key: marshalKey(key),
      ...writeChange(change, condition),
      ReturnValues: 'ALL_NEW' as const,
      ReturnValuesOnConditionCheckFailure: old,
    }
    return persist(patience, isHarmless(change, condition), async () => {
      const answer = await judge(client.send(new UpdateItemCommand(input)))
      if (!answer.ok) return { ok: false, item: answer.item }
      return { ok: true, item: unmarshalItem(answer.output.Attributes ?? {}) }
    })
  }

  async function put(item: Item & Key, condition?: Condition): Promise<Written> {
    const { Put } = transactionOf(TableName, condition === undefined ? { put: item } : { put: item, if: condition })
    return persist(patience, true, async (isRepeat) => {
      const answer = await judge(client.send(new PutItemCommand({ TableName, Item: {}, ...Put })))
      if (answer.ok || ((isRepeat || answer.isRepeat) && isSame(answer.item, item))) return { ok: true }
      return { ok: false, failed: [0], items: [answer.item] }
    })
  }

  async function remove(key: Key, condition?: Condition): Promise<Written> {
    const input = {
      TableName,
      Key: marshalKey(key),
      ...writeCondition(condition),
      ReturnValuesOnConditionCheckFailure: old,
    }
    return persist(patience, true, async (isRepeat) => {
      const answer = await judge(client.send(new DeleteItemCommand(input)))
      if (answer.ok || ((isRepeat || answer.isRepeat) && answer.item === undefined)) return { ok: true }
      return { ok: false, failed: [0], items: [answer.item] }
    })
  }

  /** The token makes a repeat after a lost answer harmless (AWS keeps it for ten minutes). */
  async function transact(writes: Write[]): Promise<Written> {
    const TransactItems = writes.map((write) => transactionOf(TableName, write))
    let token = randomToken(patience)
    return persist(patience, true, async () => {
      try {
        await client.send(new TransactWriteItemsCommand({ TransactItems, ClientRequestToken: token }))
        return { ok: true }
      } catch (error) {
        const written = writtenFrom(error)
        if (written !== undefined) return written
        if (error instanceof Error && error.name === 'TransactionCanceledException') token = randomToken(patience)
        throw error
      }
    })
  }

  return {
    get: async (key, { isStrong = false } = {}) => {
      checkKey(key)
      const input = { TableName, Key: marshalKey(key), ConsistentRead: isStrong }
      const { Item } = await persist(patience, true, () => client.send(new GetItemCommand(input)))
      return unmarshalMaybe(Item)
    },
    query: async (pk, prefix, { limit, after, isBackward = false } = {}) => {
      checkName(pk)
      const side = after === undefined || after.startsWith(prefix) ? 0 : compareStrings(after, prefix)
      if (isBackward ? side < 0 : side > 0) return []
      const ExclusiveStartKey = after === undefined || side !== 0 ? undefined : marshalKey({ pk, sk: after })
      return ask(
        {
          KeyConditionExpression: prefix === '' ? 'pk = :pk' : 'pk = :pk AND begins_with(sk, :prefix)',
          ExpressionAttributeValues: { ':pk': { S: pk }, ...(prefix === '' ? {} : { ':prefix': { S: prefix } }) },
          ConsistentRead: true,
          ScanIndexForward: !isBackward,
          ExclusiveStartKey,
        },
        limit,
      )
    },
    update: async (key, change, condition) => {
      checkUpdate(key, change, condition)
      return update(key, change, condition)
    },
    write: async (writes) => {
      checkWrites(writes)
      const [only] = writes
      if (only === undefined || writes.length > 1 || 'check' in only) return transact(writes)
      if ('put' in only) return put(only.put, only.if)
      if ('remove' in only) return remove(only.remove, only.if)
      const updated = await update(only.update, only.change, only.if)
      return updated.ok ? { ok: true } : { ok: false, failed: [0], items: [updated.item] }
    },
    due: async (shard, before, limit) => {
      const items = await ask(
        {
          IndexName: 'due',
          KeyConditionExpression: '#shard = :shard AND #due <= :before',
          ExpressionAttributeNames: { '#shard': 'shard', '#due': 'due' },
          ExpressionAttributeValues: { ':shard': { N: String(shard) }, ':before': { N: String(before) } },
        },
        limit,
      )
      return items.flatMap(readDue)
    },
    list: async (area, { after, limit } = {}) =>
      ask(
        {
          IndexName: 'area',
          KeyConditionExpression: after === undefined ? '#area = :area' : '#area = :area AND pk > :after',
          ExpressionAttributeNames: { '#area': 'area' },
          ExpressionAttributeValues: {
            ':area': { S: area },
            ...(after === undefined ? {} : { ':after': { S: after } }),
          },
        },
        limit,
      ),
    close: async () => client.destroy(),
  }
}

function readDue({ pk, sk, due }: Item): Due[] {
  return typeof pk === 'string' && typeof sk === 'string' && typeof due === 'number' ? [{ pk, sk, due }] : []
}

function randomToken({ random }: Patience): string {
  return Array.from({ length: 4 }, () => Math.floor(random() * 2 ** 32).toString(36)).join('')
}
