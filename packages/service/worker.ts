/**
 * Workers as the store has them: who serves a place, who answers for whom, who is on whose list. A record by code, one
 * pointer an area so that an alert finds who serves a place.
 */
import { CADRES, type Cadre, type Role, roleOf } from '@dhatri/care/worker'
import { workerKey } from '@dhatri/store/items'
import type { Item, Key, Write } from '@dhatri/store/table'
import type { Day } from '@dhatri/text/day'
import type { World } from './world.ts'

/** A worker as the store gives them: no number, only the phone's pseudonym. */
export type Posted = {
  code: string
  cadre: Cadre
  areas: string[]
  pseudonym: string
  supervisor?: string
  union?: string
  isAway: boolean
  cover?: string
  hasLeft: boolean
  successor?: string
}

const isCadre = (value: unknown): value is Cadre => CADRES.some((cadre) => cadre === value)

/** Reads a worker out of an item. */
export function readWorker(item: Item | undefined): Posted | undefined {
  const { code, cadre, areas, ph, away, gone } = item ?? {}
  if (typeof code !== 'string' || !isCadre(cadre) || typeof ph !== 'string') return undefined
  const text = (name: string) => (typeof item?.[name] === 'string' ? item[name] : undefined)
  const [supervisor, union, cover, successor] = ['sup', 'un', 'cov', 'to'].map(text)
  return {
    code,
    cadre,
    areas: Array.isArray(areas) ? areas.filter((area) => typeof area === 'string') : [],
    pseudonym: ph,
    isAway: away === 1,
    hasLeft: gone === 1,
    ...(supervisor === undefined ? {} : { supervisor }),
    ...(union === undefined ? {} : { union }),
    ...(cover === undefined ? {} : { cover }),
    ...(successor === undefined ? {} : { successor }),
  }
}

/** Loads a worker by code. */
export async function loadWorker(world: World, code: string): Promise<Posted | undefined> {
  return readWorker(await world.table.get(workerKey(code)))
}

/** Everybody who serves a place in a role, in the order of their codes; a desk without an area serves everywhere. */
export async function findServing(world: World, area: string, role: Role): Promise<Posted[]> {
  const keys = area === '' ? [] : [area, area.slice(0, 4), area.slice(0, 2)]
  const found: Posted[] = []
  for (const key of [...keys, 'all']) {
    for (const item of await world.table.list(`H${key}`)) {
      const worker = readWorker(item)
      if (worker !== undefined && roleOf(worker.cadre) === role && !found.some(({ code }) => code === worker.code))
        found.push(worker)
    }
    if (found.length > 0) break
  }
  return found.sort((one, other) => (one.code < other.code ? -1 : 1))
}

/** Which worker watches a woman who registered herself: always the same one for the same woman; nobody on the phones in `not`. */
export async function chooseWorker(
  world: World,
  area: string,
  id: string,
  role: Role = 'chw',
  not: readonly (string | undefined)[] = [],
): Promise<Posted | undefined> {
  const serving = (await findServing(world, area, role)).filter(
    ({ isAway, hasLeft, pseudonym }) => !isAway && !hasLeft && !not.includes(pseudonym),
  )
  let sum = 0
  for (const letter of id) sum = (sum * 31 + letter.charCodeAt(0)) >>> 0
  return serving[sum % Math.max(1, serving.length)]
}

/** Who on a worker's own list bears a short id, wherever she lives. */
export async function findWatched(world: World, code: string, shortId: string): Promise<string | undefined> {
  const items = await world.table.query(workerKey(code).pk, 'W#')
  const found = items.find(({ i }) => i === shortId)?.['w']
  return typeof found === 'string' ? found : undefined
}

/** Who answers in a worker's place: they themselves; while away their cover; after they have left whoever took over. */
export async function findAnswering(world: World, code: string, area: string): Promise<Posted | undefined> {
  const worker = await loadWorker(world, code)
  if (worker === undefined || (!worker.isAway && !worker.hasLeft)) return worker
  return findStandIn(world, worker, area)
}

/** Who stands in for somebody away or gone: whoever is named, else one who serves the same place. */
export async function findStandIn(world: World, worker: Posted, area: string): Promise<Posted | undefined> {
  const name = worker.hasLeft ? worker.successor : worker.cover
  const named = name === undefined ? undefined : await loadWorker(world, name)
  if (named !== undefined && !named.isAway && !named.hasLeft) return named
  const place = area === '' ? (worker.areas[0] ?? '') : area
  return chooseWorker(world, place, worker.code, roleOf(worker.cadre))
}

/** The write that puts a woman on a worker's own list, with the first day she may be due there. */
export function watchWrite(code: string, woman: string, from: Day): Write {
  return {
    update: watchKey(code, woman),
    change: { set: { w: { value: woman }, n: { value: from } } },
  }
}

/** The write that keeps her short id on the list of a worker in whose areas she does not live. */
export function farWrite(code: string, woman: string, shortId: string): Write {
  return { update: watchKey(code, woman), change: { set: { w: { value: woman }, i: { value: shortId } } } }
}

/** Where a woman stands on a worker's list. */
export const watchKey = (code: string, woman: string): Key => ({ pk: workerKey(code).pk, sk: `W#${woman}` })

/** A woman on a worker's list: before `from` nothing is due; `open` is her latest case while it may be open. */
export type Watched = { id: string; from?: Day; open?: string }

/** The women on a worker's own list, at most so many; whoever has another worker now is still named. */
export async function listWatched(world: World, code: string, limit: number): Promise<Watched[]> {
  const items = await world.table.query(workerKey(code).pk, 'W#', { limit })
  return items.flatMap(({ w, n, k }) =>
    typeof w === 'string'
      ? [{ id: w, ...(typeof n === 'number' ? { from: n } : {}), ...(typeof k === 'string' ? { open: k } : {}) }]
      : [],
  )
}

/** The supervisor of a worker or, failing that, of the place; else the duty desk. */
export async function findSupervisor(
  world: World,
  code: string | undefined,
  area: string,
): Promise<string | undefined> {
  const worker = code === undefined ? undefined : await loadWorker(world, code)
  const own = worker?.supervisor === undefined ? undefined : await findAnswering(world, worker.supervisor, area)
  if (own !== undefined) return own.code
  return (await chooseWorker(world, area, '', 'supervisor'))?.code ?? (await findServing(world, area, 'desk'))[0]?.code
}
