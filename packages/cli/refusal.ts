/**
 * What the checker refuses in a folder of flows: nothing of it is published or put forward as a correction. Where it finds
 * nothing, what has changed since the last edition is explored too: some faults only show on the way.
 */
import { inspectFlows } from '@dhatri/flow/check'
import { lastPublished } from '@dhatri/flow/edition'
import { withLatin } from '@dhatri/flow/profile'
import { profiles } from '@dhatri/functions/content'
import { readPublished } from '@dhatri/functions/published'
import { actionSpecs } from '@dhatri/service/actions'
import { readBeside } from './beside.ts'
import { printFinding } from './check.print.ts'
import { exploreChanged } from './explore.ts'

/** Every error of a folder as a line; sounds are left out, for words are spoken after they are written. */
export function listRefusals(folder: string): string[] {
  const { files, places, beside, faults } = readBeside(folder)
  const { findings } = inspectFlows(files, places, actionSpecs, withLatin(profiles), beside)
  const found = [...faults, ...findings].filter(({ level, rule }) => level === 'error' && !rule.startsWith('sound.'))
  if (found.length > 0) return found.map((finding) => printFinding(finding))
  const published = readPublished(folder)
  const walked = exploreChanged(files, places, folder, (flow) => lastPublished(published, flow))
  return walked.map((finding) => printFinding(finding))
}
