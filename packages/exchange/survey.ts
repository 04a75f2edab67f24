/** Files of flows taken apart with their places, for whoever exports from them and writes back into them. */
import type { ActionSpec } from '@dhatri/flow/action'
import type { Audit } from '@dhatri/flow/audit'
import { draftFlows } from '@dhatri/flow/load'
import { draftMessages } from '@dhatri/flow/message.load'
import type { PlaceRow } from '@dhatri/flow/place'
import { type Profile, SAFE_PROFILE } from '@dhatri/flow/profile'
import { listWritten } from '@dhatri/flow/vocabulary'

/** What flow files are read against: places, actions and the gateways' limits. */
export type Surroundings = { places: PlaceRow[]; actions: ActionSpec[]; profiles: Profile[] }

/** Takes the files apart; `findings` are the faults of reading alone. */
export function surveyFiles(files: Record<string, string>, { places, actions, profiles }: Surroundings): Audit {
  const draft = draftFlows(files, places, actions, profiles)
  const findings = [...draft.findings]
  const messages = draftMessages(files, findings, listWritten(draft.library.languages))
  return { ...draft, messages, findings, profiles: profiles.length > 0 ? profiles : [SAFE_PROFILE] }
}
