/**
 * What may be stored, and how much it weighs: the limits of DynamoDB (AWS, "Service, account, and table quotas" and
 * "DynamoDB item sizes"), kept by every store, so that what works on one machine works in the cloud.
 */
import { StoreError } from './errors.ts'
import type { Item, Key, Value } from './table.ts'

/** The most bytes an item may weigh, names and values together. */
export const largestItem = 409_600

/** Throws `store.misuse` unless a key is two strings of 1 to 200 characters without control characters. */
export function checkKey(key: Key): void {
  checkName(key.pk)
  checkName(key.sk)
}

/** Throws `store.misuse` unless a string can be part of a key of the table or of an index. */
export function checkName(name: Value | undefined): asserts name is string {
  if (typeof name !== 'string' || name.length === 0 || name.length > 200 || hasControl(name)) {
    throw new StoreError('store.misuse', 'a key is not 1 to 200 plain characters')
  }
}

/** A deep copy; throws `store.misuse` for what no store can keep. */
export function copyValue<V extends Value>(value: V): V
export function copyValue(value: Value): Value {
  if (typeof value !== 'object' || value === null) {
    checkScalar(value)
    return value
  }
  if (Array.isArray(value)) return value.map((part) => copyValue(part))
  if (value instanceof Uint8Array) return Uint8Array.from(value)
  if (value instanceof Set) return new Set(checkSet(value))
  const copy: Item = {}
  for (const name of Object.keys(value)) copy[checkAttribute(name)] = copyValue(value[name] as Value)
  return copy
}

/** Throws `store.misuse` for what no store can keep: undefined, an empty set, a number out of range. */
export function checkValue(value: Value): void {
  if (typeof value !== 'object' || value === null) checkScalar(value)
  else if (Array.isArray(value)) for (const part of value) checkValue(part)
  else if (value instanceof Set) checkSet(value)
  else if (!(value instanceof Uint8Array)) {
    for (const name of Object.keys(value)) checkValue(value[checkAttribute(name)] as Value)
  }
}

/** The bytes an item counts for, as DynamoDB counts them (numbers by their digits, about). */
export function weighItem(item: Item): number {
  let bytes = 0
  for (const name of Object.keys(item)) bytes += Buffer.byteLength(name) + weighValue(item[name] as Value)
  return bytes
}

/** Throws `store.tooLarge` when an item weighs more than it may. */
export function checkSize(item: Item): void {
  if (weighItem(item) > largestItem) throw new StoreError('store.tooLarge')
}

function weighValue(value: Value): number {
  if (typeof value === 'string') return Buffer.byteLength(value)
  if (typeof value === 'number') return Math.ceil(String(Math.abs(value)).replace(/\D/g, '').length / 2) + 1
  if (typeof value === 'boolean' || value === null) return 1
  if (value instanceof Uint8Array) return value.length
  let bytes = 3
  if (value instanceof Set) for (const member of value) bytes += Buffer.byteLength(member)
  else if (Array.isArray(value)) for (const part of value) bytes += 1 + weighValue(part)
  else for (const name of Object.keys(value)) bytes += 1 + Buffer.byteLength(name) + weighValue(value[name] as Value)
  return bytes
}

function checkScalar(value: Value | undefined): void {
  if (typeof value === 'number') {
    const size = Math.abs(value)
    if (size !== 0 && !(size >= 1e-130 && size < 1e126))
      throw new StoreError('store.misuse', 'a number is out of range')
  } else if (typeof value !== 'string' && typeof value !== 'boolean' && value !== null) {
    throw new StoreError('store.misuse', 'a value is of no kind that can be stored')
  }
}

function checkSet(value: Set<string>): Set<string> {
  if (value.size === 0) throw new StoreError('store.misuse', 'a set is empty')
  return value
}

/** Assigning to this name would set a prototype instead of an attribute. */
function checkAttribute(name: string): string {
  if (name === '__proto__') throw new StoreError('store.misuse', 'an attribute name is not allowed')
  return name
}

function hasControl(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) < 32) return true
  return false
}
