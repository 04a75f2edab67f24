/**
 * One machine in production: the webhooks, the worker and the tick on one port, with LMDB in a data folder. No phone
 * page, clock, inspector, population or `local` token is imported here; a test reads every import to prove it.
 */
import { randomBytes } from 'node:crypto'
import { africastalking } from '@dhatri/gateways/africastalking'
import { connect } from '@dhatri/service/connection'
import { followCorrections } from '@dhatri/service/correction'
import { tick } from '@dhatri/service/tick'
import type { World } from '@dhatri/service/world'
import { serve } from '@hono/node-server'
import { createApp } from './app.ts'
import { sendAudio } from './audio.ts'
import { loadContent } from './content.ts'
import { tryPort } from './machine.settings.ts'
import { openHome, openQueue } from './machine.ts'
import { readServeSettings } from './serve.settings.ts'
import { post, writeLog } from './shell.ts'
import { keepTalks } from './talks.ts'

/** Starts the machine; throws `config.wrong` with every setting that is missing or wrong before anything is touched. */
export async function startServer(): Promise<{ url: string; close: () => Promise<void> }> {
  const { stand, tokens, gateway, line } = await readServeSettings()
  const content = loadContent()
  await tryPort(stand)
  const { folder, port, host: hostname } = stand
  const home = await openHome(folder, 'production')
  const queue = openQueue(() => world)
  const world: World = {
    now: () => Date.now(),
    random: () => Math.random(),
    id: () => randomBytes(16).toString('hex'),
    table: home.table,
    keyring: home.keyring,
    ...content.world,
    connections: {
      africastalking: connect(
        africastalking,
        gateway,
        tokens,
        `${gateway.publicUrl}/africastalking/voice/${tokens[0]}`,
      ),
    },
    post,
    enqueue: queue.enqueue,
    log: keepTalks(folder, writeLog),
    settings: line,
  }
  const app = createApp(world)
  app.get('/audio/*', (context) => sendAudio(new URL(context.req.url).pathname))
  const server = serve({ fetch: app.fetch, port, hostname })
  await new Promise<void>((done, fail) => {
    server.once('listening', () => done())
    server.once('error', fail)
  })
  const follow = followCorrections(world)
  await follow()
  const follower = setInterval(() => void follow(), 10_000)
  const timer = setInterval(() => void tick(world).catch(() => world.log({ code: 'tick.failed' })), 60_000)
  return {
    url: `http://${hostname}:${port}`,
    close: async () => {
      clearInterval(timer)
      clearInterval(follower)
      await queue.drain()
      await new Promise<void>((done) => server.close(() => done()))
      await home.close()
    },
  }
}
