/**
 * The key of every kind of item, in one place. Keys hold only keyed HMACs, random ids and public codes: never a number
 * or a name.
 */
import type { Key } from './table.ts'

/** A phone by its pseudonym. */
export function phoneKey(pseudonym: string): Key {
  return { pk: `P#${pseudonym}`, sk: 'PHONE' }
}

/** A woman's record. */
export function womanKey(id: string): Key {
  return { pk: `W#${id}`, sk: 'RECORD' }
}

/** Who a woman is, sealed. */
export function whoKey(id: string): Key {
  return { pk: `W#${id}`, sk: 'WHO' }
}

/** One thing that happened to a woman; `time` is ms since 1970, padded so that text order is time order. */
export function historyKey(id: string, time: number, event: string): Key {
  return { pk: `W#${id}`, sk: `E#${String(time).padStart(15, '0')}#${event}` }
}

/** A case: a danger sign or a question. */
export function caseKey(id: string): Key {
  return { pk: `K#${id}`, sk: 'RECORD' }
}

/** Where a woman's latest case is named. */
export function womanCaseKey(woman: string): Key {
  return { pk: `W#${woman}`, sk: 'CASE' }
}

/** A community health worker or supervisor by code. */
export function workerKey(code: string): Key {
  return { pk: `H#${code}`, sk: 'RECORD' }
}

/** A facility by code. */
export function facilityKey(code: string): Key {
  return { pk: `F#${code}`, sk: 'RECORD' }
}

/** A gateway's own id of a message that we sent. */
export function referenceKey(gateway: string, ref: string): Key {
  return { pk: `G#${gateway}#${ref}`, sk: 'REF' }
}

/** An inbound message or notification that has been taken. */
export function claimKey(gateway: string, id: string): Key {
  return { pk: `I#${gateway}#${id}`, sk: 'CLAIM' }
}

/** A short id, unique within an upazila: all of one upazila lie together, so that its women are found without an index. */
export function shortIdKey(upazila: string, id: string): Key {
  return { pk: `S#${upazila}`, sk: id }
}

/** A woman under a keyed mark of her area and the sound of her name. */
export function nameKey(mark: string, woman: string): Key {
  return { pk: `N#${mark}`, sk: `W#${woman}` }
}

/** A message of ours that is no woman's: a reply, an alert. */
export function messageKey(id: string): Key {
  return { pk: `M#${id}`, sk: 'RECORD' }
}

/** A control record: tokens, breaker, spend, pause, lease. */
export function controlKey(name: string): Key {
  return { pk: `C#${name}`, sk: 'CONTROL' }
}

/** A worker's report from a number that nobody knows, waiting for a supervisor. */
export function unverifiedKey(id: string): Key {
  return { pk: `U#${id}`, sk: 'RECORD' }
}

/** A request that somebody owes an answer to. */
export function requestKey(id: string): Key {
  return { pk: `R#${id}`, sk: 'RECORD' }
}

/** Where all corrections of texts lie. */
export const correctionsKey = 'X#corrections'

/** A correction of a text by what it corrects, proposed or live. */
export function correctionKey(name: string, state: 'proposed' | 'live'): Key {
  return { pk: correctionsKey, sk: `${state}#${name}` }
}
