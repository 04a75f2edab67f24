/**
 * What is common to every store about a write: which item it is for, whether it is allowed at all, and what becomes of
 * the item. AWS allows 100 writes in one transaction, and none of them twice on one item.
 */
import { applyChange, findFault, onlyRemoves } from './change.ts'
import { checkCondition, holds } from './condition.ts'
import { StoreError } from './errors.ts'
import { areaOf, dueOf } from './sparse.ts'
import type { Change, Condition, Item, Key, Operand, Write } from './table.ts'
import { checkKey, checkSize, checkValue } from './value.ts'

/** The most writes in one transaction. */
export const mostWrites = 100

/** The key of the item that a write is for. */
export function keyOf(write: Write): Key {
  if ('put' in write) return write.put
  if ('update' in write) return write.update
  return 'remove' in write ? write.remove : write.check
}

/** Throws `store.misuse` for what no store may be asked to do, whatever it holds. */
export function checkWrites(writes: Write[]): void {
  if (writes.length === 0 || writes.length > mostWrites) throw new StoreError('store.misuse', 'not 1 to 100 writes')
  const seen = new Set<string>()
  for (const write of writes) {
    const key = keyOf(write)
    checkKey(key)
    seen.add(`${key.pk}\n${key.sk}`)
    if (write.if !== undefined) checkCondition(write.if)
    if ('put' in write) checkItem(write.put)
    else if ('update' in write) checkChange(write.change)
  }
  if (seen.size < writes.length) throw new StoreError('store.misuse', 'two writes for one item')
}

/** The same for an update; a change that fits no item is `store.unfit`. */
export function checkUpdate(key: Key, change: Change, condition?: Condition): void {
  checkKey(key)
  if (condition !== undefined) checkCondition(condition)
  checkChange(change)
}

function checkChange(change: Change): void {
  const fault = findFault(change)
  if (fault !== undefined) throw new StoreError('store.unfit', fault)
  for (const path in change.set) checkOperand(change.set[path] as Operand)
  for (const path in change.add) checkValue(change.add[path] as number | Set<string>)
  for (const path in change.drop) checkValue(change.drop[path] as Set<string>)
}

/** Whether a write may happen: its condition holds, and what only removes has an item to remove from. */
export function mayWrite(write: Write, before: Item | undefined): boolean {
  if ('update' in write) return mayChange(before, write.change, write.if)
  return write.if === undefined || holds(before, write.if)
}

/** The same for a change. */
export function mayChange(before: Item | undefined, change: Change, condition?: Condition): boolean {
  if (before === undefined && onlyRemoves(change)) return false
  return condition === undefined || holds(before, condition)
}

/** The item after an allowed write; throws a `StoreError` when what comes of it cannot be kept. */
export function nextItem(write: Write, before: Item | undefined): Item | undefined {
  if ('put' in write) return write.put
  if ('update' in write) return changeItem(before, write.update, write.change)
  return 'remove' in write ? undefined : before
}

/** The item after an allowed change: `store.unfit` when the change does not fit it, `store.tooLarge`, `store.misuse`. */
export function changeItem(before: Item | undefined, key: Key, change: Change): Item {
  const changed = applyChange(before, key, change)
  if (!changed.ok) throw new StoreError('store.unfit', changed.error)
  checkSize(changed.item)
  checkEntries(changed.item)
  return changed.item
}

function checkItem(item: Item): void {
  checkValue(item)
  checkSize(item)
  checkEntries(item)
}

function checkEntries(item: Item): void {
  dueOf(item)
  areaOf(item)
}

function checkOperand(operand: Operand): void {
  if ('value' in operand) checkValue(operand.value)
  if ('append' in operand) checkValue(operand.append)
  if ('orElse' in operand && operand.orElse !== undefined) checkValue(operand.orElse)
}
