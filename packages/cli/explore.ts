/** Explores a folder of flows with all that their conversations depend on: actions, profiles, sounds, words of danger. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { loadPhrases } from '@dhatri/care/danger.phrases'
import { classEdit } from '@dhatri/flow/edit'
import { exploreFlows } from '@dhatri/flow/explore/explore'
import type { Exploration, Ground } from '@dhatri/flow/explore/ground'
import type { Finding } from '@dhatri/flow/finding'
import { type Draft, draftFlows } from '@dhatri/flow/load'
import type { PlaceRow } from '@dhatri/flow/place'
import { withLatin } from '@dhatri/flow/profile'
import { listPrompts } from '@dhatri/flow/render'
import type { Table } from '@dhatri/flow/table'
import { profiles } from '@dhatri/functions/content'
import { actionSpecs } from '@dhatri/service/actions'
import { hearDanger } from '@dhatri/service/hear'
import { hashWords, type Manifest } from './prompts.clip.ts'

/** What came of it, and how many seconds it took. */
export type Explored = { exploration: Exploration; seconds: number }

/** Explores flow files that the checker found no error in; `folder` holds the sounds and the words of danger. */
export function exploreFolder(files: Record<string, string>, places: PlaceRow[], folder: string): Explored {
  const began = performance.now()
  const draft = draftFlows(files, places, actionSpecs, withLatin(profiles))
  const exploration = exploreFlows(groundOf(draft, folder, readClips(folder)))
  return { exploration, seconds: (performance.now() - began) / 1000 }
}

/**
 * What exploring refuses in flows whose words are not those of `before`: as much is walked as they can have spoilt. A
 * recording of other words says nothing of how long the new ones take.
 */
export function exploreChanged(
  files: Record<string, string>,
  places: PlaceRow[],
  folder: string,
  before: (flow: string) => Table | undefined,
): Finding[] {
  // Pages are part of a flow's shape, so what is compared is made for the same screens as what was published.
  const changed = draftFlows(files, places, actionSpecs, profiles).flows.flatMap(({ table }) => {
    const old = before(table.flow)
    return old !== undefined && classEdit(old, table).class === 'none' ? [] : [table.flow]
  })
  if (changed.length === 0) return []
  const draft = draftFlows(files, places, actionSpecs, withLatin(profiles))
  const clips = readClips(folder)
  for (const { key, text } of Object.keys(draft.library.languages).flatMap((one) => listPrompts(draft.library, one)))
    if (clips[key]?.text !== hashWords(text)) delete clips[key]
  const { findings } = exploreFlows({ ...groundOf(draft, folder, clips), changed: new Set(changed) })
  return findings.filter(({ level }) => level === 'error')
}

function groundOf(draft: Draft, folder: string, clips: Manifest): Ground {
  return {
    ...draft,
    actions: actionSpecs,
    profiles: withLatin(profiles),
    seconds: Object.fromEntries(Object.entries(clips).map(([key, { seconds }]) => [key, seconds])),
    ...hearing(join(folder, 'danger/phrases.yaml'), draft.library),
  }
}

/** The sounds by key; none where nothing was recorded. */
function readClips(folder: string): Manifest {
  const file = join(folder, 'audio/manifest.json')
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {}
}

/** How danger is heard in a text message; a list that is broken is the business of whoever loads it. */
function hearing(file: string, library: Parameters<typeof hearDanger>[0]['library']) {
  const loaded = existsSync(file) ? loadPhrases(readFileSync(file, 'utf8')) : undefined
  if (!loaded?.ok) return {}
  const { phrases } = loaded
  return { isDanger: (text: string): boolean => hearDanger({ library, phrases }, text) !== undefined }
}
