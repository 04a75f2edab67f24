/** Lambda: what the queue holds is sent. Jobs that failed are given back one by one, the others stay done. */
import { doJobs } from '@dhatri/service/tick'
import type { Job } from '@dhatri/service/world'
import { openWorld } from './lambda.ts'

const world = openWorld()

type Batch = { Records: { messageId: string; body: string }[] }

/** Works off one batch of SQS. */
export async function handler(event: Batch): Promise<{ batchItemFailures: { itemIdentifier: string }[] }> {
  const jobs = event.Records.flatMap(({ messageId, body }) => {
    const job = readJob(body)
    if (job === undefined) world.log({ code: 'job.unreadable' })
    return job === undefined ? [] : [{ id: messageId, job }]
  })
  const failed = await doJobs(world, jobs)
  return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) }
}

function readJob(body: string): Job | undefined {
  try {
    const { do: kind, id } = JSON.parse(body) as { do?: unknown; id?: unknown }
    const isKnown = kind === 'woman' || kind === 'message' || kind === 'case' || kind === 'phone'
    return isKnown && typeof id === 'string' ? { do: kind, id } : undefined
  } catch {
    return undefined
  }
}
