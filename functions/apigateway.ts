/**
 * Webhooks behind API Gateway, as its payload format 2.0 brings them (AWS, "Create AWS Lambda proxy integrations for
 * HTTP APIs"): header names in lower case, the body perhaps in base64.
 */
import { followCorrections } from '@dhatri/service/correction'
import type { World } from '@dhatri/service/world'
import { openWorld } from './lambda.ts'
import { within } from './patience.ts'
import { answerWebhook, type Webhooks } from './webhook.ts'

/** The part of an event that is read. */
export type HttpEvent = {
  rawPath: string
  rawQueryString: string
  headers: { [name: string]: string | undefined }
  requestContext: { domainName: string; http: { method: string } }
  body?: string
  isBase64Encoded: boolean
}

/** What API Gateway makes a response of. */
export type HttpResult = { statusCode: number; headers: { [name: string]: string }; body: string }

/** How long an answer that is ready waits for what was begun beside it, in ms: a Lambda is frozen once it has answered. */
const beside = 1_000

/** Answers these webhooks in a world; where its configuration is wrong it throws here, before the first request. */
export function openHandler(webhooks: Webhooks, world: World = openWorld()): (event: HttpEvent) => Promise<HttpResult> {
  const follow = followCorrections(world)
  return async ({ rawPath, rawQueryString, headers, requestContext, body = '', isBase64Encoded }) => {
    // Beside the turn, not before it: what is read now holds from the next turn on.
    const following = follow()
    const query = rawQueryString === '' ? '' : `?${rawQueryString}`
    const reply = await answerWebhook(world, webhooks, {
      method: requestContext.http.method,
      url: `https://${requestContext.domainName}${rawPath}${query}`,
      headers: Object.fromEntries(Object.entries(headers).flatMap(([name, text = '']) => [[name, text]])),
      body: isBase64Encoded ? Buffer.from(body, 'base64').toString() : body,
    })
    await within(beside, following)
    return {
      statusCode: reply.status,
      headers: { 'content-type': reply.contentType, 'cache-control': 'no-store' },
      body: reply.body,
    }
  }
}
