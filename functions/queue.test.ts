/** The queue as SQS's own client speaks to it: the same request, signed as well, and the same reading of the answer. */
import { createHash, createHmac } from 'node:crypto'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs'
import type { Job, LogEntry } from '@dhatri/service/world'
import { makeClient } from '@dhatri/store/dynamo.client'
import { afterEach, describe, expect, it } from 'vitest'
import { openPort } from './example.ts'
import { openQueue } from './queue.ts'

const role = { accessKeyId: 'id-of-a-role', secretAccessKey: 'key-of-a-role', sessionToken: 'token-of-a-session' }
const region = 'ap-southeast-1'
const client = makeClient({ region, credentials: role })

type Taken = { headers: IncomingMessage['headers']; url: string | undefined; body: string }
type Answer = (entries: { Id: string; MessageBody: string }[], count: number) => { status: number; body: object }

const md5 = (text: string) => createHash('md5').update(text).digest('hex')
const takeAll: Answer = (entries) => ({
  status: 200,
  body: {
    Successful: entries.map(({ Id, MessageBody }) => ({ Id, MessageId: `m${Id}`, MD5OfMessageBody: md5(MessageBody) })),
  },
})

let server: Server | undefined

/** A queue that answers as told, and what it was asked. */
async function openSqs(answer: Answer): Promise<{ url: string; taken: Taken[] }> {
  const taken: Taken[] = []
  const opened = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const text = Buffer.concat(parts).toString()
      taken.push({ headers: request.headers, url: request.url, body: text })
      const { status, body } = answer(JSON.parse(text).Entries, taken.length)
      response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' }).end(JSON.stringify(body))
    })
  })
  server = opened
  await new Promise<void>((done) => opened.listen(0, '127.0.0.1', done))
  const address = opened.address()
  const port = typeof address === 'object' ? address?.port : undefined
  return { url: `http://127.0.0.1:${port}/123456789012/jobs`, taken }
}

/** The signature that AWS would reckon for what arrived (AWS, "Create a signed AWS API request"). */
function signatureOf({ headers, body }: Taken): { given: string; right: string; scope: string } {
  const [, scope = '', names = '', given = ''] =
    /^AWS4-HMAC-SHA256 Credential=[^/]+\/(\S+), SignedHeaders=(\S+), Signature=(\w+)$/.exec(
      headers.authorization ?? '',
    ) ?? []
  const hash = (text: string) => createHash('sha256').update(text).digest('hex')
  const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest()
  const lines = names.split(';').map((name) => `${name}:${headers[name]}`)
  const canonical = ['POST', '/', '', ...lines, '', names, hash(body)].join('\n')
  const key = scope.split('/').reduce<string | Buffer>(hmac, `AWS4${role.secretAccessKey}`)
  const toSign = ['AWS4-HMAC-SHA256', headers['x-amz-date'], scope, hash(canonical)].join('\n')
  return { given, right: hmac(key, toSign).toString('hex'), scope }
}

const signedOf = ({ headers }: Taken) =>
  /SignedHeaders=([^,]+)/.exec(headers.authorization ?? '')?.[1]?.split(';') ?? []

const jobs = (count: number): Job[] => Array.from({ length: count }, (_, index) => ({ do: 'case', id: `k${index}` }))

describe('the queue', () => {
  afterEach(() => new Promise((done) => (server === undefined ? done(undefined) : server.close(done))))

  it('holds a job back for so many seconds, and says nothing more of it than its id', async () => {
    const { url, taken } = await openSqs(takeAll)
    await openQueue(client, url, () => {})([{ do: 'message', id: 'm1', wait: 11 }, ...jobs(1)])
    const { Entries } = JSON.parse(taken[0]?.body ?? '') as { Entries: unknown }
    expect(Entries).toEqual([
      { Id: '0', MessageBody: '{"do":"message","id":"m1"}', DelaySeconds: 11 },
      { Id: '1', MessageBody: '{"do":"case","id":"k0"}' },
    ])
  })

  it('says what the official client says, under a signature as good', async () => {
    const { url, taken } = await openSqs(takeAll)
    const log: LogEntry[] = []
    await openQueue(client, url, (entry) => log.push(entry))(jobs(3))
    const official = new SQSClient({ region, credentials: role, endpoint: new URL(url).origin })
    const Entries = jobs(3).map((job, index) => ({ Id: String(index), MessageBody: JSON.stringify(job) }))
    await official.send(new SendMessageBatchCommand({ QueueUrl: url, Entries }))
    official.destroy()
    const [ours, theirs] = taken
    if (ours === undefined || theirs === undefined) throw new Error('nothing arrived')
    for (const name of ['content-type', 'x-amz-target', 'host', 'x-amz-security-token', 'x-amz-content-sha256'])
      expect([name, ours.headers[name]]).toEqual([name, theirs.headers[name]])
    expect([ours.url, JSON.parse(ours.body)]).toEqual([theirs.url, JSON.parse(theirs.body)])
    for (const each of [ours, theirs]) {
      const { given, right, scope } = signatureOf(each)
      expect(given).toBe(right)
      expect(scope).toMatch(/^[0-9]{8}\/ap-southeast-1\/sqs\/aws4_request$/)
    }
    expect(signedOf(ours)).toEqual(expect.arrayContaining(['host', 'x-amz-date', 'x-amz-target', 'content-type']))
    expect(log).toEqual([])
  })

  it('takes ten jobs at once, in their order, ids and nothing else', async () => {
    const { url, taken } = await openSqs(takeAll)
    await openQueue(client, url, () => {})(jobs(23))
    const sent = taken.map(({ body }) =>
      JSON.parse(body).Entries.map((entry: { MessageBody: string }) => entry.MessageBody),
    )
    expect(sent.map(({ length }) => length)).toEqual([10, 10, 3])
    expect(sent.flat()).toEqual(jobs(23).map((job) => JSON.stringify(job)))
  })

  it('names how many were refused', async () => {
    const { url } = await openSqs(([first]) => ({ status: 200, body: { Failed: [{ Id: first?.Id, Code: 'x' }] } }))
    const log: LogEntry[] = []
    await openQueue(client, url, (entry) => log.push(entry))(jobs(2))
    expect(log).toEqual([{ code: 'queue.refused', count: 1 }])
  })

  it('is asked once more where it could not answer', async () => {
    const { url, taken } = await openSqs((entries, count) =>
      count === 1 ? { status: 503, body: {} } : takeAll(entries, count),
    )
    const log: LogEntry[] = []
    await openQueue(client, url, (entry) => log.push(entry))(jobs(1))
    expect([taken.length, log]).toEqual([2, []])
  })

  it('never breaks the turn that came to it: refused, closed or silent, it is logged and the tick comes', async () => {
    const log: LogEntry[] = []
    const write = (entry: LogEntry) => log.push(entry)
    const { url } = await openSqs(() => ({ status: 403, body: { __type: 'AccessDenied' } }))
    await openQueue(client, url, write)(jobs(2))
    const closed = await openPort(() => {})
    await closed.close()
    await openQueue(client, `${closed.url}/1/jobs`, write)(jobs(2))
    const silent = await openPort(() => {})
    await openQueue(client, `${silent.url}/1/jobs`, write, 30)(jobs(2))
    await silent.close()
    expect(log.map(({ code, count }) => [code, count])).toEqual(Array(3).fill(['queue.unreachable', 2]))
  })
})
