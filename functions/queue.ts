/**
 * Jobs onto SQS: ids only, so that a queue's contents are harmless to whoever reads them. One signed request of the
 * AWS JSON protocol by the table client's own means, because SQS's client would cost every cold start another 30 KB;
 * a test holds it against that client. What the queue does not take is due all the same, and the tick finds it.
 */
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import type { Job, LogEntry } from '@dhatri/service/world'
import { SignatureV4 } from '@smithy/signature-v4'

/** Most messages SQS takes at once. */
const batch = 10

/** How often a batch is sent, and how long each answer may take, in ms: a caller is waiting. */
const tries = 2
const answerPatience = 1_000

/**
 * The queue between what causes a message and what sends it, by its URL; region and credentials are those of the client.
 * It throws nothing: a caller's turn is durable before it comes here. Codes: `queue.refused`, `queue.unreachable`.
 */
export function openQueue(
  { config }: DynamoDBClient,
  queueUrl: string,
  log: (entry: LogEntry) => void,
  requestTimeout = answerPatience,
): (jobs: Job[]) => Promise<void> {
  const { protocol, hostname, port, host } = new URL(queueUrl)
  const { region, credentials, sha256, requestHandler, streamCollector } = config
  const signer = new SignatureV4({ service: 'sqs', region, credentials, sha256 })

  /** How many of these the queue refused. */
  async function send(jobs: Job[]): Promise<number> {
    const Entries = jobs.map(({ do: kind, id, ...rest }, index) => {
      const entry = { Id: String(index), MessageBody: JSON.stringify({ do: kind, id }) }
      return 'wait' in rest && rest.wait !== undefined ? { ...entry, DelaySeconds: rest.wait } : entry
    })
    const request = await signer.sign({
      method: 'POST',
      protocol,
      hostname,
      ...(port === '' ? {} : { port: Number(port) }),
      path: '/',
      headers: {
        host,
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-target': 'AmazonSQS.SendMessageBatch',
      },
      body: JSON.stringify({ QueueUrl: queueUrl, Entries }),
    })
    const { response } = await requestHandler.handle(request, { requestTimeout })
    const body = new TextDecoder().decode(await streamCollector(response.body))
    if (response.statusCode !== 200) throw new Error('queue.failed')
    const { Failed = [] } = JSON.parse(body) as { Failed?: unknown[] }
    return Failed.length
  }

  async function sendPatiently(jobs: Job[]): Promise<void> {
    for (let count = 1; ; count++) {
      try {
        const refused = await send(jobs)
        if (refused > 0) log({ code: 'queue.refused', count: refused })
        return
      } catch (cause) {
        if (count < tries) continue
        log({ code: 'queue.unreachable', count: jobs.length, cause: cause instanceof Error ? cause.name : 'unknown' })
        return
      }
    }
  }

  return async (jobs) => {
    for (let start = 0; start < jobs.length; start += batch) await sendPatiently(jobs.slice(start, start + batch))
  }
}
