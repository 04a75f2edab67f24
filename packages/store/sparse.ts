/**
 * Which entries an item has in the two indexes. They are sparse: without the attribute, no entry; an attribute of the
 * wrong type is refused, as DynamoDB refuses it.
 */
import { StoreError } from './errors.ts'
import type { Change, Item } from './table.ts'
import { checkName } from './value.ts'

/** The item's place in the index of what is due, if it has both numbers. */
export function dueOf(item: Item | undefined): { shard: number; due: number } | undefined {
  const shard = numberOf(item, 'shard')
  const due = numberOf(item, 'due')
  return shard === undefined || due === undefined ? undefined : { shard, due }
}

/** The item's area, if it has one. */
export function areaOf(item: Item | undefined): string | undefined {
  const area = item?.area
  if (area === undefined) return undefined
  checkName(area)
  return area
}

/**
 * Throws `store.misuse` where a change sets an index attribute to a value of the wrong type: engines differ on whether
 * an update is held to it as a put is.
 */
export function checkIndexed({ set = {} }: Change): void {
  const given: Item = {}
  for (const [name, operand] of Object.entries(set)) if ('value' in operand) given[name] = operand.value
  dueOf(given)
  areaOf(given)
}

function numberOf(item: Item | undefined, name: 'shard' | 'due'): number | undefined {
  const value = item?.[name]
  if (value === undefined || typeof value === 'number') return value
  throw new StoreError('store.misuse', `${name} is not a number`)
}
