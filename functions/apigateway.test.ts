/** API Gateway's events, as its documentation shows them. */
import { describe, expect, it } from 'vitest'
import { type HttpEvent, openHandler } from './apigateway.ts'
import { dialRequest, openExample } from './example.ts'
import { ussdWebhooks } from './webhook.list.ts'

const { url, headers, body } = dialRequest('')
const event: HttpEvent = {
  rawPath: new URL(url).pathname,
  rawQueryString: '',
  headers,
  requestContext: { domainName: 'line.dhatri.test', http: { method: 'POST' } },
  body,
  isBase64Encoded: false,
}
const answer = (changed: Partial<HttpEvent>) => openHandler(ussdWebhooks, openExample().world)({ ...event, ...changed })

describe('an event of API Gateway', () => {
  it('gets the first screen', async () => {
    expect(await answer({})).toEqual({
      statusCode: 200,
      headers: { 'content-type': expect.stringContaining('text/plain'), 'cache-control': 'no-store' },
      body: expect.stringMatching(/^CON স্বাস্থ্য তথ্য/),
    })
  })

  it('gets the same with its body in base64, or with a query', async () => {
    const plain = await answer({})
    expect(await answer({ body: Buffer.from(body).toString('base64'), isBase64Encoded: true })).toEqual(plain)
    expect(await answer({ rawQueryString: 'a=1' })).toEqual(plain)
  })

  it.each([
    ['no body', { body: '' }, 400],
    ['a body of 20 KB', { body: `${body}&x=${'1'.repeat(20_000)}` }, 413],
    ['another method', { requestContext: { domainName: 'line.dhatri.test', http: { method: 'GET' } } }, 404],
    ['a wrong token', { rawPath: '/africastalking/ussd/wrong' }, 401],
  ])('with %s gets its status', async (_, changed, status) => {
    expect((await answer(changed)).statusCode).toBe(status)
  })
})
