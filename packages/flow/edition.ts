/**
 * What was once published: the structure of every flow as callers have met it. A conversation that began under an older
 * edition goes on under it, with the newest words that structure ever had; people are never moved in mid-sentence.
 */
import type { Bundle, Library } from './library.ts'
import { joinLibraries } from './library.ts'
import type { Places } from './place.ts'
import type { Table } from './table.ts'

/** One publication: `on` is its civil date; `newest` and `shapes` are the library's of that day. */
export type Edition = { on: string; newest: Record<string, string>; shapes: Record<string, Bundle> }

/** All that was published and is still kept, oldest edition first; tables by `flow@own`, lists of places by their hash. */
export type Published = { editions: Edition[]; tables: Record<string, Table>; places: Record<string, Places> }

/** How many editions are kept: a conversation lives at most seven days and a half. */
export const MOST_EDITIONS = 5

/** The library with every edition still kept, so that what began under one can be folded. */
export function joinEditions(library: Library, { editions, tables, places }: Published): Library {
  // A place is chosen by its place in a list, so the lists of that day are kept with it.
  return editions.reduceRight(
    (joined, { newest, shapes }) => joinLibraries(joined, { ...library, newest, shapes, tables, places }),
    library,
  )
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
  const atlases = new Set(editions.flatMap(({ shapes }) => Object.values(shapes).map((bundle) => bundle.places)))
  const places = Object.entries({ ...published.places, ...library.places }).filter(([atlas]) => atlases.has(atlas))
  return {
    editions,
    tables: Object.fromEntries(sorted(Object.fromEntries(tables))),
    places: Object.fromEntries(places),
  }
}

const sorted = <Of>(named: Record<string, Of>): [string, Of][] =>
  Object.entries(named).sort(([one], [other]) => (one < other ? -1 : 1))
