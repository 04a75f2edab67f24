/**
 * What a phone's holder decides about the phone: language, STOP, START. STOP writes the phone alone; the phone is the
 * only authority, and hand-off reads it strongly. START never revives anything due before its epoch.
 */

import type { Change } from '@dhatri/store/table'
import type { Deed, Done } from '../deed.ts'
import type { PhoneState } from '../phone.ts'
import type { World } from '../world.ts'

/** The next dial speaks this language. */
export async function setLanguage(world: World, deed: Deed): Promise<Done> {
  const language = String(deed.with['language'] ?? '')
  if (world.library.languages[language] === undefined) return { outcome: { is: 'failed' } }
  return { outcome: { is: 'set' }, phone: { change: { set: { lang: { value: language } } } } }
}

/** Stops everything we begin. */
export async function stopAll(world: World, deed: Deed): Promise<Done> {
  return { outcome: { is: 'stopped' }, phone: { change: stopChange(deed.phone, world.now()) } }
}

/** Lets us write again; nothing that was due before comes back. */
export async function startAll(world: World, deed: Deed): Promise<Done> {
  return { outcome: { is: 'started' }, phone: { change: startChange(deed.phone, world.now()) } }
}

/** STOP on the phone item. */
export const stopChange = (phone: PhoneState, now: number): Change => ({
  set: { stop: { value: 1 }, epoch: { value: phone.epoch + 1 }, since: { value: now } },
})

/** START on the phone item; `since` marks the epoch's beginning. */
export const startChange = (phone: PhoneState, now: number): Change => ({
  set: { epoch: { value: phone.epoch + 1 }, since: { value: now } },
  remove: ['stop', 'hold'],
})
