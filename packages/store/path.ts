/**
 * Paths into an item: `u` or `u.a`, map keys only, as DynamoDB's document paths without list indexes.
 */
import { StoreError } from './errors.ts'
import type { Item, Path, Value } from './table.ts'

/** Whether a value is a map: neither a list, nor bytes, nor a set. */
export function isMap(value: Value | undefined): value is Item {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof Uint8Array) &&
    !(value instanceof Set)
  )
}

/** The names along a path; throws `store.misuse` where one is not [A-Za-z0-9_]+. */
export function splitPath(path: Path): string[] {
  const names = path.split('.')
  for (const name of names) {
    if (!/^\w+$/.test(name) || name === '__proto__') throw new StoreError('store.misuse', 'a path is malformed')
  }
  return names
}

/** The value at a path, or undefined where any part of the way is absent or no map. */
export function readPath(item: Item | undefined, path: Path): Value | undefined {
  if (item === undefined) return undefined
  if (!path.includes('.')) return Object.hasOwn(item, path) ? item[path] : undefined
  let value: Value | undefined = item
  for (const name of path.split('.')) {
    if (!isMap(value) || !Object.hasOwn(value, name)) return undefined
    value = value[name]
  }
  return value
}

/** Whether one path is, or lies inside, another. */
export function overlaps(a: Path, b: Path): boolean {
  return a === b || a.startsWith(`${b}.`) || b.startsWith(`${a}.`)
}
