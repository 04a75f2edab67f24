/** Looks over all flows and messages before anyone hears them. What it refuses cannot be shipped. */
import type { ActionSpec } from './action.ts'
import type { Audit } from './audit.ts'
import { isClean, sortFindings } from './book.ts'
import { checkArms } from './checks/arms.ts'
import { checkAsks } from './checks/asks.ts'
import { checkConditions } from './checks/conditions.ts'
import { checkEngine } from './checks/engine.ts'
import { checkItems, weighItems } from './checks/item.ts'
import { checkKeys } from './checks/keys.ts'
import { checkKeywords, type Readers } from './checks/keywords.ts'
import { checkKnown } from './checks/known.ts'
import { checkLanguages } from './checks/languages.ts'
import { checkLength, type LengthFigures } from './checks/length.ts'
import { checkLetters } from './checks/letters.ts'
import { checkMessages } from './checks/messages.ts'
import { checkFirstScreens } from './checks/neutral.ts'
import { checkOptions } from './checks/options.ts'
import { checkReach } from './checks/reach.ts'
import { checkReads } from './checks/reads.ts'
import { type Clinical, checkReview, listClinical } from './checks/review.ts'
import { checkSeconds, type SecondFigures } from './checks/seconds.ts'
import { checkSegments } from './checks/segments.ts'
import { checkSends } from './checks/sends.ts'
import { checkSounds, type SoundFigures } from './checks/sounds.ts'
import { checkStructure } from './checks/structure.ts'
import { checkUsage } from './checks/usage.ts'
import { listUtterances } from './checks/utterance.ts'
import { checkHardWords } from './checks/words.ts'
import { checkWriting } from './checks/writing.ts'
import { isFlowFile, nameOf } from './files.ts'
import type { Finding } from './finding.ts'
import { draftFlows } from './load.ts'
import { draftMessages } from './message.load.ts'
import type { PlaceRow } from './place.ts'
import { type Profile, SAFE_PROFILE } from './profile.ts'
import type { Sounds } from './sound.ts'
import { listWritten } from './vocabulary.ts'

/** What lies beside the flows; what is not handed over is not checked. */
export type Beside = {
  sounds?: Sounds
  /** The lists of words that act in a text message. */
  readers?: Readers
  /** Names of the messages that the programme sends by itself; without them a set of flows is not taken to be all. */
  sent?: ReadonlySet<string>
}

/** What was counted and measured; `items` are the bytes of a phone's item after each flow. */
export type Figures = {
  flows: number
  messages: number
  texts: number
  length: LengthFigures
  segments: number
  items: Record<string, number>
  sounds?: SoundFigures
  seconds?: SecondFigures
}

/** One look over everything: findings sorted by file and line, figures, and the files with clinical words. */
export type Report = { findings: Finding[]; figures?: Figures; clinical: Clinical[] }

/** Everything wrong or doubtful in these files, messages included, sorted by file and line, each thing once. */
export function checkFlows(
  files: Record<string, string>,
  places: PlaceRow[],
  actions: ActionSpec[],
  profiles: Profile[],
  beside: Beside = {},
): Finding[] {
  return inspectFlows(files, places, actions, profiles, beside).findings
}

/** The same with figures and the clinical files; without the engine's words there is nothing to measure by. */
export function inspectFlows(
  files: Record<string, string>,
  places: PlaceRow[],
  actions: ActionSpec[],
  profiles: Profile[],
  { sounds, readers, sent }: Beside = {},
): Report {
  const draft = draftFlows(files, places, actions, profiles)
  const findings = [...draft.findings]
  if (draft.engine === undefined) return { findings, clinical: [] }
  const messages = draftMessages(files, findings, listWritten(draft.library.languages))
  const audit: Audit = { ...draft, messages, findings, profiles: profiles.length > 0 ? profiles : [SAFE_PROFILE] }
  // What only a whole set can tell is not said of one with holes: everything would seem to lead nowhere.
  const isWhole = isClean(draft.findings)
  const names = Object.keys(files).filter(isFlowFile).map(nameOf)
  checkStructure(audit, names)
  if (isWhole && sent !== undefined) checkReach(audit, sent)
  checkKnown(audit, actions)
  checkReads(audit, actions)
  checkConditions(audit, actions)
  checkArms(audit)
  checkSends(audit, actions)
  checkUsage(audit)
  checkKeys(audit)
  checkLanguages(audit)
  checkLetters(audit)
  checkOptions(audit)
  checkWriting(audit)
  checkHardWords(audit, files)
  checkFirstScreens(audit)
  checkReview(audit, files)
  checkEngine(audit)
  checkMessages(audit, names)
  checkAsks(audit)
  checkItems(audit, actions)
  if (readers !== undefined) checkKeywords(audit, readers)
  const figures: Figures = {
    flows: audit.flows.length,
    messages: messages.length,
    texts: listUtterances(audit).reduce((sum, { source }) => sum + Object.keys(source.byKey).length, 0),
    length: checkLength(audit),
    segments: checkSegments(audit),
    items: Object.fromEntries(weighItems(audit, actions)),
    ...(sounds && { sounds: checkSounds(audit, sounds, isWhole), seconds: checkSeconds(audit, sounds) }),
  }
  return { findings: sortFindings(keepFirst(withoutEcho(findings))), figures, clinical: listClinical(audit) }
}

/** A misspelt placeholder is one slip: that the other language has not the same slip is not worth a word. */
function withoutEcho(findings: Finding[]): Finding[] {
  const nameIn = ({ words }: Finding): string => /\{[^}]*\}/.exec(words)?.[0] ?? ''
  const unknown = new Set(
    findings.flatMap((one) => (one.rule === 'placeholder.unknown' ? [`${one.file} ${nameIn(one)}`] : [])),
  )
  return findings.filter((one) => one.rule !== 'text.placeholders' || !unknown.has(`${one.file} ${nameIn(one)}`))
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
