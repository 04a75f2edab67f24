/** Looks over all flows and messages before anyone hears them. What it refuses cannot be shipped. */
import type { ActionSpec } from './action.ts'
import type { Audit } from './audit.ts'
import { sortFindings } from './book.ts'
import { checkArms } from './checks/arms.ts'
import { checkConditions } from './checks/conditions.ts'
import { checkEngine } from './checks/engine.ts'
import { checkKnown } from './checks/known.ts'
import { checkLanguages } from './checks/languages.ts'
import { checkLength } from './checks/length.ts'
import { checkLetters } from './checks/letters.ts'
import { checkMessages } from './checks/messages.ts'
import { checkFirstScreen } from './checks/neutral.ts'
import { checkOptions } from './checks/options.ts'
import { checkSegments } from './checks/segments.ts'
import { checkSends } from './checks/sends.ts'
import { checkSources } from './checks/source.ts'
import { checkStructure } from './checks/structure.ts'
import { checkUsage } from './checks/usage.ts'
import type { Finding } from './finding.ts'
import { draftFlows } from './load.ts'
import { draftMessages } from './message.load.ts'
import type { PlaceRow } from './place.ts'
import { type Profile, SAFE_PROFILE } from './profile.ts'
import { listWritten } from './vocabulary.ts'

/** Everything wrong or doubtful in these files, messages included, sorted by file and line, each thing once. */
export function checkFlows(
  files: Record<string, string>,
  places: PlaceRow[],
  actions: ActionSpec[],
  profiles: Profile[],
): Finding[] {
  const draft = draftFlows(files, places, actions, profiles)
  const findings = [...draft.findings]
  if (draft.engine === undefined) return findings
  const messages = draftMessages(files, findings, listWritten(draft.library.languages))
  const audit: Audit = { ...draft, messages, findings, profiles: profiles.length > 0 ? profiles : [SAFE_PROFILE] }
  checkStructure(audit)
  checkKnown(audit, actions)
  checkConditions(audit, actions)
  checkArms(audit)
  checkSends(audit, actions)
  checkUsage(audit)
  checkLanguages(audit)
  checkLetters(audit)
  checkOptions(audit)
  checkLength(audit)
  checkSegments(audit)
  checkFirstScreen(audit)
  checkSources(audit)
  checkEngine(audit)
  checkMessages(audit)
  return sortFindings(keepFirst(findings))
}

/** A screen that overflows on five gateways is one thing to mend. */
function keepFirst(findings: Finding[]): Finding[] {
  const seen = new Set<string>()
  return findings.filter(({ file, line, column, rule }) => {
    const key = `${file}:${line}:${column}:${rule}`
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}
