/** The webhooks behind a real socket: what a body may weigh, whether its length is told or not. */
import { request } from 'node:http'
import { text } from 'node:stream/consumers'
import { type ServerType, serve } from '@hono/node-server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createApp } from './app.ts'
import { dialRequest, openExample } from './example.ts'

describe('a body', () => {
  let server: ServerType
  let port = 0
  beforeAll(async () => {
    const { fetch } = createApp(openExample().world)
    port = await new Promise<number>((open) => {
      server = serve({ fetch, port: 0, hostname: '127.0.0.1' }, (address) => open(address.port))
    })
  })
  afterAll(() => new Promise((done) => server.close(done)))

  async function post(
    body: string,
    length: string | undefined,
    isWhole = true,
  ): Promise<{ status: number | undefined; said: string }> {
    const { url, headers } = dialRequest('')
    const sized = length === undefined ? { 'transfer-encoding': 'chunked' } : { 'content-length': length }
    return new Promise((done, fail) => {
      const sent = request({ port, path: new URL(url).pathname, method: 'POST', headers: { ...headers, ...sized } })
      sent.on('response', async (response) => {
        done({ status: response.statusCode, said: await text(response) })
        sent.destroy()
      })
      sent.on('error', fail)
      if (isWhole) sent.end(body)
      else sent.write(body)
    })
  }

  const small = dialRequest('').body
  const large = `${small}&x=${'1'.repeat(20_000)}`

  it.each([
    ['of a told length', small, String(small.length), 200],
    ['in chunks', small, undefined, 200],
    ['of 20 KB', large, String(large.length), 413],
    ['of 20 KB in chunks', large, undefined, 413],
  ])('%s', async (_, body, length, status) => {
    const answer = await post(body, length)
    expect(answer.status).toBe(status)
    expect(answer.said).toMatch(status === 200 ? /^CON / : /^$/)
  })

  it.each([
    ['of a told length', small, '20000'],
    ['in chunks', large, undefined],
  ])('that is too large %s is refused before it has come to its end', async (_, body, length) => {
    expect((await post(body, length, false)).status).toBe(413)
  })

  it('of a length that is no number is refused before anything reads it', async () => {
    expect((await post('', 'many')).status).toBe(400)
  })
})
