/**
 * A webhook, whoever carries it here: `POST /<gateway>/<channel>/<token>`. Every request is verified before it is
 * parsed, and nothing is acknowledged before it is durable. Whatever breaks or takes too long, a caller gets a short
 * screen within the gateway's limit, and the log gets a code without a number or a name.
 */
import type { Incoming, Reply, Verified } from '@dhatri/gateways/gateway'
import type { Connection } from '@dhatri/service/connection'
import type { World } from '@dhatri/service/world'
import { within } from './patience.ts'

/** One kind of webhook: how it is answered, and what goes out where that came to nothing. */
export type Webhook = {
  answer: (world: World, connection: Connection, request: Verified) => Promise<Reply>
  sorry: (world: World, connection: Connection) => Reply
}

/** Webhooks by the channel in their path. */
export type Webhooks = { [channel: string]: Webhook }

/** A request before anything is known of it; header names are lower case, `url` is whole. */
export type Request = Omit<Incoming, 'path'>

/** Most bytes of a body. */
export const mostBytes = 16 * 1024

/**
 * How long an answer may take, in ms. Africa's Talking hangs up after 15 s (its help pages) and a Lambda here ends
 * after 10; a try of the store ends after 1.5 s, a job's way to the queue after 2.
 */
export const turnPatience = 6_000

const empty = (status: number): Reply => ({ status, contentType: 'text/plain; charset=UTF-8', body: '' })

/** Answers one request, always. */
export async function answerWebhook(
  world: World,
  webhooks: Webhooks,
  request: Request,
  patience = turnPatience,
): Promise<Reply> {
  const [, name = '', channel = '', sealed = '', ...rest] = new URL(request.url).pathname.split('/')
  const connection = Object.hasOwn(world.connections, name) ? world.connections[name] : undefined
  const webhook = Object.hasOwn(webhooks, channel) ? webhooks[channel] : undefined
  const token = decode(sealed)
  const isOurs = request.method === 'POST' && rest.length === 0 && token !== undefined
  if (!isOurs || connection === undefined || webhook === undefined) return empty(404)
  if (Buffer.byteLength(request.body) > mostBytes) return empty(413)
  const verified = connection.verify({ ...request, path: { channel, token } })
  if (!verified.ok) {
    world.log({ code: verified.error, gateway: connection.name })
    return empty(verified.status)
  }
  try {
    const reply = await within(patience, webhook.answer(world, connection, verified.request))
    if (reply !== undefined) return reply
    world.log({ code: `${channel}.late`, gateway: connection.name })
  } catch (cause) {
    world.log({ code: `${channel}.failed`, gateway: connection.name, cause: nameCause(cause) })
  }
  return webhook.sorry(world, connection)
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}

/** A cause without its message: a message may quote what somebody wrote. */
function nameCause(cause: unknown): string {
  if (!(cause instanceof Error)) return 'unknown'
  const code = 'code' in cause && typeof cause.code === 'string' ? cause.code : cause.message
  return /^[a-z]+\.[a-zA-Z]+$/.test(code) ? code : cause.name
}
