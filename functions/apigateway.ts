/**
 * Webhooks behind API Gateway, as its payload format 2.0 brings them (AWS, "Create AWS Lambda proxy integrations for
 * HTTP APIs"): header names in lower case, the body perhaps in base64.
 */
import { openWorld } from './lambda.ts'
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

/** Opens the world and answers these webhooks in it; a wrong configuration throws here, before the first request. */
export function openHandler(webhooks: Webhooks): (event: HttpEvent) => Promise<HttpResult> {
  const world = openWorld()
  return async ({ rawPath, rawQueryString, headers, requestContext, body = '', isBase64Encoded }) => {
    const query = rawQueryString === '' ? '' : `?${rawQueryString}`
    const reply = await answerWebhook(world, webhooks, {
      method: requestContext.http.method,
      url: `https://${requestContext.domainName}${rawPath}${query}`,
      headers: Object.fromEntries(Object.entries(headers).flatMap(([name, text = '']) => [[name, text]])),
      body: isBase64Encoded ? Buffer.from(body, 'base64').toString() : body,
    })
    return {
      statusCode: reply.status,
      headers: { 'content-type': reply.contentType, 'cache-control': 'no-store' },
      body: reply.body,
    }
  }
}
