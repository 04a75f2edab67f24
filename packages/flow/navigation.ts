/**
 * The engine's keys. USSD: 0 back, 00 start, 9 more, 99 danger; where an ask takes 0 as an answer, `*` is back. Calls:
 * `*` repeat, `#` back, 0 a person, 9 danger; on an ask that takes 0 or 9 as an answer `*0` and `*9` do instead (a star
 * begins no answer of any type, so danger stays two keys away everywhere); 99 and 00 work on a call as on USSD. A text
 * message has no keys: danger words are caught before a flow sees it. No type accepts 99 or 00.
 */
import { foldDigits, readPlain } from '@dhatri/text/digits'
import { isSettled, normalise } from '@dhatri/text/normal'
import type { Channel } from './channel.ts'

/** What a key of the engine does. */
export type Key = 'back' | 'home' | 'more' | 'danger' | 'person' | 'repeat' | 'silence'

/** More than any answer holds: the rest of a longer entry is not looked at. */
const MOST_ENTERED = 1000

const USSD_KEYS: ReadonlyMap<string, Key> = new Map([
  ['99', 'danger'],
  ['00', 'home'],
  ['0', 'back'],
  ['*', 'back'],
  ['9', 'more'],
])
const VOICE_KEYS: ReadonlyMap<string, Key> = new Map([
  ['', 'silence'],
  ['*', 'repeat'],
  ['#', 'back'],
  ['0', 'person'],
  ['*0', 'person'],
  ['9', 'danger'],
  ['*9', 'danger'],
  ['99', 'danger'],
  ['00', 'home'],
])

/** The engine's key that an entry is, unless the screen takes it as an answer. */
export function readKey(channel: Channel, entry: string, takes: readonly string[]): Key | undefined {
  if (channel === 'sms' || entry.length > 2 || takes.includes(entry)) return undefined
  return (channel === 'ussd' ? USSD_KEYS : VOICE_KEYS).get(entry)
}

/** The number of an option by its place in the list: 1-8, 10, 11 and so on; 9 and 99 belong to the engine. */
export function optionNumber(index: number): number {
  if (index < 8) return index + 1
  return index < 97 ? index + 2 : index + 3
}

/** The place in the list that a number stands for; -1 for the engine's own numbers. */
export function optionIndex(number: number): number {
  if (number < 9) return number - 1
  return number === 9 || number === 99 ? -1 : number < 99 ? number - 2 : number - 3
}

/** An entry as it is read: trimmed, and with digits of any script as 0-9 in `key`. */
export type Entered = { text: string; key: string }

/** Reads an entry; whatever it is, something comes of it. */
export function readEntry(channel: Channel, raw: string): Entered {
  // The commonest entries, of which nothing is to be made.
  if (readPlain(raw) >= 0) return { text: raw, key: raw }
  const short = raw.length > MOST_ENTERED ? raw.slice(0, MOST_ENTERED) : raw
  const text = isSettled(short) ? short.trim() : normalise(short)
  const key = foldDigits(text)
  // Some gateways leave the finishing key on.
  const isFinished = channel === 'voice' && key.length > 1 && key.endsWith('#')
  return isFinished ? { text: text.slice(0, -1), key: key.slice(0, -1) } : { text, key }
}
