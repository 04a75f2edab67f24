/**
 * The webhooks as one Hono app: `POST /<gateway>/<channel>/<token>`. Every request is verified before it is parsed,
 * and nothing is acknowledged before it is durable. Whatever breaks, a caller gets a short screen within the gateway's
 * limit, and the log gets a code without a number or a name.
 */
import type { Incoming, Reply } from '@dhatri/gateways/gateway'
import { answerCall, sorryCall } from '@dhatri/service/call'
import type { Connection } from '@dhatri/service/connection'
import { answerDial, sorryDial } from '@dhatri/service/dial'
import { takeReceipt } from '@dhatri/service/receipt'
import { takeText } from '@dhatri/service/text'
import type { World } from '@dhatri/service/world'
import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'

/** Which channels an app serves: a Lambda serves one, one machine serves all. */
export type Channels = ('ussd' | 'sms' | 'voice' | 'receipt')[]

const mostBytes = 16 * 1024

async function readIncoming(context: Context): Promise<Incoming> {
  const { token = '' } = context.req.param()
  const path = new URL(context.req.url).pathname.split('/')
  return {
    method: context.req.method,
    url: context.req.url,
    path: { channel: path[2] ?? '', token },
    headers: Object.fromEntries(context.req.raw.headers),
    body: await context.req.text(),
  }
}

const send = (reply: Reply) =>
  new Response(reply.body, {
    status: reply.status,
    headers: { 'content-type': reply.contentType, 'cache-control': 'no-store' },
  })

type Answer = (world: World, connection: Connection, request: Parameters<typeof answerDial>[2]) => Promise<Reply>

const answers: {
  [route: string]: { channel: Channels[number]; answer: Answer; sorry: (world: World, connection: Connection) => Reply }
} = {
  ussd: { channel: 'ussd', answer: answerDial, sorry: sorryDial },
  'ussd-end': { channel: 'ussd', answer: answerDial, sorry: sorryDial },
  sms: { channel: 'sms', answer: takeText, sorry: () => ({ status: 503, contentType: 'text/plain', body: '' }) },
  voice: { channel: 'voice', answer: answerCall, sorry: sorryCall },
  receipt: {
    channel: 'receipt',
    answer: takeReceipt,
    sorry: () => ({ status: 503, contentType: 'text/plain', body: '' }),
  },
}

/** The webhooks of a world, for some channels or all. */
export function createApp(world: World, channels: Channels = ['ussd', 'sms', 'voice', 'receipt']): Hono {
  const app = new Hono()
  app.use(bodyLimit({ maxSize: mostBytes, onError: (context) => context.text('', 413) }))
  app.get('/health', (context) => context.json({ ok: true }))
  for (const [route, { channel, answer, sorry }] of Object.entries(answers)) {
    if (!channels.includes(channel)) continue
    app.post(`/:gateway/${route}/:token`, async (context) => {
      const name = context.req.param('gateway')
      const connection = Object.hasOwn(world.connections, name) ? world.connections[name] : undefined
      if (connection === undefined) return context.text('', 404)
      const verified = connection.verify(await readIncoming(context))
      if (!verified.ok) {
        world.log({ code: verified.error, gateway: connection.name })
        return context.text('', verified.status)
      }
      try {
        return send(await answer(world, connection, verified.request))
      } catch (cause) {
        world.log({ code: `${route}.failed`, gateway: connection.name, cause: nameCause(cause) })
        return send(sorry(world, connection))
      }
    })
  }
  app.notFound((context) => context.text('', 404))
  return app
}

/** A cause without its message: a message may quote what somebody wrote. */
export function nameCause(cause: unknown): string {
  if (!(cause instanceof Error)) return 'unknown'
  const code = 'code' in cause && typeof cause.code === 'string' ? cause.code : cause.message
  return /^[a-z]+\.[a-zA-Z]+$/.test(code) ? code : cause.name
}
