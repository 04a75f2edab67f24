/**
 * The job queue: fauxqs, a stand-in for SQS that speaks its wire protocol, asked by AWS's own client. What takes
 * messages here is what Lambda's poller is: it deletes what was not given back, and nothing of a batch that failed.
 */
import { spawn } from 'node:child_process'
import { pathToFileURL } from 'node:url'
import {
  ChangeMessageVisibilityCommand,
  CreateQueueCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs'

/** As in `sst.config.ts`. */
const retries = 5
const visibility = 12 * 60

const keeper = `
  const [app] = process.argv.slice(1)
  import(app).then(async ({ startFauxqs }) => console.log('port', (await startFauxqs({ port: 0, logger: false })).port))
  process.stdin.on('close', () => process.exit(0)).resume()
`

async function start({ node, sqs }) {
  const child = spawn(node, ['-e', keeper, pathToFileURL(sqs).href], { stdio: ['pipe', 'pipe', 'inherit'] })
  const port = await new Promise((done, fail) => {
    child.stdout.on('data', (bytes) => {
      const [, found] = /^port (\d+)/m.exec(String(bytes)) ?? []
      if (found !== undefined) done(found)
    })
    child.once('exit', (code) => fail(new Error(`fauxqs ended with ${code}`)))
  })
  return { child, endpoint: `http://127.0.0.1:${port}` }
}

/** Opens the queue and the one behind it for what failed too often. */
export async function openQueue(tools, region) {
  const { child, endpoint } = await start(tools)
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' }
  const client = new SQSClient({ endpoint, region, credentials })
  const readAttributes = async (QueueUrl) => {
    const { Attributes } = await client.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }))
    return Attributes ?? {}
  }
  const { QueueUrl: deadUrl } = await client.send(new CreateQueueCommand({ QueueName: 'dead' }))
  const { QueueArn: deadArn } = await readAttributes(deadUrl)
  const policy = JSON.stringify({ deadLetterTargetArn: deadArn, maxReceiveCount: retries })
  const Attributes = { VisibilityTimeout: String(visibility), RedrivePolicy: policy }
  const { QueueUrl: made } = await client.send(new CreateQueueCommand({ QueueName: 'jobs', Attributes }))
  // The stand-in names a host below `localhost`; the Lambdas take http on this machine's own names only.
  const url = new URL(new URL(made).pathname, endpoint).href
  const { QueueArn: arn } = await readAttributes(url)
  const bodies = []

  /** At most ten messages, without waiting. */
  const receive = async () => {
    const asked = { QueueUrl: url, MaxNumberOfMessages: 10, MessageSystemAttributeNames: ['All'] }
    const { Messages = [] } = await client.send(new ReceiveMessageCommand(asked))
    bodies.push(...Messages.map(({ Body }) => Body))
    return Messages
  }
  const remove = ({ ReceiptHandle }) => client.send(new DeleteMessageCommand({ QueueUrl: url, ReceiptHandle }))

  return {
    url,
    arn,
    /** Every message body that was ever received here. */
    bodies,
    receive,
    remove,
    /** Ends the time for which a message is held back from others. */
    giveBack: ({ ReceiptHandle }) =>
      client.send(new ChangeMessageVisibilityCommand({ QueueUrl: url, ReceiptHandle, VisibilityTimeout: 0 })),
    send: (MessageBody) => client.send(new SendMessageCommand({ QueueUrl: url, MessageBody })),
    /** How many messages were given up on. */
    dead: async () => Number((await readAttributes(deadUrl))['ApproximateNumberOfMessages']),
    close: () => {
      client.destroy()
      child.stdin.end()
    },
  }
}
