/** Stub: the signature is final. */
import type { ActionSpec } from './action.ts'
import type { Finding } from './finding.ts'
import type { PlaceRow } from './place.ts'
import type { Profile } from './profile.ts'

/** Everything wrong or doubtful in these files, messages included, sorted by file and line. */
export function checkFlows(
  _files: Record<string, string>,
  _places: PlaceRow[],
  _actions: ActionSpec[],
  _profiles: Profile[],
): Finding[] {
  throw new Error('flow.unfinished')
}
