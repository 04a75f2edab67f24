/**
 * Cases in the store: danger that somebody must answer for. A case is written in the same write as what opened it, is
 * due at once, and keeps a timer until it is closed with an outcome. An open one is listed under `K#open`, so that the
 * duty desk sees what is red.
 */

import { caseDue, openCase, stepCase } from '@dhatri/care/case'
import { recipientOf } from '@dhatri/care/case.flight'
import { packCase, unpackCase } from '@dhatri/care/case.pack'
import type { Case, CaseEvent, CaseRules, Opening } from '@dhatri/care/case.record'
import type { Flight } from '@dhatri/care/flight.record'
import { caseKey, womanCaseKey } from '@dhatri/store/items'
import type { Item, Key, Write } from '@dhatri/store/table'
import { makeShortId } from '@dhatri/text/shortid'
import { nameEmergency } from './facilities.ts'
import type { Parcel } from './handoff.ts'
import { historyWrites } from './history.ts'
import { loadPhone, openNumber } from './phone.ts'
import { shardOf } from './shard.ts'
import { loadWoman } from './woman.ts'
import { findAnswering, watchKey } from './worker.ts'
import type { World } from './world.ts'

/** A case as it was read. */
export type Open = { record: Case; version: number }

/** A step in hand: what to write, and what to hand off after. */
export type SteppingCase = { record: Case; writes: Write[]; handOffs: Flight[]; hasChanged: boolean }

const place = (id: string) => `K#${id}|RECORD`
const rulesOf = (world: World): CaseRules => ({ ladder: world.ladder, policy: world.rules.policy })

/** Loads a case. */
export async function loadCase(world: World, id: string): Promise<Open | undefined> {
  const { box, v } = (await world.table.get(caseKey(id), { isStrong: true })) ?? {}
  if (!(box instanceof Uint8Array)) return undefined
  const sealer = await world.keyring.woman(`case-${id}`)
  return { record: unpackCase(sealer.open(box, place(id))), version: typeof v === 'number' ? v : 0 }
}

async function caseItem(world: World, record: Case, version: number): Promise<Item & Key> {
  const sealer = await world.keyring.newWoman(`case-${record.id}`)
  const due = caseDue(record)
  return {
    ...caseKey(record.id),
    id: record.id,
    v: version,
    ...(due === undefined ? {} : { due, shard: shardOf(world, record.id), area: 'K#open' }),
    box: sealer.seal(packCase(record), place(record.id)),
  }
}

/** The writes that name a woman's latest case, with her and on her worker's list: danger reported twice is one case. */
export function pointWrites(woman: string, id: string, chw: string | undefined): Write[] {
  const listed: Write[] =
    chw === undefined
      ? []
      : [{ update: watchKey(chw, woman), change: { set: { w: { value: woman }, k: { value: id } } } }]
  return [{ put: { ...womanCaseKey(woman), k: id } }, ...listed]
}

/** The writes that open a case; `chw` has the woman on her list. */
export async function openWrites(world: World, opening: Opening, chw?: string): Promise<Write[]> {
  const { record, effects } = openCase(opening, world.now(), rulesOf(world))
  return [
    { put: await caseItem(world, record, 1), if: { op: 'absent', path: 'pk' } },
    ...(await historyWrites(world, caseKey(record.id), 'case', record.id, effects)),
    ...(record.woman === undefined ? [] : pointWrites(record.woman, record.id, chw)),
  ]
}

/** Steps a case and lays out the writes, without writing. */
export async function laySteps(world: World, open: Open, event: CaseEvent): Promise<SteppingCase> {
  const { record, effects } = stepCase(open.record, event, world.now(), rulesOf(world))
  const handOffs = effects.flatMap((effect) => (effect.do === 'handOff' ? [effect.flight] : []))
  if (record === open.record && effects.length === 0) return { record, writes: [], handOffs, hasChanged: false }
  const put: Write = {
    put: await caseItem(world, record, open.version + 1),
    if: { op: '=', path: 'v', value: open.version },
  }
  return {
    record,
    writes: [put, ...(await historyWrites(world, caseKey(record.id), 'case', record.id, effects))],
    handOffs,
    hasChanged: true,
  }
}

/** Loads, steps and writes a case, again when somebody was quicker. */
export async function applyToCase(world: World, id: string, event: CaseEvent): Promise<SteppingCase | undefined> {
  for (let tries = 0; tries < 5; tries++) {
    const open = await loadCase(world, id)
    if (open === undefined) return undefined
    const stepping = await laySteps(world, open, event)
    if (!stepping.hasChanged || (await world.table.write(stepping.writes)).ok) return stepping
  }
  throw new Error('case.contended')
}

/** What a claimed message of a case carries, and to whose phone; undefined where there is nobody any more. */
export async function caseParcel(world: World, record: Case, flight: Flight): Promise<Parcel | undefined> {
  const to = recipientOf(flight)
  const worker = to === 'caller' ? undefined : await findAnswering(world, to.worker, record.area)
  const pseudonym = to === 'caller' ? record.phone : worker?.pseudonym
  if (pseudonym === undefined) return undefined
  const woman = record.woman === undefined ? undefined : await loadWoman(world, record.woman)
  const number = to === 'caller' ? undefined : await phoneOf(world, record)
  const name = async () => {
    const { language } = await loadPhone(world, pseudonym)
    return nameEmergency(world, record.area, language, false)
  }
  const known = { id: woman?.shortId ?? numberOf(world, record.id), phone: number ?? '' }
  return {
    owner: `K#${record.id}`,
    flight,
    pseudonym,
    claimedAt: world.now(),
    facts: to === 'caller' ? {} : flight.message === 'chw.alert' ? { ...known, centre: await name() } : known,
    context: { case: record.id },
    ...(worker === undefined ? {} : { worker: worker.code }),
  }
}

/** The number on which whoever reported the danger, or the woman it is about, can be called. */
export async function phoneOf(world: World, record: Case): Promise<string | undefined> {
  const woman = record.woman === undefined ? undefined : await loadWoman(world, record.woman)
  const caller = record.phone ?? woman?.record.phone
  return caller === undefined ? undefined : openNumber(world, await loadPhone(world, caller))
}

/** A number for a caller who is on no list, so that two people can speak of the same case. */
export function numberOf(world: World, id: string): string {
  const bytes = world.keyring.mark('case', id)
  return makeShortId(10_000 + ((((bytes[0] ?? 0) << 16) | ((bytes[1] ?? 0) << 8) | (bytes[2] ?? 0)) % 90_000))
}
