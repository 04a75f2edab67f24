/**
 * What was once published: the structure of every flow as callers have met it. A conversation that began under an older
 * edition goes on under it, with the newest words that structure ever had; people are never moved in mid-sentence.
 */
import type { Bundle, Library } from './library.ts'
import { joinLibraries } from './library.ts'
import type { Table } from './table.ts'

/** One publication: `on` is its civil date; `newest` and `shapes` are the library's of that day. */
export type Edition = { on: string; newest: Record<string, string>; shapes: Record<string, Bundle> }

/** All that was published and is still kept, oldest edition first; tables by `flow@own`. */
export type Published = { editions: Edition[]; tables: Record<string, Table> }

/** How many editions are kept: a conversation lives at most seven days and a half. */
export const MOST_EDITIONS = 5

/** The library with every edition still kept, so that what began under one can be folded. */
export function joinEditions(library: Library, { editions, tables }: Published): Library {
  return editions.reduceRight((joined, { newest, shapes }) => {
    // Places are looked up by their numbers, which do not change; the list of that day is not kept.
    const known = Object.entries(shapes).map(([pin, bundle]) => [pin, { ...bundle, places: library.atlas }] as const)
    return joinLibraries(joined, { ...library, newest, shapes: Object.fromEntries(known), tables })
  }, library)
}

/** The table of a flow as it was published last. */
export function lastPublished({ editions, tables }: Published, flow: string): Table | undefined {
  const last = editions.at(-1)
  const own = last?.shapes[`${flow}@${last.newest[flow]}`]?.tables[flow]
  return own === undefined ? undefined : tables[own]
}

/** What is published once this library is: a new edition where a structure changed, else newer words for the last. */
export function addEdition(published: Published, library: Library, on: string): Published {
  const last = published.editions.at(-1)
  const isSame = last !== undefined && JSON.stringify(sorted(last.newest)) === JSON.stringify(sorted(library.newest))
  const edition: Edition = { on, newest: library.newest, shapes: library.shapes }
  const editions = (isSame ? published.editions : [...published.editions, edition]).slice(-MOST_EDITIONS)
  const used = new Set(
    editions.flatMap(({ shapes }) => Object.values(shapes).flatMap(({ tables }) => Object.values(tables))),
  )
  const tables = Object.entries({ ...published.tables, ...library.tables }).filter(([own]) => used.has(own))
  return { editions, tables: Object.fromEntries(sorted(Object.fromEntries(tables))) }
}

const sorted = <Of>(named: Record<string, Of>): [string, Of][] =>
  Object.entries(named).sort(([one], [other]) => (one < other ? -1 : 1))
