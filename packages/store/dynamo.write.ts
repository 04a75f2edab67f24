/**
 * Writes as DynamoDB takes them, and what its answers say about them.
 */
import { isDeepStrictEqual } from 'node:util'
import { ConditionalCheckFailedException, type TransactWriteItem } from '@aws-sdk/client-dynamodb'
import { writeChange, writeCondition } from './dynamo.expression.ts'
import { type Attributes, marshalItem, marshalKey, unmarshalMaybe } from './dynamo.marshal.ts'
import { reasonsOf } from './dynamo.retry.ts'
import type { Change, Condition, Item, Write, Written } from './table.ts'
import { copyValue } from './value.ts'

/** One write as a part of a transaction. */
export function transactionOf(TableName: string, write: Write): TransactWriteItem {
  const common = { TableName, ReturnValuesOnConditionCheckFailure: 'ALL_OLD' as const }
  if ('put' in write) return { Put: { ...common, Item: marshalItem(write.put), ...writeCondition(write.if) } }
  if ('remove' in write) return { Delete: { ...common, Key: marshalKey(write.remove), ...writeCondition(write.if) } }
  if ('check' in write) {
    const checked = writeCondition(write.if)
    return { ConditionCheck: { ...common, Key: marshalKey(write.check), ConditionExpression: '', ...checked } }
  }
  const { UpdateExpression, ...held } = writeChange(write.change, write.if)
  const Key = marshalKey(write.update)
  // A transaction takes no update without a change; what is left of it is that the item must be there.
  if (UpdateExpression === undefined) return { ConditionCheck: { ...common, Key, ConditionExpression: '', ...held } }
  return { Update: { ...common, Key, UpdateExpression, ...held } }
}

/** Which conditions failed, when that is why a transaction was cancelled. */
export function writtenFrom(error: unknown): Written | undefined {
  const reasons = reasonsOf(error)
  const failed = reasons.flatMap(({ Code }, n) => (Code === 'ConditionalCheckFailed' ? [n] : []))
  if (failed.length === 0) return undefined
  return { ok: false, failed, items: failed.map((n) => unmarshalMaybe(reasons[n]?.Item as Attributes | undefined)) }
}

/** Whether a change may be sent again when nobody knows if it was made: it has a condition, or sets what it would set. */
export function isHarmless(change: Change, condition: Condition | undefined): boolean {
  if (condition !== undefined) return true
  const numbers = Object.values(change.add ?? {}).some((by) => typeof by === 'number')
  return !numbers && Object.values(change.set ?? {}).every((operand) => 'value' in operand)
}

/** Whether an item is what we ourselves put, so that a repeat that finds it has succeeded. */
export function isSame(found: Item | undefined, put: Item): boolean {
  return found !== undefined && isDeepStrictEqual(copyValue(found), copyValue(put))
}

/** What one conditional call answered; `isRepeat`: the SDK itself had sent it before. */
export type Judged<T> = { ok: true; output: T } | { ok: false; item: Item | undefined; isRepeat: boolean }

/** A failed condition is an answer; anything else is thrown on. */
export async function judge<T>(sent: Promise<T>): Promise<Judged<T>> {
  try {
    return { ok: true, output: await sent }
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error
    return { ok: false, item: unmarshalMaybe(error.Item), isRepeat: (error.$metadata.attempts ?? 1) > 1 }
  }
}
