/** What the checker refuses in a folder of flows: nothing of it is published or put forward as a correction. */
import { inspectFlows } from '@dhatri/flow/check'
import { withLatin } from '@dhatri/flow/profile'
import { profiles } from '@dhatri/functions/content'
import { actionSpecs } from '@dhatri/service/actions'
import { readBeside } from './beside.ts'
import { printFinding } from './check.print.ts'

/** Every error of a folder as a line; sounds are left out, for words are spoken after they are written. */
export function listRefusals(folder: string): string[] {
  const { files, places, beside, faults } = readBeside(folder)
  const { findings } = inspectFlows(files, places, actionSpecs, withLatin(profiles), beside)
  return [...faults, ...findings]
    .filter(({ level, rule }) => level === 'error' && !rule.startsWith('sound.'))
    .map((finding) => printFinding(finding))
}
