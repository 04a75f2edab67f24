/**
 * The women of a worker who has left, moved one after another: each in one write that gives her record its new worker,
 * puts her on the new list and takes her off the old one, so that nobody is moved twice or lost, wherever a crash comes;
 * the timer goes on until the old list is empty. Open cases go first. Each worker who took over is told once, at the end.
 */
import { roleOf } from '@dhatri/care/worker'
import { workerKey } from '@dhatri/store/items'
import type { Item, Write } from '@dhatri/store/table'
import { listAlerts } from './alerts.ts'
import { laySteps, loadCase } from './cases.ts'
import { joinUpdates } from './joined.ts'
import { messageWrite } from './message.ts'
import { loadWoman, stepWoman, type Woman } from './woman.ts'
import { chooseWorker, findStandIn, findSupervisor, loadWorker, type Posted, watchKey } from './worker.ts'
import type { Job, World } from './world.ts'

/** Most women moved by one job: what is left is due again at once. */
const most = 50
const mostWatched = 400
/** Where nobody is there to take over, it is tried again after so long. */
const later = 6 * 3_600_000

/** Moves what is left on the list of a worker who has gone; due again until all is moved and told. */
export async function moveWomen(world: World, worker: Posted): Promise<void> {
  const { code } = worker
  const { pk } = workerKey(code)
  const list = await world.table.query(pk, 'W#', { limit: mostWatched })
  const open = (await listAlerts(world, code)).map(({ open }) => open.record.id)
  for (const id of new Set([...list.flatMap(({ k }) => (typeof k === 'string' ? [k] : [])), ...open])) {
    await moveCase(world, worker, id)
  }
  let isStuck = false
  for (const item of list.slice(0, most)) if (!(await moveWoman(world, worker, item))) isStuck = true
  if (list.length > most && !isStuck) return world.enqueue([{ do: 'worker', id: code }])
  if (isStuck || (await world.table.query(pk, 'W#', { limit: 1 })).length > 0) {
    world.log({ code: 'reassign.nobody' })
    await world.table.update(workerKey(code), { set: { due: { value: world.now() + later } } })
    return
  }
  await tellTakers(world, code)
}

/** Gives an open case to whoever takes over; where it rang at the one who left, or was theirs, it rings anew. */
async function moveCase(world: World, worker: Posted, id: string): Promise<void> {
  for (let tries = 0; tries < 5; tries++) {
    const open = await loadCase(world, id)
    if (open === undefined || open.record.state === 'closed') return
    const woman = open.record.woman === undefined ? undefined : await loadWoman(world, open.record.woman)
    const to =
      woman === undefined ? await findStandIn(world, worker, open.record.area) : await findTaker(world, worker, woman)
    const next = to?.code === worker.code ? undefined : to?.code
    const event = { kind: 'replaced', from: worker.code, ...(next === undefined ? {} : { to: next }) } as const
    const stepping = await laySteps(world, open, event)
    if (!stepping.hasChanged) return
    if (!(await world.table.write(stepping.writes)).ok) continue
    return world.enqueue([{ do: 'case', id }])
  }
  throw new Error('case.contended')
}

/** False where there is nobody to take her over. */
async function moveWoman(world: World, worker: Posted, { w, k }: Item): Promise<boolean> {
  const { code } = worker
  if (typeof w !== 'string') return true
  for (let tries = 0; tries < 5; tries++) {
    const woman = await loadWoman(world, w)
    const off: Write = { remove: watchKey(code, w) }
    if (woman === undefined || woman.record.chw !== code) {
      await world.table.write([off])
      return true
    }
    const to = await findTaker(world, worker, woman)
    if (to === undefined) return false
    const stepping = await stepWoman(world, woman, { kind: 'reassigned', chw: to.code })
    const open: Write[] =
      typeof k === 'string' ? [{ update: watchKey(to.code, w), change: { set: { k: { value: k } } } }] : []
    const count: Write = {
      update: { pk: workerKey(code).pk, sk: `G#${to.code}` },
      change: { add: { n: 1 }, set: { g: { value: to.code } } },
    }
    const written = await world.table.write(joinUpdates([...stepping.writes, ...open, count, off]))
    if (!written.ok) continue
    if (stepping.jobs.length > 0) await world.enqueue(stepping.jobs)
    return true
  }
  throw new Error('woman.contended')
}

/** The named successor, else a colleague of her place, always the same for the same woman; else whoever is above. */
async function findTaker(world: World, worker: Posted, { record }: Woman): Promise<Posted | undefined> {
  const named = worker.successor === undefined ? undefined : await loadWorker(world, worker.successor)
  if (named !== undefined && !named.hasLeft) return named
  const colleague = await chooseWorker(world, record.area, record.id, roleOf(worker.cadre))
  if (colleague !== undefined) return colleague
  const above = await findSupervisor(world, worker.code, record.area)
  return above === undefined || above === worker.code ? undefined : loadWorker(world, above)
}

/** One message to each who took over, and the end of the timer, in one write. */
async function tellTakers(world: World, code: string): Promise<void> {
  const item = await world.table.get(workerKey(code), { isStrong: true })
  const due = item?.['due']
  if (typeof due !== 'number') return
  const takers = await world.table.query(workerKey(code).pk, 'G#')
  const writes: Write[] = [
    {
      update: workerKey(code),
      change: { remove: ['due', 'shard'] },
      if: {
        op: 'and',
        of: [
          { op: '=', path: 'due', value: due },
          { op: '=', path: 'gone', value: 1 },
        ],
      },
    },
  ]
  const jobs: Job[] = []
  for (const { pk, sk, g, n } of takers) {
    if (typeof pk !== 'string' || typeof sk !== 'string' || typeof g !== 'string' || typeof n !== 'number') continue
    const to = await loadWorker(world, g)
    if (to === undefined || to.hasLeft) continue
    const id = world.keyring.pseudonym(`given|${code}|${g}|${due}`)
    const given = {
      message: 'worker.given',
      class: 'act',
      about: 'service',
      facts: { count: Math.min(n, mostWatched) },
    } as const
    writes.push(await messageWrite(world, { ...given, id, pseudonym: to.pseudonym }), { remove: { pk, sk } })
    jobs.push({ do: 'message', id })
  }
  if ((await world.table.write(writes)).ok) await world.enqueue(jobs)
}
