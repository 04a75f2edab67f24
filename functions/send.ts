/**
 * Lambda: what the queue holds is sent, a batch at once, since a gateway that leaves one message unanswered may not hold
 * up an alert behind it. Jobs that failed or took too long are given back one by one, the others stay done.
 */
import { followCorrections } from '@dhatri/service/correction'
import { doJobs } from '@dhatri/service/tick'
import type { Job } from '@dhatri/service/world'
import { openWorld } from './lambda.ts'
import { within } from './patience.ts'

const world = openWorld()
const follow = followCorrections(world)

/**
 * How long a job may take, in ms. It hands off eight messages at most, to a gateway that may take ten seconds each; the
 * function is ended after two minutes, and then every message of the batch would come again.
 */
const patience = 100_000

type Batch = { Records: { messageId: string; body: string }[] }

/** Works off one batch of SQS. */
export async function handler(event: Batch): Promise<{ batchItemFailures: { itemIdentifier: string }[] }> {
  const jobs = event.Records.flatMap(({ messageId, body }) => {
    const job = readJob(body)
    if (job === undefined) world.log({ code: 'job.unreadable' })
    return job === undefined ? [] : [{ id: messageId, job }]
  })
  await follow()
  const failed = await Promise.all(jobs.map(attempt))
  return { batchItemFailures: failed.flat().map((itemIdentifier) => ({ itemIdentifier })) }
}

/** Does one job; its id where it is to come again. */
async function attempt(job: { id: string; job: Job }): Promise<string[]> {
  const failed = await within(patience, doJobs(world, [job]))
  if (failed === undefined) world.log({ code: 'job.late', job: job.job.do })
  return failed ?? [job.id]
}

function readJob(body: string): Job | undefined {
  try {
    const { do: kind, id } = JSON.parse(body) as { do?: unknown; id?: unknown }
    const isKnown = kind === 'woman' || kind === 'message' || kind === 'case' || kind === 'phone' || kind === 'request'
    return isKnown && typeof id === 'string' ? { do: kind, id } : undefined
  } catch {
    return undefined
  }
}
