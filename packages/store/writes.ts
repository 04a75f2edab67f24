/**
 * What is common to every store about a write: which item it is for, whether it is allowed at all, and what becomes of
 * the item. AWS allows 100 writes in one transaction, and none of them twice on one item.
 */
import { applyChange, onlyRemoves } from './change.ts'
import { checkCondition, holds } from './condition.ts'
import { StoreError } from './errors.ts'
import { areaOf, dueOf } from './sparse.ts'
import type { Change, Condition, Item, Key, Operand, Write } from './table.ts'
import { checkKey, checkSize, checkValue } from './value.ts'

/** The most writes in one transaction. */
export const mostWrites = 100

/** What became of a write: its condition failed, or the item as it shall be (the same object: nothing to do). */
export type Effect = { holds: false } | { holds: true; next: Item | undefined }

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

/** The same for an update. */
export function checkUpdate(key: Key, change: Change, condition?: Condition): void {
  checkKey(key)
  if (condition !== undefined) checkCondition(condition)
  checkChange(change)
}

function checkChange(change: Change): void {
  for (const path in change.set) checkOperand(change.set[path] as Operand)
  for (const path in change.add) checkValue(change.add[path] as number | Set<string>)
  for (const path in change.drop) checkValue(change.drop[path] as Set<string>)
}

/** Judges a write against the item as it is; throws a `StoreError` when what comes of it cannot be kept. */
export function tryWrite(write: Write, before: Item | undefined): Effect {
  if (write.if !== undefined && !holds(before, write.if)) return { holds: false }
  if ('put' in write) return { holds: true, next: write.put }
  if ('update' in write) return tryChange(before, write.update, write.change)
  return { holds: true, next: 'remove' in write ? undefined : before }
}

/** The same for a change: `store.unfit` when it does not fit the item, `store.tooLarge`, `store.misuse`. */
export function tryChange(before: Item | undefined, key: Key, change: Change, condition?: Condition): Effect {
  if (condition !== undefined && !holds(before, condition)) return { holds: false }
  if (before === undefined && onlyRemoves(change)) return { holds: false }
  const changed = applyChange(before, key, change)
  if (!changed.ok) throw new StoreError('store.unfit', changed.error)
  checkSize(changed.item)
  checkEntries(changed.item)
  return { holds: true, next: changed.item }
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
