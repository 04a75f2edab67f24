/**
 * The key table on DynamoDB. The few day keys lie together, so that old ones are found by a query; a woman's key lies
 * under her id, so that keys spread over partitions, and listing those is a scan for rare audits.
 */
import {
  DeleteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
} from '@aws-sdk/client-dynamodb'
import { type Attributes, marshalKey, unmarshalItem } from './dynamo.marshal.ts'
import { type Patience, persist } from './dynamo.retry.ts'
import { patient } from './dynamo.ts'
import { judge } from './dynamo.write.ts'
import { StoreError } from './errors.ts'
import { compareBytes, compareStrings } from './order.ts'
import type { Key, Value } from './table.ts'
import { checkName } from './value.ts'
import type { Vault } from './vault.ts'

/** Opens the key table by name; the client is best made by `makeClient`, since retries are made here. */
export function openDynamoVault(client: DynamoDBClient, name: string, patience: Patience = patient): Vault {
  const TableName = name

  async function page(prefix: string, from: Attributes | undefined) {
    const range = { ':prefix': { S: prefix } }
    const common = { TableName, ProjectionExpression: 'sk', ConsistentRead: true, ExclusiveStartKey: from }
    if (!prefix.startsWith('D#')) {
      const scan = { ...common, FilterExpression: 'begins_with(sk, :prefix)', ExpressionAttributeValues: range }
      return client.send(new ScanCommand(scan))
    }
    return client.send(
      new QueryCommand({
        ...common,
        KeyConditionExpression: 'pk = :kind AND begins_with(sk, :prefix)',
        ExpressionAttributeValues: { ':kind': { S: 'D' }, ...range },
      }),
    )
  }

  return {
    get: async (id) => {
      const input = { TableName, Key: marshalKey(placeOf(id)), ConsistentRead: true }
      const { Item } = await persist(patience, true, () => client.send(new GetItemCommand(input)))
      return Item === undefined ? undefined : bytesOf(unmarshalItem(Item).wrapped)
    },
    put: async (id, wrapped) => {
      const input = {
        TableName,
        Item: { ...marshalKey(placeOf(id)), wrapped: { B: wrapped } },
        ConditionExpression: 'attribute_not_exists(pk)',
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD' as const,
      }
      return persist(patience, true, async (isRepeat) => {
        const answer = await judge(client.send(new PutItemCommand(input)))
        if (answer.ok) return { isNew: true, wrapped }
        const kept = bytesOf(answer.item?.wrapped)
        const isOurs = (isRepeat || answer.isRepeat) && compareBytes(kept, wrapped) === 0
        return { isNew: isOurs, wrapped: kept }
      })
    },
    destroy: async (id) => {
      const input = { TableName, Key: marshalKey(placeOf(id)) }
      await persist(patience, true, () => client.send(new DeleteItemCommand(input)))
    },
    list: async (prefix) => {
      const ids: string[] = []
      let from: Attributes | undefined
      do {
        const answer = await persist(patience, true, () => page(prefix, from))
        for (const { sk } of answer.Items ?? []) if (sk?.S !== undefined) ids.push(sk.S)
        from = answer.LastEvaluatedKey
      } while (from !== undefined)
      return ids.sort(compareStrings)
    },
    close: async () => client.destroy(),
  }
}

function placeOf(id: string): Key {
  checkName(id)
  return { pk: id.startsWith('D#') ? 'D' : id, sk: id }
}

function bytesOf(value: Value | undefined): Uint8Array {
  if (value instanceof Uint8Array) return value
  throw new StoreError('store.misuse', 'a key without bytes')
}
