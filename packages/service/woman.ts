/**
 * A woman's record in the store: loaded, stepped, written with compare-and-set on `version`. What must stand out in the
 * clear is her area, shard, `due`, short id and version; the rest is one blob under her own key, so that destroying the
 * key is erasure. History and tells are written together with the record or not at all.
 */
import { civilDay } from '@dhatri/care/dhaka'
import { isMoved, listedFrom } from '@dhatri/care/due'
import type { CareEvent, Effect } from '@dhatri/care/event'
import { packRecord, unpackRecord } from '@dhatri/care/pack'
import type { Record } from '@dhatri/care/record'
import { nextDue, step } from '@dhatri/care/step'
import type { Values } from '@dhatri/flow/channel'
import { StoreError } from '@dhatri/store/errors'
import { historyKey, whoKey, womanKey } from '@dhatri/store/items'
import type { Sealer } from '@dhatri/store/seal'
import type { Item, Write } from '@dhatri/store/table'
import { messageWrite, type Outgoing } from './message.ts'
import { shardOf } from './shard.ts'
import { findAnswering, findSupervisor, watchWrite } from './worker.ts'
import type { Job, World } from './world.ts'

/** A woman as she was read, with her key for as long as she is in hand. */
export type Woman = { record: Record; version: number; shortId: string; sealer: Sealer }

/** What identifies her: kept apart, sealed, read only where a person must be named. */
export type Who = { name?: string; number?: string; isFamily?: boolean }

const place = (id: string, part: string) => `W#${id}|${part}`

/** Loads a woman; undefined when there is none or her key has been destroyed. */
export async function loadWoman(world: World, id: string): Promise<Woman | undefined> {
  return readWoman(world, await world.table.get(womanKey(id), { isStrong: true }))
}

/** Reads a woman out of her item. */
export async function readWoman(world: World, item: Item | undefined): Promise<Woman | undefined> {
  const { id, box, v, n } = item ?? {}
  if (typeof id !== 'string' || !(box instanceof Uint8Array)) return undefined
  const sealer = await findSealer(world, id)
  if (sealer === undefined) return undefined
  return {
    record: unpackRecord(sealer.open(box, place(id, 'RECORD'))),
    version: typeof v === 'number' ? v : 0,
    shortId: typeof n === 'string' ? n : '',
    sealer,
  }
}

/** Her key; undefined once it has been destroyed, which is erasure. */
async function findSealer(world: World, id: string): Promise<Sealer | undefined> {
  try {
    return await world.keyring.woman(id)
  } catch (cause) {
    if (cause instanceof StoreError && cause.code === 'key.gone') return undefined
    throw cause
  }
}

/** Loads what identifies her. */
export async function loadWho(world: World, id: string): Promise<Who> {
  const item = await world.table.get(whoKey(id))
  const box = item?.['box']
  if (!(box instanceof Uint8Array)) return {}
  return JSON.parse((await world.keyring.woman(id)).open(box, place(id, 'WHO'))) as Who
}

function womanItem(world: World, { record, version, shortId, sealer }: Woman): Item & { pk: string; sk: string } {
  const due = nextDue(record, world.now(), world.rules)
  return {
    ...womanKey(record.id),
    id: record.id,
    v: version,
    n: shortId,
    ...(record.area === '' ? {} : { area: record.area }),
    ...(due === undefined ? {} : { due, shard: shardOf(world, record.id) }),
    box: sealer.seal(packRecord(record), place(record.id, 'RECORD')),
  }
}

/** The writes that bring a new woman into the store, with her key and her history. */
export async function createWoman(world: World, record: Record, shortId: string, who: Who): Promise<Write[]> {
  const sealer = await world.keyring.newWoman(record.id)
  const stepped = step(record, { kind: 'registered' }, world.now(), world.rules)
  const woman: Woman = { record: stepped.record, version: 1, shortId, sealer }
  return [
    { put: womanItem(world, woman), if: { op: 'absent', path: 'pk' } },
    sealWho(sealer, record.id, who),
    ...(await effectWrites(world, woman, stepped.effects)).writes,
  ]
}

/** The write that keeps what identifies her. */
export async function whoWrite(world: World, id: string, who: Who): Promise<Write> {
  return sealWho(await world.keyring.woman(id), id, who)
}

const sealWho = (sealer: Sealer, id: string, who: Who): Write => ({
  put: { ...whoKey(id), box: sealer.seal(JSON.stringify(who), place(id, 'WHO')) },
})

/** A step in hand: what to write and what to do after. */
export type Stepping = { woman: Woman; writes: Write[]; effects: Effect[]; jobs: Job[]; hasChanged: boolean }

/** Steps a woman and lays out the writes, without writing; a worker is not told what she has just reported. */
export async function stepWoman(world: World, woman: Woman, event: CareEvent, reporter?: string): Promise<Stepping> {
  const stepped = step(woman.record, event, world.now(), world.rules)
  const next: Woman = { ...woman, record: stepped.record, version: woman.version + 1 }
  if (stepped.record === woman.record && stepped.effects.length === 0) {
    return { woman, writes: [], effects: [], jobs: [], hasChanged: false }
  }
  const extra = await effectWrites(world, next, stepped.effects, reporter)
  const watch = isMoved(woman.record, next.record) ? listWrites(world, next.record) : []
  return {
    woman: next,
    writes: [
      { put: womanItem(world, next), if: { op: '=', path: 'v', value: woman.version } },
      ...extra.writes,
      ...watch,
    ],
    effects: stepped.effects,
    jobs: extra.jobs,
    hasChanged: true,
  }
}

/** The write that keeps, on her worker's list, from which day she is due there. */
export function listWrites(world: World, record: Record): Write[] {
  if (record.chw === undefined) return []
  return [watchWrite(record.chw, record.id, listedFrom(record, world.rules, civilDay(world.now())))]
}

async function effectWrites(
  world: World,
  woman: Woman,
  effects: Effect[],
  reporter?: string,
): Promise<{ writes: Write[]; jobs: Job[] }> {
  const { sealer } = woman
  const { id } = woman.record
  const writes: Write[] = []
  const jobs: Job[] = []
  for (const effect of effects) {
    if (effect.do === 'history') {
      const { id: entry, at, what, facts } = effect
      const box = sealer.seal(
        JSON.stringify({ what, ...(facts === undefined ? {} : { facts }) }),
        place(id, `E#${entry}`),
      )
      writes.push({ put: { ...historyKey(id, at, entry), e: entry, at, box } })
    } else if (effect.do === 'tell') {
      if (reporter !== undefined && effect.who === 'chw' && woman.record.chw === reporter) continue
      const told = await tellMessage(world, woman, effect)
      if (told === undefined) continue
      writes.push(await messageWrite(world, told))
      jobs.push({ do: 'message', id: told.id })
    } else if (effect.do === 'count') {
      world.log({ code: `care.${effect.name}` })
    }
  }
  return { writes, jobs }
}

async function tellMessage(
  world: World,
  woman: Woman,
  effect: Extract<Effect, { do: 'tell' }>,
): Promise<Outgoing | undefined> {
  const { record } = woman
  const pseudonym = await findPhoneFor(world, record, effect.who)
  if (pseudonym === undefined) {
    world.log({ code: 'tell.nobody' })
    return undefined
  }
  return {
    id: world.keyring.pseudonym(`tell|${record.id}|${effect.id}`),
    pseudonym,
    message: effect.message,
    class: 'act',
    about: 'service',
    facts: await workerFacts(world, woman, effect.facts),
  }
}

/** The phone of whoever answers for a woman now: her worker or who stands in, her supervisor; above them where nobody is. */
export async function findPhoneFor(
  world: World,
  { chw, area }: Pick<Record, 'chw' | 'area'>,
  who: 'chw' | 'supervisor',
): Promise<string | undefined> {
  const own = chw === undefined ? undefined : await findAnswering(world, chw, area)
  if (who === 'chw' && (own !== undefined || chw === undefined)) return own?.pseudonym
  const above = await findSupervisor(world, chw, area)
  return above === undefined ? undefined : (await findAnswering(world, above, area))?.pseudonym
}

/** What a worker's message may name: her short id, her name where it is known, a date. */
export async function workerFacts(world: World, woman: Woman, facts: { date?: string }): Promise<Values> {
  const who = await loadWho(world, woman.record.id)
  return {
    id: woman.shortId,
    name: who.name ?? woman.shortId,
    ...(facts.date === undefined ? {} : { date: facts.date }),
  }
}

/**
 * Loads, steps and writes, again from the start when somebody was quicker; throws after several tries. A woman who is in
 * hand is not loaded first: if she has moved on meanwhile, her version says so.
 */
export async function applyToWoman(
  world: World,
  id: string,
  event: CareEvent,
  inHand?: Woman,
): Promise<Stepping | undefined> {
  for (let tries = 0; tries < 5; tries++) {
    const woman = tries === 0 && inHand !== undefined ? inHand : await loadWoman(world, id)
    if (woman === undefined) return undefined
    const stepping = await stepWoman(world, woman, event)
    // What changes nothing is not held against her version: it must be so of the woman as she is.
    if (!stepping.hasChanged && woman === inHand) continue
    if (!stepping.hasChanged) return stepping
    const written = await world.table.write(stepping.writes)
    if (written.ok) {
      if (stepping.jobs.length > 0) await world.enqueue(stepping.jobs)
      return stepping
    }
    if (!written.failed.includes(0)) return undefined
  }
  throw new Error('woman.contended')
}
