/** Explores a folder of flows with all that their conversations depend on: actions, profiles, sounds, words of danger. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { loadPhrases } from '@dhatri/care/danger.phrases'
import { exploreFlows } from '@dhatri/flow/explore/explore'
import type { Exploration } from '@dhatri/flow/explore/ground'
import { draftFlows } from '@dhatri/flow/load'
import type { PlaceRow } from '@dhatri/flow/place'
import { withLatin } from '@dhatri/flow/profile'
import { profiles } from '@dhatri/functions/content'
import { actionSpecs } from '@dhatri/service/actions'
import { hearDanger } from '@dhatri/service/hear'

/** What came of it, and how many seconds it took. */
export type Explored = { exploration: Exploration; seconds: number }

/** Explores flow files that the checker found no error in; `folder` holds the sounds and the words of danger. */
export function exploreFolder(files: Record<string, string>, places: PlaceRow[], folder: string): Explored {
  const began = performance.now()
  const all = withLatin(profiles)
  const draft = draftFlows(files, places, actionSpecs, all)
  const exploration = exploreFlows({
    ...draft,
    actions: actionSpecs,
    profiles: all,
    seconds: readSeconds(join(folder, 'audio/manifest.json')),
    ...hearing(join(folder, 'danger/phrases.yaml'), draft.library),
  })
  return { exploration, seconds: (performance.now() - began) / 1000 }
}

/** Seconds of each recording; none where nothing was recorded. */
function readSeconds(file: string): Record<string, number> {
  if (!existsSync(file)) return {}
  const clips = Object.entries<{ seconds: number }>(JSON.parse(readFileSync(file, 'utf8')))
  return Object.fromEntries(clips.map(([key, { seconds }]) => [key, seconds]))
}

/** How danger is heard in a text message; a list that is broken is the business of whoever loads it. */
function hearing(file: string, library: Parameters<typeof hearDanger>[0]['library']) {
  const loaded = existsSync(file) ? loadPhrases(readFileSync(file, 'utf8')) : undefined
  if (!loaded?.ok) return {}
  const { phrases } = loaded
  return { isDanger: (text: string): boolean => hearDanger({ library, phrases }, text) !== undefined }
}
