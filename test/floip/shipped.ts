/** The shipped flows, those that are told in our language elsewhere in the tests, and what comes of them as FLOIP and back. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readPlaces } from '@dhatri/care/roster.places'
import type { Export } from '@dhatri/exchange/floip.export'
import { exportWanted } from '@dhatri/exchange/floip.fixture'
import { importContainer } from '@dhatri/exchange/floip.import'
import { type Draft, draftFlows } from '@dhatri/flow/load'
import { profiles, readFlowFiles, shippedFolder } from '@dhatri/functions/content'
import { actionSpecs } from '@dhatri/service/actions'

const files = readFlowFiles(shippedFolder)
const { places } = readPlaces(readFileSync(join(shippedFolder, 'places/places.csv'), 'utf8'))

/** The shipped flows, some of them replaced. */
export function draftShipped(changed: Record<string, string> = {}): Draft {
  return draftFlows({ ...files, ...changed }, places, actionSpecs, profiles)
}

/** The words of the shipped engine. */
export const engine = files['engine.yaml'] ?? ''

/** A draft as FLOIP, every flow of it. */
export const exportDraft = (draft: Draft): Export => exportWanted(draft, [])

/** The flow files that come of a container's text; throws where it is refused or anything is left out. */
export function importText(text: string, { library }: Draft): Record<string, string> {
  const result = importContainer(text, { vocabulary: library, flows: [] })
  if (!result.ok) throw new Error(JSON.stringify(result.refusals))
  if (result.notes.length > 0) throw new Error(JSON.stringify(result.notes))
  return result.files
}
