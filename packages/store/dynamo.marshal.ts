/**
 * Values as DynamoDB writes them (AWS, "DynamoDB low-level API: data type descriptors"): only the types that the port
 * has, so that no general marshaller is bundled.
 */
import type { AttributeValue } from '@aws-sdk/client-dynamodb'
import { StoreError } from './errors.ts'
import type { Item, Key, Value } from './table.ts'

/** Attributes by name, as the client takes and gives them. */
export type Attributes = Record<string, AttributeValue>

/** One value for the wire. */
export function marshal(value: Value): AttributeValue {
  if (typeof value === 'string') return { S: value }
  if (typeof value === 'number') return { N: String(value) }
  if (typeof value === 'boolean') return { BOOL: value }
  if (value === null) return { NULL: true }
  if (value instanceof Uint8Array) return { B: value }
  if (value instanceof Set) return { SS: [...value] }
  if (Array.isArray(value)) return { L: value.map(marshal) }
  return { M: marshalItem(value) }
}

/** A whole item for the wire. */
export function marshalItem(item: Item): Attributes {
  const attributes: Attributes = {}
  for (const name of Object.keys(item)) attributes[name] = marshal(item[name] as Value)
  return attributes
}

/** A key for the wire, without anything else that the object holds. */
export function marshalKey(key: Key): Attributes {
  return { pk: { S: key.pk }, sk: { S: key.sk } }
}

/** One value from the wire; throws `store.misuse` for a type that this service never writes. */
export function unmarshal(attribute: AttributeValue): Value {
  if (attribute.S !== undefined) return attribute.S
  if (attribute.N !== undefined) return Number(attribute.N)
  if (attribute.BOOL !== undefined) return attribute.BOOL
  if (attribute.NULL !== undefined) return null
  if (attribute.B !== undefined) return attribute.B
  if (attribute.SS !== undefined) return new Set(attribute.SS)
  if (attribute.L !== undefined) return attribute.L.map(unmarshal)
  if (attribute.M !== undefined) return unmarshalItem(attribute.M)
  throw new StoreError('store.misuse', 'the table holds a type that is not ours')
}

/** A whole item from the wire. */
export function unmarshalItem(attributes: Attributes): Item {
  const item: Item = {}
  for (const name of Object.keys(attributes)) item[name] = unmarshal(attributes[name] as AttributeValue)
  return item
}

/** An item from the wire, or undefined where there is none. */
export function unmarshalMaybe(attributes: Attributes | undefined): Item | undefined {
  return attributes === undefined ? undefined : unmarshalItem(attributes)
}
