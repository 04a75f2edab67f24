/**
 * A woman's record in the store: loaded, stepped, written with compare-and-set on `version`. What must stand out in the
 * clear is her shard, `due`, short id and version; the rest is one blob under her own key, so that destroying the key
 * is erasure. History and tells are written together with the record or not at all.
 */
import { civilDay } from '@dhatri/care/dhaka'
import { isMoved, listedFrom } from '@dhatri/care/due'
import type { CareEvent, Effect } from '@dhatri/care/event'
import type { Entry } from '@dhatri/care/history'
import { hasEnded } from '@dhatri/care/over'
import { packRecord, unpackRecord } from '@dhatri/care/pack'
import type { Record } from '@dhatri/care/record'
import type { Rules } from '@dhatri/care/schedule'
import { nextDue, step } from '@dhatri/care/step'
import { listWatchers } from '@dhatri/care/watch'
import { StoreError } from '@dhatri/store/errors'
import { historyKey, womanKey } from '@dhatri/store/items'
import type { Sealer } from '@dhatri/store/seal'
import type { Item, Write, Written } from '@dhatri/store/table'
import { messageWrite } from './message.ts'
import { listOpen } from './over.ts'
import { shardOf } from './shard.ts'
import { unseenMessage, unseenWrites } from './unseen.write.ts'
import { tellMessage } from './woman.tell.ts'
import { sealWho, type Who } from './woman.who.ts'
import { loadWorker, watchWrite } from './worker.ts'
import type { Job, World } from './world.ts'

/**
 * A woman as she was read, with her key for as long as she is in hand. `tail` is history that lies beside her record
 * until its next write; `due` is when the index brings her up, which may be earlier than it need be, never later.
 */
export type Woman = {
  record: Record
  version: number
  shortId: string
  sealer: Sealer
  tail: Entry[]
  due: number | undefined
}

const place = (id: string, part: string) => `W#${id}|${part}`

/** Loads a woman; undefined when there is none or her key has been destroyed. */
export async function loadWoman(world: World, id: string): Promise<Woman | undefined> {
  return readWoman(world, await world.table.get(womanKey(id), { isStrong: true }))
}

/** Reads a woman out of her item. */
export async function readWoman(world: World, item: Item | undefined): Promise<Woman | undefined> {
  const { id, box, v, n, due, tail } = item ?? {}
  if (typeof id !== 'string' || !(box instanceof Uint8Array)) return undefined
  const sealer = await findSealer(world, id)
  if (sealer === undefined) return undefined
  return {
    record: unpackRecord(sealer.open(box, place(id, 'RECORD'))),
    version: typeof v === 'number' ? v : 0,
    shortId: typeof n === 'string' ? n : '',
    sealer,
    tail: tail instanceof Uint8Array ? (JSON.parse(sealer.open(tail, place(id, 'TAIL'))) as Entry[]) : [],
    due: typeof due === 'number' ? due : undefined,
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

function womanItem(world: World, woman: Woman): Item & { pk: string; sk: string } {
  const { record, version, shortId, sealer, tail, due } = woman
  return {
    ...womanKey(record.id),
    id: record.id,
    v: version,
    n: shortId,
    ...(due === undefined ? {} : { due, shard: shardOf(world, record.id) }),
    ...(tail.length === 0 ? {} : { tail: sealer.seal(JSON.stringify(tail), place(record.id, 'TAIL')) }),
    box: sealer.seal(packRecord(record), place(record.id, 'RECORD')),
  }
}

/** The writes that bring a new woman into the store, with her key and her history. */
export async function createWoman(world: World, record: Record, shortId: string, who: Who): Promise<Write[]> {
  const sealer = await world.keyring.newWoman(record.id)
  const stepped = step(record, { kind: 'registered' }, world.now(), careRules(world))
  const due = nextDue(stepped.record, world.now(), careRules(world))
  const woman: Woman = { record: stepped.record, version: 1, shortId, sealer, tail: [], due }
  return [
    { put: womanItem(world, woman), if: { op: 'absent', path: 'pk' } },
    ...(Object.keys(who).length === 0 ? [] : [sealWho(sealer, record.id, who)]),
    ...(await effectWrites(world, woman, stepped.effects)).writes,
  ]
}

/** The rules of the release with what the ministry has decided. */
export function careRules({ rules, settings }: World): Rules {
  return settings.minors === undefined ? rules : { ...rules, minors: settings.minors }
}

/**
 * A step in hand: what to write and what to do after. The last `tail` writes are of history that is true already: they
 * go with the others or, where there is only her record besides, one by one before it.
 */
export type Stepping = {
  woman: Woman
  writes: Write[]
  tail: number
  effects: Effect[]
  jobs: Job[]
  hasChanged: boolean
}

/** Steps a woman and lays out the writes, without writing; a worker is not told what she has just reported. */
export async function stepWoman(world: World, woman: Woman, event: CareEvent, reporter?: string): Promise<Stepping> {
  const stepped = step(woman.record, event, world.now(), careRules(world))
  const due = dueAfter(world, woman, stepped.record, event)
  if (stepped.record === woman.record && stepped.effects.length === 0 && due === woman.due) {
    return { woman, writes: [], tail: 0, effects: [], jobs: [], hasChanged: false }
  }
  const ends = stepped.effects.flatMap((effect): Entry[] => {
    if (effect.do !== 'history') return []
    const { do: _, ...entry } = effect
    return [entry]
  })
  const isQuiet = isNews(event) && stepped.effects.every(({ do: does }) => does === 'history' || does === 'count')
  const next: Woman = {
    ...woman,
    record: stepped.record,
    version: woman.version + 1,
    tail: isQuiet && woman.tail.length < mostTail ? [...woman.tail, ...ends] : [],
    due,
  }
  const isKept = next.tail.length > 0
  const extra = await effectWrites(
    world,
    next,
    isKept ? stepped.effects.filter(({ do: does }) => does !== 'history') : stepped.effects,
    reporter,
  )
  const tail = isKept ? [] : woman.tail.map((entry) => entryWrite(woman, entry))
  const watch = isMoved(woman.record, next.record) ? listWrites(world, next.record) : []
  return {
    woman: next,
    writes: [
      { put: womanItem(world, next), if: { op: '=', path: 'v', value: woman.version } },
      ...extra.writes,
      ...watch,
      ...tail,
    ],
    tail: tail.length,
    effects: stepped.effects,
    jobs: [...extra.jobs, ...(hasEnded(woman.record, next.record) ? await listOpen(world, next.record) : [])],
    hasChanged: true,
  }
}

/** Most entries of history that wait beside a record. */
const mostTail = 3

/** What a gateway says of a message: its end is kept beside the record and goes into the history with the next write. */
const isNews = ({ kind }: CareEvent) => kind === 'receipt' || kind === 'heard'

/**
 * When she is to be looked at again. A claim and its acceptance leave the index as it is, for the receipt that soon
 * follows moves it in any case; the tick looks in vain until then, and moves it itself once no claim is out.
 */
function dueAfter(world: World, woman: Woman, record: Record, { kind }: CareEvent): number | undefined {
  const due = nextDue(record, world.now(), careRules(world))
  const isEarly = woman.due !== undefined && due !== undefined && woman.due <= due
  return isEarly && (kind === 'claim' || kind === 'accepted') ? woman.due : due
}

/** Whether the index brings her up for nothing and no claim is out that would move it. */
export function isBehind(world: World, { record, due }: Woman): boolean {
  const now = world.now()
  const isOut = record.flights.some(({ state, lease }) => state === 'claimed' && (lease ?? 0) > now)
  return !isOut && due !== nextDue(record, now, careRules(world))
}

function entryWrite({ record, sealer }: Pick<Woman, 'record' | 'sealer'>, { id, at, what, facts }: Entry): Write {
  const box = sealer.seal(
    JSON.stringify({ what, ...(facts === undefined ? {} : { facts }) }),
    place(record.id, `E#${id}`),
  )
  return { put: { ...historyKey(record.id, at, id), e: id, at, box } }
}

/** The writes that keep, on the list of each who watches over her, from which day she is due there. */
export function listWrites(world: World, record: Record): Write[] {
  const watchers = listWatchers(record)
  if (watchers.length === 0) return []
  const from = listedFrom(record, careRules(world), civilDay(world.now()))
  return watchers.map((code) => watchWrite(code, record.id, from))
}

async function effectWrites(
  world: World,
  woman: Woman,
  effects: Effect[],
  reporter?: string,
): Promise<{ writes: Write[]; jobs: Job[] }> {
  const writes: Write[] = []
  const jobs: Job[] = []
  for (const effect of effects) {
    if (effect.do === 'history') {
      writes.push(entryWrite(woman, effect))
    } else if (effect.do === 'tell') {
      const isTheirs = reporter !== undefined && effect.who === 'chw' && woman.record.chw === reporter
      // What a worker reports of herself is told above her.
      if (isTheirs && (await loadWorker(world, reporter))?.pseudonym !== woman.record.phone) continue
      if (effect.message === unseenMessage && effect.key !== undefined) {
        writes.push(...(await unseenWrites(world, woman.record, effect.who, effect.key)))
        continue
      }
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

/** One write where there is more than the record; else the old history first, item by item, at half the units. */
async function writeStep(world: World, { writes, tail }: Stepping): Promise<Written> {
  if (writes.length > 1 + tail) return world.table.write(writes)
  for (const entry of writes.slice(1)) await world.table.write([entry])
  return world.table.write(writes.slice(0, 1))
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
    const written = await writeStep(world, stepping)
    if (written.ok) {
      if (stepping.jobs.length > 0) await world.enqueue(stepping.jobs)
      return stepping
    }
    if (!written.failed.includes(0)) return undefined
  }
  throw new Error('woman.contended')
}
