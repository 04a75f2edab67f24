/**
 * Workers in the store: a record by code, one pointer an area so that an alert finds who serves a place, and the code
 * on the worker's own phone, so that an SMS from that number is known to be theirs.
 */
import { CADRES, type Cadre, type Role, roleOf, type Worker } from '@dhatri/care/worker'
import { phoneKey, workerKey } from '@dhatri/store/items'
import type { Item, Write } from '@dhatri/store/table'
import { isUnchanged, linkChange, loadPhone, sealNumber } from './phone.ts'
import type { World } from './world.ts'

/** A worker as the store gives them: no number, only the phone's pseudonym. */
export type Posted = {
  code: string
  cadre: Cadre
  areas: string[]
  pseudonym: string
  supervisor?: string
  isAway: boolean
}

const isCadre = (value: unknown): value is Cadre => CADRES.some((cadre) => cadre === value)

function readWorker(item: Item | undefined): Posted | undefined {
  const { code, cadre, areas, ph, sup, away } = item ?? {}
  if (typeof code !== 'string' || !isCadre(cadre) || typeof ph !== 'string') return undefined
  return {
    code,
    cadre,
    areas: Array.isArray(areas) ? areas.filter((area) => typeof area === 'string') : [],
    pseudonym: ph,
    isAway: away === 1,
    ...(typeof sup === 'string' ? { supervisor: sup } : {}),
  }
}

/** Loads a worker by code. */
export async function loadWorker(world: World, code: string): Promise<Posted | undefined> {
  return readWorker(await world.table.get(workerKey(code)))
}

/** The phone of a worker, by code. */
export async function findPhoneOf(world: World, code: string): Promise<string | undefined> {
  return (await loadWorker(world, code))?.pseudonym
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

/** Which worker watches a woman who registered herself: always the same one for the same woman. */
export async function chooseWorker(world: World, area: string, id: string): Promise<Posted | undefined> {
  const serving = (await findServing(world, area, 'chw')).filter((worker) => !worker.isAway)
  let sum = 0
  for (const letter of id) sum = (sum * 31 + letter.charCodeAt(0)) >>> 0
  return serving[sum % Math.max(1, serving.length)]
}

/** The write that puts a woman on a worker's own list; with her short id where she lives outside the worker's areas. */
export function watchWrite(code: string, woman: string, shortId?: string): Write {
  return {
    put: { pk: workerKey(code).pk, sk: `W#${woman}`, w: woman, ...(shortId === undefined ? {} : { n: shortId }) },
  }
}

/** Who on a worker's own list bears a short id, wherever she lives. */
export async function findWatched(world: World, code: string, shortId: string): Promise<string | undefined> {
  const items = await world.table.query(workerKey(code).pk, 'W#')
  const found = items.find(({ n }) => n === shortId)?.['w']
  return typeof found === 'string' ? found : undefined
}

/** The women on a worker's own list, at most so many; whoever has another worker now is still named. */
export async function listWatched(world: World, code: string, limit: number): Promise<string[]> {
  const items = await world.table.query(workerKey(code).pk, 'W#', { limit })
  return items.flatMap(({ w }) => (typeof w === 'string' ? [w] : []))
}

/** The supervisor of a worker or, failing that, of the place; else the duty desk. */
export async function findSupervisor(
  world: World,
  code: string | undefined,
  area: string,
): Promise<string | undefined> {
  const worker = code === undefined ? undefined : await loadWorker(world, code)
  if (worker?.supervisor !== undefined) return worker.supervisor
  return (await findServing(world, area, 'supervisor'))[0]?.code ?? (await findServing(world, area, 'desk'))[0]?.code
}

/** The writes that bring a worker in, or change one; the phone's links carry the code. */
export async function workerWrites(world: World, worker: Worker): Promise<Write[]> {
  const pseudonym = world.keyring.pseudonym(worker.phone)
  const phone = await loadPhone(world, pseudonym)
  const links = { ...phone.links, worker: worker.code }
  const number = await sealNumber(world, pseudonym, worker.phone)
  const plain: Item = {
    code: worker.code,
    cadre: worker.cadre,
    areas: worker.areas,
    ph: pseudonym,
    ...(worker.supervisor === undefined ? {} : { sup: worker.supervisor }),
    ...(worker.isAway === true ? { away: 1 } : {}),
  }
  const areas = worker.areas.length === 0 ? ['all'] : worker.areas
  return [
    { put: { ...workerKey(worker.code), ...plain } },
    ...areas.map(
      (area): Write => ({ put: { pk: workerKey(worker.code).pk, sk: `A#${area}`, area: `H${area}`, ...plain } }),
    ),
    { update: phoneKey(pseudonym), change: linkChange(phone, links, number), if: isUnchanged(phone) },
  ]
}
