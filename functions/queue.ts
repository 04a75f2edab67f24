/** Jobs onto SQS: ids only, so that a queue's contents are harmless to whoever reads them. */
import { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs'
import type { Job } from '@dhatri/service/world'
import { requireSetting } from './env.ts'

/** Most messages SQS takes at once. */
const batch = 10

/** The queue between what causes a message and what sends it. */
export function openQueue(): (jobs: Job[]) => Promise<void> {
  const client = new SQSClient({})
  const url = requireSetting('DHATRI_JOBS')
  return async (jobs) => {
    for (let start = 0; start < jobs.length; start += batch) {
      const entries = jobs
        .slice(start, start + batch)
        .map((job, index) => ({ Id: String(index), MessageBody: JSON.stringify(job) }))
      const sent = await client.send(new SendMessageBatchCommand({ QueueUrl: url, Entries: entries }))
      // What the queue refuses is due all the same: the tick finds it.
      if ((sent.Failed ?? []).length > 0)
        process.stdout.write(`${JSON.stringify({ code: 'queue.refused', count: sent.Failed?.length })}\n`)
    }
  }
}
