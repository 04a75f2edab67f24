/** A file as read, before it means anything: texts, lists and maps, each knowing where it stands. */

/** A place in a file; both count from 1. */
export type Spot = { line: number; column: number }

/** A text as written: numbers, dates and `yes` stay the characters the author typed. */
export type Scalar = Spot & { kind: 'scalar'; text: string }

/** A list. */
export type List = Spot & { kind: 'list'; items: Node[] }

/** A map, in the order written. */
export type Mapping = Spot & { kind: 'map'; entries: Entry[] }

/** Anything in a file. */
export type Node = Scalar | List | Mapping

/** One key of a map, with the place of the key itself. */
export type Entry = Spot & { key: string; node: Node }

/** The entry of a key, if the map has it. */
export function findEntry(map: Mapping, key: string): Entry | undefined {
  return map.entries.find((entry) => entry.key === key)
}

/** The place alone. */
export function spotOf({ line, column }: Spot): Spot {
  return { line, column }
}
