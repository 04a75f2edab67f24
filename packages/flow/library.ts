/**
 * Everything a turn reads, as plain JSON: compiled flows by name and shape, the engine's words, places and gateway
 * profiles. Nothing here needs a compiler, so that a function which only folds does not carry one.
 */
import type { Places } from './place.ts'
import type { Profile } from './profile.ts'
import type { Table } from './table.ts'
import type { Vocabulary } from './vocabulary.ts'

/** What one conversation can reach: for each flow the key of its table, and the key of the places it asks for. */
export type Bundle = { tables: Record<string, string>; places: string }

/**
 * Compiled flows and all they need. `tables` are kept as `flow@own`, `shapes` as `flow@shape`; `newest` gives each
 * flow's shape for new conversations and `atlas` the key of the newest places.
 */
export type Library = Vocabulary & {
  tables: Record<string, Table>
  shapes: Record<string, Bundle>
  newest: Record<string, string>
  places: Record<string, Places>
  atlas: string
  profiles: Record<string, Profile>
}

/** The shape a conversation that starts now in this flow must pin; undefined when there is no such flow. */
export function shapeOf(library: Library, flow: string): string | undefined {
  return Object.hasOwn(library.newest, flow) ? library.newest[flow] : undefined
}

/** The newest table of a flow. */
export function tableOf(library: Library, flow: string): Table | undefined {
  const bundle = library.shapes[`${flow}@${shapeOf(library, flow)}`]
  return bundle && library.tables[bundle.tables[flow] ?? '']
}

/**
 * The newer library, still able to fold conversations begun under the older one. Where a flow kept its structure, old
 * conversations get its newer words.
 */
export function joinLibraries(newer: Library, older: Library): Library {
  return {
    ...newer,
    tables: { ...older.tables, ...newer.tables },
    shapes: { ...older.shapes, ...newer.shapes },
    places: { ...older.places, ...newer.places },
    profiles: { ...older.profiles, ...newer.profiles },
  }
}
