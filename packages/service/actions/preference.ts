/**
 * What a phone's holder decides about the phone: language, STOP, START. STOP writes the phone alone; the phone is the
 * only authority, and hand-off reads it strongly. START never revives anything due before its epoch.
 */

import type { Change, Write } from '@dhatri/store/table'
import type { Deed, Done } from '../deed.ts'
import { isUnchanged, type Links, linkChange, type PhoneState, placeLink } from '../phone.ts'
import { loadWoman, stepWoman } from '../woman.ts'
import type { Job, World } from '../world.ts'

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
  const { writes, jobs, links } = await startWomen(world, deed.phone)
  const phone = { change: startChange(deed.phone, world.now(), links), condition: isUnchanged(deed.phone) }
  return { outcome: { is: 'started' }, phone, writes, jobs }
}

/**
 * Tells the record of every woman on the phone that it was started again: what was under way ends. Where nobody but one
 * who had said no hangs on the phone, it is she who says yes now.
 */
export async function startWomen(
  world: World,
  phone: PhoneState,
): Promise<{ writes: Write[]; jobs: Job[]; links: Links }> {
  const writes: Write[] = []
  const jobs: Job[] = []
  for (const id of phone.links.women) {
    const woman = await loadWoman(world, id)
    if (woman === undefined) continue
    const stepping = await stepWoman(world, woman, { kind: 'started' })
    writes.push(...stepping.writes)
    jobs.push(...stepping.jobs)
  }
  let { links } = phone
  for (const id of phone.links.women.length === 0 ? phone.links.refused : []) {
    const woman = await loadWoman(world, id)
    if (woman?.record.consent !== 'declined' || woman.record.phone !== phone.pseudonym) continue
    const stepping = await stepWoman(world, woman, { kind: 'agreed', words: 'start' })
    links = placeLink(links, id, false)
    writes.push(...stepping.writes)
    jobs.push(...stepping.jobs)
  }
  return { writes, jobs, links }
}

/** STOP on the phone item. */
export const stopChange = (phone: PhoneState, now: number): Change => ({
  set: { stop: { value: 1 }, epoch: { value: phone.epoch + 1 }, since: { value: now } },
})

/** START on the phone item; `since` marks the epoch's beginning. */
export const startChange = (phone: PhoneState, now: number, links: Links): Change => ({
  set: {
    ...(links === phone.links ? {} : linkChange(phone, links, undefined).set),
    epoch: { value: phone.epoch + 1 },
    since: { value: now },
  },
  // A hold after a loss nobody could place stays: only a worker's report lifts it.
  remove: ['stop', 'no'],
})
