/**
 * What an item becomes by a change, as DynamoDB's update expressions make it: every operand reads the item as it was,
 * no two paths overlap, a nested path needs its parent. The item given is left as it is.
 */
import { isMap, overlaps, readPath, splitPath } from './path.ts'
import type { Change, Item, Key, Operand, Path, Value } from './table.ts'

/** Why a change does not fit an item. */
export type ChangeFault =
  | 'change.overlap'
  | 'change.key'
  | 'change.nested'
  | 'change.noParent'
  | 'change.noOperand'
  | 'change.notList'
  | 'change.notNumber'
  | 'change.notSet'

/** The item after the change, or why it does not fit. */
export type Changed = { ok: true; item: Item } | { ok: false; error: ChangeFault }

type Resolved = { ok: true; value: Value | undefined } | { ok: false; error: ChangeFault }

/** Whether a change only takes away, so that it has nothing to do where there is no item. */
export function onlyRemoves(change: Change): boolean {
  return isEmpty(change.set) && isEmpty(change.add)
}

/** What is wrong with a change whatever the item: two paths that overlap, a key, a nested counter or set. */
export function findFault(change: Change): ChangeFault | undefined {
  const flat = [...Object.keys(change.add ?? {}), ...Object.keys(change.drop ?? {})]
  if (flat.some((path) => path.includes('.'))) return 'change.nested'
  const paths = [...Object.keys(change.set ?? {}), ...(change.remove ?? []), ...flat]
  for (const [n, path] of paths.entries()) {
    const [top] = splitPath(path)
    if (top === 'pk' || top === 'sk') return 'change.key'
    for (let m = 0; m < n; m++) if (overlaps(path, paths[m] ?? '')) return 'change.overlap'
  }
  return undefined
}

/**
 * Changes a copy of the item, or makes one under the key; parts that do not change are shared with `before`. The change
 * must be one in which `findFault` finds nothing.
 */
export function applyChange(before: Item | undefined, key: Key, change: Change): Changed {
  const item: Item = before === undefined ? { pk: key.pk, sk: key.sk } : { ...before }
  const own = new Set<Item>([item])
  for (const [path, next] of steps(before, change)) {
    if (!next.ok) return next
    if (!assign(item, path, next.value, own)) return { ok: false, error: 'change.noParent' }
  }
  return { ok: true, item }
}

/** Every path that changes, with the value that it gets (undefined: it goes). */
function* steps(before: Item | undefined, change: Change): Generator<[Path, Resolved]> {
  for (const path in change.set) yield [path, resolve(before, change.set[path] as Operand)]
  for (const path of change.remove ?? []) yield [path, { ok: true, value: undefined }]
  for (const path in change.add) yield [path, sum(before, path, change.add[path] as number | Set<string>)]
  for (const path in change.drop) yield [path, rest(before, path, change.drop[path] as Set<string>)]
}

function resolve(before: Item | undefined, operand: Operand): Resolved {
  if ('value' in operand) return { ok: true, value: operand.value }
  const source = 'append' in operand ? operand.to : operand.path
  const found = readPath(before, source)
  const value = found === undefined ? fallback(operand) : found
  if (value === undefined) return { ok: false, error: 'change.noOperand' }
  if (!('append' in operand)) return { ok: true, value }
  return Array.isArray(value)
    ? { ok: true, value: [...value, ...operand.append] }
    : { ok: false, error: 'change.notList' }
}

function fallback(operand: Operand): Value | undefined {
  return 'orElse' in operand ? operand.orElse : undefined
}

function sum(before: Item | undefined, path: Path, by: number | Set<string>): Resolved {
  const value = readPath(before, path)
  if (typeof by === 'number') {
    if (value !== undefined && typeof value !== 'number') return { ok: false, error: 'change.notNumber' }
    return { ok: true, value: (value ?? 0) + by }
  }
  if (value !== undefined && !(value instanceof Set)) return { ok: false, error: 'change.notSet' }
  return { ok: true, value: new Set([...(value ?? []), ...by]) }
}

function rest(before: Item | undefined, path: Path, by: Set<string>): Resolved {
  const value = readPath(before, path)
  if (value === undefined) return { ok: true, value }
  if (!(value instanceof Set)) return { ok: false, error: 'change.notSet' }
  const left = new Set([...value].filter((member) => !by.has(member)))
  return { ok: true, value: left.size > 0 ? left : undefined }
}

/** Copies every map on the way once, so that what was read before stays as it was. */
function assign(item: Item, path: Path, value: Value | undefined, own: Set<Item>): boolean {
  const names = path.split('.')
  const last = names.pop() ?? ''
  let map = item
  for (const name of names) {
    let inner = Object.hasOwn(map, name) ? map[name] : undefined
    if (!isMap(inner)) return false
    if (!own.has(inner)) {
      inner = { ...inner }
      own.add(inner)
      map[name] = inner
    }
    map = inner
  }
  if (value === undefined) delete map[last]
  else map[last] = value
  return true
}

function isEmpty(parts: object | undefined): boolean {
  return parts === undefined || Object.keys(parts).length === 0
}
