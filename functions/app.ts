/** The webhooks of all channels as one Hono app, for a machine of its own and the demo; Lambdas do without Hono. */
import type { World } from '@dhatri/service/world'
import { Hono, type MiddlewareHandler } from 'hono'
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
  const length = context.req.header('content-length')
  if (length === undefined || context.req.header('transfer-encoding') !== undefined) return limitUnsized(context, next)
  return Number(length) <= mostBytes ? next() : context.text('', 413)
}

/** The webhooks of a world; `patience` is how long one answer may take, in ms. */
export function createApp(world: World, patience = turnPatience): Hono {
  const app = new Hono()
  app.use(limitBody)
  app.get('/health', (context) => context.json({ ok: true }))
  app.post('/:gateway/:channel/:token', async ({ req }) => {
    const { method, url, raw } = req
    const headers = Object.fromEntries(raw.headers)
    const reply = await answerWebhook(world, webhooks, { method, url, headers, body: await req.text() }, patience)
    return new Response(reply.body, {
      status: reply.status,
      headers: { 'content-type': reply.contentType, 'cache-control': 'no-store' },
    })
  })
  app.notFound((context) => context.text('', 404))
  return app
}
