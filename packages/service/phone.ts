/**
 * The phone item: what the line knows of one number, under its pseudonym. It is the only authority on STOP, language,
 * privacy and consent; `rev` moves with links, so that registrations of one phone by USSD, SMS and a worker serialise.
 */

import type { Hours } from '@dhatri/care/quiet'
import { phoneKey } from '@dhatri/store/items'
import type { Change, Condition, Item, Value } from '@dhatri/store/table'
import type { World } from './world.ts'

/**
 * Who hangs on a phone: at most eight women, a worker's code, and whether it is "mine, full". `refused` are those of whom
 * the phone said that it is not theirs, or that they want nothing: what is said from it does not concern them.
 */
export type Links = { women: string[]; refused: string[]; worker?: string; isFull: boolean }

/** The phone as the code reads it; absent items read as a phone nobody has registered. */
export type PhoneState = {
  pseudonym: string
  language: string
  links: Links
  rev: number
  isStopped: boolean
  epoch: number
  /** Instant of the last STOP or START: nothing due before it goes out any more. */
  since: number
  /** News of a loss came from this phone and it is not known whose it is. */
  isHeld: boolean
  /** When it last said no to being written to, or that the number is wrong. */
  refusedAt?: number
  /** It is on the pilot's list: clinical words may go to it before a clinician has signed them. */
  isPilot: boolean
  /** When it may be disturbed, in minutes of the day, as its holder said. */
  safe?: Hours
  /** The last message that was pushed to it, and what it was, for the rule of one in twelve hours. */
  last?: { at: number; by: string }
  item: Item | undefined
}

/** Most women on one phone. */
export const mostWomen = 8

const isMap = (value: Value | undefined): value is { [name: string]: Value } =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  !(value instanceof Set) &&
  !(value instanceof Uint8Array)

/** Reads links as the store holds them: `{ w: [ids], x: [ids], h: worker, p: 1 }`. */
export function readLinks(value: Value | undefined): Links {
  if (!isMap(value)) return { women: [], refused: [], isFull: false }
  const [women, refused] = [readIds(value['w']), readIds(value['x'])]
  const worker = value['h']
  return { women, refused, isFull: value['p'] === 1, ...(typeof worker === 'string' ? { worker } : {}) }
}

const readIds = (value: Value | undefined): string[] =>
  Array.isArray(value) ? value.filter((id): id is string => typeof id === 'string') : []

/** Safe hours as the store holds them: `{ f: 540, t: 720 }`. */
function readSafe(value: Value | undefined): { safe?: Hours } {
  if (!isMap(value)) return {}
  const { f, t } = value
  return typeof f === 'number' && typeof t === 'number' ? { safe: { from: f, to: t } } : {}
}

/** Links as the store holds them. */
export function writeLinks(links: Links): Value {
  return {
    w: links.women,
    ...(links.refused.length === 0 ? {} : { x: links.refused }),
    ...(links.worker === undefined ? {} : { h: links.worker }),
    ...(links.isFull ? { p: 1 } : {}),
  }
}

/** Links of a phone nobody has registered. */
export const nobody: Value = { w: [] }

/** The phone as the code reads it. */
export function readPhoneItem(pseudonym: string, item: Item | undefined): PhoneState {
  const number = (name: string) => (typeof item?.[name] === 'number' ? item[name] : 0)
  return {
    pseudonym,
    language: typeof item?.['lang'] === 'string' ? item['lang'] : 'bn',
    links: readLinks(item?.['links']),
    rev: number('rev'),
    isStopped: item?.['stop'] === 1,
    epoch: number('epoch'),
    since: number('since'),
    isHeld: item?.['hold'] instanceof Set,
    isPilot: item?.['pilot'] === 1,
    ...(typeof item?.['no'] === 'number' ? { refusedAt: item['no'] } : {}),
    ...readSafe(item?.['safe']),
    ...(typeof item?.['last'] === 'number' && typeof item['lastBy'] === 'string'
      ? { last: { at: item['last'], by: item['lastBy'] } }
      : {}),
    item,
  }
}

/** Loads a phone; strongly, where a hand-off depends on it. */
export async function loadPhone(world: World, pseudonym: string, isStrong = false): Promise<PhoneState> {
  return readPhoneItem(pseudonym, await world.table.get(phoneKey(pseudonym), { isStrong }))
}

/** The condition that nobody has changed the phone's links since they were read. */
export function isUnchanged(phone: PhoneState): Condition {
  return phone.item?.['rev'] === undefined ? { op: 'absent', path: 'rev' } : { op: '=', path: 'rev', value: phone.rev }
}

/** Seals a number under the phone's own key, so that what is sent later needs nothing but the pseudonym. */
export async function sealNumber(world: World, pseudonym: string, number: string): Promise<Uint8Array> {
  const sealer = await world.keyring.newWoman(`phone-${pseudonym}`)
  return sealer.seal(number, `P#${pseudonym}|num`)
}

/** Opens the number of a phone; undefined when it was never kept or has been erased. */
export async function openNumber(world: World, phone: PhoneState): Promise<string | undefined> {
  const sealed = phone.item?.['num']
  if (!(sealed instanceof Uint8Array)) return undefined
  const sealer = await world.keyring.woman(`phone-${phone.pseudonym}`)
  return sealer.open(sealed, `P#${phone.pseudonym}|num`)
}

/** The change that keeps links, number and a new `rev` on a phone. */
export function linkChange(phone: PhoneState, links: Links, number: Uint8Array | undefined): Change {
  return {
    set: {
      links: { value: writeLinks(links) },
      rev: { value: phone.rev + 1 },
      ...(number === undefined || phone.item?.['num'] !== undefined ? {} : { num: { value: number } }),
    },
  }
}

/** Links on which a woman is spoken for by the phone, or is not: she stands in one of the two lists. */
export function placeLink(links: Links, id: string, isRefused: boolean): Links {
  const { women, refused } = leaveLinks(links, id)
  if (!isRefused) return { ...links, women: [...women, id], refused }
  return { ...links, women, refused: [...refused, id].slice(-mostWomen) }
}

/** Links without a woman. */
export function leaveLinks(links: Links, id: string): Links {
  const without = (ids: string[]) => ids.filter((each) => each !== id)
  return { ...links, women: without(links.women), refused: without(links.refused) }
}

/** Whether a phone said no, or that the number is wrong, so lately that it is not asked about anybody else. */
export function hasRefused({ rules, now }: World, { refusedAt }: PhoneState): boolean {
  return refusedAt !== undefined && now() < refusedAt + rules.policy.asksAgain
}
