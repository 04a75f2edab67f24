/** What a caller gets when the store is gone, and that her danger is on the queue before she has her screen. */
import type { Job } from '@dhatri/service/world'
import { openDynamo, patient } from '@dhatri/store/dynamo'
import { makeClient } from '@dhatri/store/dynamo.client'
import { afterEach, describe, expect, it } from 'vitest'
import { dialRequest, openExample, openPort } from './example.ts'
import { ussdWebhooks } from './webhook.list.ts'
import { answerWebhook, turnPatience } from './webhook.ts'

const sorry = /^END দুঃখিত.{5,60}$/u
const credentials = { accessKeyId: 'id-of-a-role', secretAccessKey: 'key-of-a-role' }

const openTable = (endpoint: string, attempts: number) =>
  openDynamo(makeClient({ endpoint, region: 'local', credentials }), 'table', {
    random: () => 0,
    sleep: async () => {},
    attempts,
  })

let port: Awaited<ReturnType<typeof openPort>> | undefined

describe('a caller of a line whose store is gone', () => {
  afterEach(() => port?.close())

  it('gets a short screen where nothing listens any more', async () => {
    port = await openPort(() => {})
    await port.close()
    const { world, log } = openExample({ table: openTable(port.url, patient.attempts) })
    const reply = await answerWebhook(world, ussdWebhooks, dialRequest(''))
    expect([reply.status, reply.body]).toEqual([200, expect.stringMatching(sorry)])
    expect(log).toEqual([{ code: 'ussd.failed', gateway: 'africastalking', cause: 'store.unreachable' }])
  })

  it('gets it where the store takes the call and never answers, when the patience of a turn is over', async () => {
    port = await openPort(() => {})
    const { world, log } = openExample({ table: openTable(port.url, 1) })
    const reply = await answerWebhook(world, ussdWebhooks, dialRequest(''), 50)
    expect([reply.status, reply.body]).toEqual([200, expect.stringMatching(sorry)])
    expect(log).toEqual([{ code: 'ussd.late', gateway: 'africastalking' }])
  })

  it('is not kept by one try whose answer never begins, or never ends', async () => {
    const endless = 'HTTP/1.1 200 OK\r\ncontent-type: application/x-amz-json-1.0\r\ncontent-length: 99\r\n\r\n{'
    const ports = await Promise.all(['', endless].map((text) => openPort((socket) => socket.write(text))))
    const key = { pk: 'P#x', sk: 'PHONE' }
    const tries = await Promise.allSettled(ports.map(({ url }) => openTable(url, 1).get(key)))
    await Promise.all(ports.map(({ close }) => close()))
    const outcome = { status: 'rejected', reason: { code: 'store.unreachable' } }
    expect(tries).toMatchObject([outcome, outcome])
  })

  it('waits less than the gateway and the Lambda do', () => {
    expect(turnPatience).toBeLessThan(10_000 - 2_000)
  })
})

describe('danger on USSD', () => {
  it('is on the queue before the screen is', async () => {
    const sent: Job[] = []
    const slowly = async (jobs: Job[]) => {
      await new Promise(setImmediate)
      sent.push(...jobs)
    }
    const { world } = openExample({ enqueue: slowly })
    for (const text of ['', '99']) await answerWebhook(world, ussdWebhooks, dialRequest(text))
    expect(sent).toEqual([])
    const reply = await answerWebhook(world, ussdWebhooks, dialRequest('99*1'))
    expect(reply.status).toBe(200)
    expect(sent).toEqual([{ do: 'case', id: expect.stringMatching(/./) }])
  })
})

describe('a path', () => {
  it.each([
    ['/africastalking/sms', 404],
    ['/africastalking/ussd/more', 404],
    ['/africastalking/constructor', 404],
    ['/nobody/ussd', 404],
  ])('%s that is no webhook here is not found', async (path, status) => {
    const { world } = openExample()
    const request = dialRequest('')
    const url = request.url.replace('/africastalking/ussd', path)
    expect((await answerWebhook(world, ussdWebhooks, { ...request, url })).status).toBe(status)
  })

  it.each(['%E0%A4%A', 'x/y', ''])('with the token %j proves nothing', async (token) => {
    const { world } = openExample()
    const request = dialRequest('')
    const url = request.url.replace(/[^/]+$/, token)
    expect((await answerWebhook(world, ussdWebhooks, { ...request, url })).status).toBeGreaterThanOrEqual(400)
  })
})
