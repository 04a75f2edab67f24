/** Stub: the signatures are final. */
import type { ActionSpec } from './action.ts'
import type { Language } from './channel.ts'
import type { Finding } from './finding.ts'
import type { PlaceRow, Places } from './place.ts'
import type { Profile } from './profile.ts'
import type { Table } from './table.ts'
import type { Text } from './wording.ts'

/** What a language is called, how numbers and months are spoken in it, and what stands in where it has no words. */
export type Speech = { name: string; instead: Language[]; numbers: string[]; months: string[] }

/**
 * Everything a turn reads: compiled flows by name and shape, the engine's words, places and gateway profiles. Plain
 * JSON. `shapes` gives for `flow@shape` the tables (`flow@own`) of every flow that conversation can reach.
 */
export type Library = {
  tables: Record<string, Table>
  shapes: Record<string, { tables: Record<string, string>; places: string }>
  newest: Record<string, string>
  words: Record<string, Text>
  synonyms: Record<string, string[]>
  languages: Record<Language, Speech>
  places: Record<string, Places>
  profiles: Record<string, Profile>
}

/** Flows that can be used, with warnings; or what keeps them from being used. */
export type Loading = { ok: true; library: Library; findings: Finding[] } | { ok: false; findings: Finding[] }

/**
 * Compiles flow files by name (`register.yaml`, `flows/engine.yaml`; folders below such as `messages/` are passed over).
 * Any error refuses the whole set: the old one keeps running.
 */
export function loadFlows(
  _files: Record<string, string>,
  _places: PlaceRow[],
  _actions: ActionSpec[],
  _profiles: Profile[],
): Loading {
  throw new Error('flow.unfinished')
}

/** The shape a conversation that starts now in this flow must pin; undefined when there is no such flow. */
export function shapeOf(library: Library, flow: string): string | undefined {
  return Object.hasOwn(library.newest, flow) ? library.newest[flow] : undefined
}

/** The newer library, still able to fold conversations begun under the older one. */
export function joinLibraries(_newer: Library, _older: Library): Library {
  throw new Error('flow.unfinished')
}
