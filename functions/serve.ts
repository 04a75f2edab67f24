/**
 * One machine in production: the webhooks, the worker and the tick on one port, with LMDB in a data folder. No phone
 * page, clock, inspector, population or `local` token is imported here; a test reads every import to prove it.
 */
import { randomBytes } from 'node:crypto'
import type { Pilot } from '@dhatri/care/review'
import { africastalking } from '@dhatri/gateways/africastalking'
import { africastalkingSettings } from '@dhatri/gateways/africastalking.settings'
import { connect } from '@dhatri/service/connection'
import { followCorrections } from '@dhatri/service/correction'
import { tick } from '@dhatri/service/tick'
import type { World } from '@dhatri/service/world'
import { serve } from '@hono/node-server'
import { createApp } from './app.ts'
import { sendAudio } from './audio.ts'
import { readCallBacks } from './callbacks.ts'
import { loadContent } from './content.ts'
import { requireSetting } from './env.ts'
import { openHome, openQueue, shardsOf } from './machine.ts'
import { readMinors } from './minors.ts'
import { post, writeLog } from './shell.ts'
import { keepTalks } from './talks.ts'

/** Nobody but the numbers of the pilot gets unreviewed clinical words, unless the operator says otherwise. */
function readPilot(): Pilot {
  const said = process.env['DHATRI_PILOT'] ?? 'listed'
  if (said !== 'listed' && said !== 'everyone') throw new Error('config.form DHATRI_PILOT')
  return said
}

/** Starts the machine; throws a named `config.*` error where a setting is missing or wrong. */
export async function startServer(): Promise<{ url: string; close: () => Promise<void> }> {
  const tokens = requireSetting('DHATRI_TOKENS').split(',')
  if (tokens.some((token) => token.length < 24)) throw new Error('config.tokenShort DHATRI_TOKENS')
  const optional = (name: string, key: string) => (process.env[name] === undefined ? {} : { [key]: process.env[name] })
  const parsed = africastalkingSettings.safeParse({
    username: requireSetting('DHATRI_AT_USERNAME'),
    apiKey: requireSetting('DHATRI_AT_KEY'),
    serviceCode: requireSetting('DHATRI_SERVICE_CODE'),
    publicUrl: requireSetting('DHATRI_PUBLIC_URL'),
    ...optional('DHATRI_AT_FROM', 'from'),
    ...optional('DHATRI_AT_VOICE_NUMBER', 'voiceNumber'),
    ...optional('DHATRI_SMS_URL', 'smsUrl'),
    ...optional('DHATRI_VOICE_URL', 'voiceUrl'),
  })
  if (!parsed.success) {
    throw new Error(
      `config.gateway ${parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ')}`,
    )
  }
  const settings = parsed.data
  const pilot = readPilot()
  const folder = process.env['DHATRI_DATA'] ?? '.dhatri-data'
  const home = await openHome(folder, 'production')
  const content = loadContent()
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
        settings,
        tokens,
        `${settings.publicUrl}/africastalking/voice/${tokens[0]}`,
      ),
    },
    post,
    enqueue: queue.enqueue,
    log: keepTalks(folder, writeLog),
    settings: {
      serviceCode: settings.serviceCode,
      gateway: 'africastalking',
      calls: process.env['DHATRI_CALLS'] === 'answer' ? 'answer' : 'callBack',
      callBacksADay: 5,
      allCallBacksADay: readCallBacks(process.env['DHATRI_CALL_BACKS_A_DAY']),
      pilot,
      audioUrl: process.env['DHATRI_AUDIO_URL'] ?? `${settings.publicUrl}/audio`,
      ...readMinors(process.env['DHATRI_MINORS']),
      shards: shardsOf.production,
      ...optional('DHATRI_DESK', 'desk'),
      ...optional('DHATRI_MISSED_CALL_NUMBER', 'missedCallNumber'),
    },
  }
  const port = Number(process.env['PORT'] ?? 8080)
  const hostname = process.env['HOST'] ?? '127.0.0.1'
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
