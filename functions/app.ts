/** The webhooks of all channels as one Hono app, for a machine of its own and the demo; Lambdas do without Hono. */
import type { IncomingMessage } from 'node:http'
import type { World } from '@dhatri/service/world'
import { type Context, Hono, type MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { receiptWebhooks, smsWebhooks, ussdWebhooks, voiceWebhooks } from './webhook.list.ts'
import { answerWebhook, mostBytes, turnPatience } from './webhook.ts'

const webhooks = { ...ussdWebhooks, ...smsWebhooks, ...voiceWebhooks, ...receiptWebhooks }

const limitUnsized = bodyLimit({ maxSize: mostBytes, onError: (context) => context.text('', 413) })

/**
 * Refuses a body of more than `mostBytes`. Hono's own limit opens the body as a stream to look at it, which took as long
 * as all the rest of a turn; where the length is told, and Node holds the sender to it, nothing need be opened.
 */
const limitBody: MiddlewareHandler = async (context, next) => {
  const { 'content-length': length, 'transfer-encoding': encoding } = headersOf(context)
  if (length === undefined || encoding !== undefined) return limitUnsized(context, next)
  return Number(length) <= mostBytes ? next() : context.text('', 413)
}

/** Headers by their names in lower case; Node has them so, and a `Headers` would be built only to be taken apart. */
function headersOf({ env, req }: Context): Record<string, string> {
  const incoming: IncomingMessage | undefined = env?.incoming
  if (incoming === undefined) return Object.fromEntries(req.raw.headers)
  const headers: Record<string, string> = {}
  for (const name in incoming.headers) headers[name] = String(incoming.headers[name])
  return headers
}

/** The webhooks of a world; `patience` is how long one answer may take, in ms. */
export function createApp(world: World, patience = turnPatience): Hono {
  const app = new Hono()
  app.use(limitBody)
  app.get('/health', (context) => context.json({ ok: true }))
  app.post('/:gateway/:channel/:token', async (context) => {
    const { req } = context
    const { method, url } = req
    const headers = headersOf(context)
    const reply = await answerWebhook(world, webhooks, { method, url, headers, body: await req.text() }, patience)
    return new Response(reply.body, {
      status: reply.status,
      headers: { 'content-type': reply.contentType, 'cache-control': 'no-store' },
    })
  })
  app.notFound((context) => context.text('', 404))
  return app
}
