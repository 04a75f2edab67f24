/**
 * The port to the store: what DynamoDB does well, and nothing more, so that one machine and a cloud table give the same
 * answers. Semantics are those of DynamoDB's expressions (AWS, "Expressions in DynamoDB"): conditions are checked
 * first, a change reads the item as it was before, and an absent attribute compares with nothing (so `<>` holds).
 */

/** A value without parts; a number is 0 or between 1e-130 and 1e126 in size, as DynamoDB keeps them. */
export type Scalar = string | number | boolean | null | Uint8Array

/** Anything an attribute holds; a set is never empty. */
export type Value = Scalar | Value[] | { [name: string]: Value } | Set<string>

/** An item's attributes by name; `pk` and `sk` are among them when it comes from a table. */
export type Item = { [name: string]: Value }

/** Where an item lies: partition and sort key, each of 1 to 200 characters, none of them a control character. */
export type Key = { pk: string; sk: string }

/** An attribute, or a key inside a map: `u` or `u.a`; names are [A-Za-z0-9_]+. */
export type Path = string

/**
 * What must hold for an item as it is, an absent item being one without attributes. `size` counts the parts of lists,
 * maps and sets and the bytes of binaries; only numbers, strings and bytes have an order.
 */
export type Condition =
  | { op: 'absent' | 'present'; path: Path }
  | { op: '=' | '<>' | '<' | '<=' | '>' | '>='; path: Path; value: Scalar }
  | { op: 'size'; is: '=' | '<' | '>'; path: Path; value: number }
  | { op: 'contains'; path: Path; value: string }
  | { op: 'not'; of: Condition }
  | { op: 'and' | 'or'; of: Condition[] }

/** What a path is set to: a value, another path's value (or a value where that is absent), or a list made longer. */
export type Operand =
  | { value: Value }
  | { path: Path }
  | { path: Path; orElse: Value }
  | { append: Value[]; to: Path; orElse?: Value[] }

/**
 * How an item changes; every operand reads the item as it was before, and no two paths may overlap. `add` and `drop`
 * take top-level attributes. A nested path whose parent is absent, or a list made longer that is none, is a bug and is
 * thrown as `store.unfit`; a change that only removes fails on an absent item as a condition does.
 */
export type Change = {
  set?: Record<Path, Operand>
  remove?: Path[]
  add?: Record<Path, number | Set<string>>
  drop?: Record<Path, Set<string>>
}

/** One part of a `write`: put a whole item, update or remove one, or only check one. */
export type Write =
  | { put: Item & Key; if?: Condition }
  | { update: Key; change: Change; if?: Condition }
  | { remove: Key; if?: Condition }
  | { check: Key; if: Condition }

/** The item after the change; or, when the condition failed, as it is (undefined: there is none). */
export type Updated = { ok: true; item: Item } | { ok: false; item: Item | undefined }

/** All was written; or nothing was, with the numbers of the writes that failed and, side by side, their items as they are. */
export type Written = { ok: true } | { ok: false; failed: number[]; items: (Item | undefined)[] }

/** The key of an item and the instant (ms) at which it must be looked at. */
export type Due = Key & { due: number }

/** A table of items under keys; throws `StoreError` for faults of the infrastructure and for requests that are bugs. */
export interface Table {
  /** One item; without `isStrong` it may be a moment old. */
  get(key: Key, options?: { isStrong?: boolean }): Promise<Item | undefined>
  /** The items under `pk` whose `sk` begins with `prefix`, in `sk` order, starting beyond the `sk` given as `after`. */
  query(pk: string, prefix: string, options?: { limit?: number; after?: string; isBackward?: boolean }): Promise<Item[]>
  /** Changes one item, or makes it, in one call: the conversation turn. */
  update(key: Key, change: Change, condition?: Condition): Promise<Updated>
  /** Writes 1 to 100 items, all or nothing and no item twice; a single write is a plain call. */
  write(writes: Write[]): Promise<Written>
  /** Items with numbers `shard` and `due` (ms) that are due at or before `before`, oldest first; may lag a moment. */
  due(shard: number, before: number, limit: number): Promise<Due[]>
  /** Items with this string `area` (one per `pk`), in `pk` order, starting beyond the `pk` given; may lag a moment. */
  list(area: string, options?: { after?: string; limit?: number }): Promise<Item[]>
  /** Lets go of files and sockets, after everything under way has been written. */
  close(): Promise<void>
}
