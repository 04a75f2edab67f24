/**
 * Whether a condition holds for an item, as DynamoDB decides it: values of different types are unequal and have no
 * order, an absent attribute compares with nothing (so only `<>` holds for it), and what has no size has none.
 */
import { StoreError } from './errors.ts'
import { compareBytes, compareStrings } from './order.ts'
import { readPath, splitPath } from './path.ts'
import type { Condition, Item, Scalar, Value } from './table.ts'
import { checkValue } from './value.ts'

const ordering = new Set<string>(['<', '<=', '>', '>='])

/** Throws `store.misuse` for a condition that no store can judge: without parts, with a bad path or value. */
export function checkCondition(condition: Condition): void {
  if (condition.op === 'not') checkCondition(condition.of)
  else if ('of' in condition) checkParts(condition.of)
  else splitPath(condition.path)
  if ('value' in condition) checkValue(condition.value)
  if (ordering.has(condition.op) && 'value' in condition && !hasOrder(condition.value)) {
    throw new StoreError('store.misuse', 'only numbers, strings and bytes have an order')
  }
}

function checkParts(of: Condition[]): void {
  if (of.length === 0) throw new StoreError('store.misuse', 'a condition has no parts')
  for (const part of of) checkCondition(part)
}

/** Whether the condition holds; no item is an item without attributes. */
export function holds(item: Item | undefined, condition: Condition): boolean {
  switch (condition.op) {
    case 'absent':
      return readPath(item, condition.path) === undefined
    case 'present':
      return readPath(item, condition.path) !== undefined
    case 'and':
      return condition.of.every((part) => holds(item, part))
    case 'or':
      return condition.of.some((part) => holds(item, part))
    case 'not':
      return !holds(item, condition.of)
    case 'contains':
      return contains(readPath(item, condition.path), condition.value)
    case 'size': {
      const size = sizeOf(readPath(item, condition.path))
      return size !== undefined && agrees(size - condition.value, condition.is)
    }
    case '=':
      return isEqual(readPath(item, condition.path), condition.value)
    case '<>':
      return !isEqual(readPath(item, condition.path), condition.value)
    default: {
      const difference = compare(readPath(item, condition.path), condition.value)
      return difference !== undefined && agrees(difference, condition.op)
    }
  }
}

function agrees(difference: number, is: '=' | '<' | '<=' | '>' | '>='): boolean {
  if (is === '=') return difference === 0
  if (is === '<') return difference < 0
  if (is === '<=') return difference <= 0
  return is === '>' ? difference > 0 : difference >= 0
}

function isEqual(value: Value | undefined, wanted: Scalar): boolean {
  if (wanted instanceof Uint8Array) return value instanceof Uint8Array && compareBytes(value, wanted) === 0
  return value === wanted
}

function compare(value: Value | undefined, wanted: Scalar): number | undefined {
  if (typeof wanted === 'number') return typeof value === 'number' ? value - wanted : undefined
  if (typeof wanted === 'string') return typeof value === 'string' ? compareStrings(value, wanted) : undefined
  if (wanted instanceof Uint8Array) return value instanceof Uint8Array ? compareBytes(value, wanted) : undefined
  return undefined
}

function hasOrder(value: Scalar): boolean {
  return typeof value === 'number' || typeof value === 'string' || value instanceof Uint8Array
}

function contains(value: Value | undefined, wanted: string): boolean {
  if (value instanceof Set) return value.has(wanted)
  if (typeof value === 'string' || Array.isArray(value)) return value.includes(wanted)
  return false
}

function sizeOf(value: Value | undefined): number | undefined {
  if (typeof value === 'string' || Array.isArray(value) || value instanceof Uint8Array) return value.length
  if (value instanceof Set) return value.size
  return typeof value === 'object' && value !== null ? Object.keys(value).length : undefined
}
