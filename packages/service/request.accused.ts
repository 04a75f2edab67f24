/**
 * A complaint never reaches whom it may be about, whoever stands in for whom by the time it is sent: not the workers who
 * watched over her when she made it, under their code or on their phone.
 */
import type { Flight } from '@dhatri/care/flight.record'
import { isTop } from '@dhatri/care/request.climb'
import { receiverOf } from '@dhatri/care/request.flight'
import type { Request } from '@dhatri/care/request.record'
import { listWatchers } from '@dhatri/care/watch'
import { roleOf } from '@dhatri/care/worker'
import { requestRules } from './requests.ts'
import type { Woman } from './woman.ts'
import { findAnswering, loadWorker, type Posted } from './worker.ts'
import type { World } from './world.ts'

/** Whom a complaint from their phone may be about; the duty desk answers for the line and is nobody's own worker. */
export async function findAccused(world: World, women: readonly Woman[]): Promise<string[]> {
  const codes = [...new Set(women.flatMap(({ record }) => listWatchers(record)))]
  const workers = await Promise.all(codes.map((code) => loadWorker(world, code)))
  return codes.filter((_, at) => roleOf(workers[at]?.cadre ?? 'ha') !== 'desk')
}

/**
 * Who gets what was put to a worker: they, or who stands in for them. Where that is whom it is about, it stays on their
 * own phone; they may be away, but nobody else is to read it.
 */
export async function findReader(world: World, record: Request, code: string): Promise<Posted | undefined> {
  const standing = await findAnswering(world, code, record.area)
  if (standing === undefined || !(await isAccused(world, record, standing))) return standing
  const own = await loadWorker(world, code)
  return own === undefined || own.hasLeft || (await isAccused(world, record, own)) ? undefined : own
}

/** The worker whose stand-in may not see a text; it goes to the next above, where there is somebody. */
export async function findBarred(world: World, record: Request, flight: Flight): Promise<string | undefined> {
  const to = receiverOf(flight)
  if (to === 'caller' || record.accused === undefined || isTop(record, requestRules(world))) return undefined
  const standing = await findAnswering(world, to.worker, record.area)
  return standing !== undefined && (await isAccused(world, record, standing)) ? to.worker : undefined
}

async function isAccused(world: World, { accused = [] }: Request, { code, pseudonym }: Posted): Promise<boolean> {
  if (accused.includes(code)) return true
  const workers = await Promise.all(accused.map((each) => loadWorker(world, each)))
  return workers.some((worker) => worker?.pseudonym === pseudonym)
}
