/**
 * The tick pulls: it takes from the due index what is due and hands out ids. It writes nothing; the worker that gets
 * an id claims. A missed tick heals itself, because what was due stays due.
 */
import { controlKey } from '@dhatri/store/items'
import { doJob } from './send.ts'
import { oldestKeyDay } from './slot.ts'
import type { Job, World } from './world.ts'

/** Most items taken from one shard in one tick. */
const batch = 100

/** What is due now, as jobs, oldest first in each shard. */
export async function collectDue(world: World): Promise<Job[]> {
  const jobs: Job[] = []
  for (let shard = 0; shard < world.settings.shards; shard++) {
    for (const { pk } of await world.table.due(shard, world.now(), batch)) {
      const job = jobOf(pk)
      if (job !== undefined) jobs.push(job)
    }
  }
  return jobs
}

function jobOf(pk: string): Job | undefined {
  const id = pk.slice(2)
  switch (pk.slice(0, 2)) {
    case 'W#':
      return { do: 'woman', id }
    case 'M#':
      return { do: 'message', id }
    case 'K#':
      return { do: 'case', id }
    case 'P#':
      return { do: 'phone', id }
    case 'H#':
      return { do: 'worker', id }
    case 'R#':
      return { do: 'request', id }
    default:
      return undefined
  }
}

/** Once a day the keys of old conversations are destroyed; whoever ticks first that day does it. */
async function sweepKeys(world: World): Promise<void> {
  const key = controlKey('day-keys')
  const oldest = oldestKeyDay(world.now())
  if ((await world.table.get(key))?.['oldest'] === oldest) return
  const swept = await world.keyring.sweepDays(oldest)
  await world.table.update(key, { set: { oldest: { value: oldest } } })
  world.log({ code: 'keys.swept', count: swept })
}

/** One tick: hands what is due to the queue; returns how many ids. */
export async function tick(world: World): Promise<number> {
  // Nothing that goes wrong with old keys may hold up what is due.
  await sweepKeys(world).catch(() => world.log({ code: 'keys.notSwept' }))
  const jobs = await collectDue(world)
  if (jobs.length > 0) await world.enqueue(jobs)
  return jobs.length
}

/** Does a batch of jobs and says which failed, for the queue to give again. */
export async function doJobs(world: World, jobs: { id: string; job: Job }[]): Promise<string[]> {
  const failed: string[] = []
  for (const { id, job } of jobs) {
    try {
      await doJob(world, job)
    } catch (cause) {
      world.log({ code: 'job.failed', job: job.do, cause: cause instanceof Error ? cause.name : 'unknown' })
      failed.push(id)
    }
  }
  return failed
}
