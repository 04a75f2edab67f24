/**
 * The demo behind `npm start`: the real service on one port with simulated handsets, a clock that can be moved and an
 * inspector. Everything in it is marked DEMO; production (`serve.ts`) imports none of it.
 */
import { randomBytes } from 'node:crypto'
import { africastalking } from '@dhatri/gateways/africastalking'
import { makePhoneApp } from '@dhatri/phone/app'
import { type Operator, openOperator } from '@dhatri/phone/operator'
import { connect } from '@dhatri/service/connection'
import { followCorrections } from '@dhatri/service/correction'
import { tick } from '@dhatri/service/tick'
import type { World } from '@dhatri/service/world'
import { controlKey } from '@dhatri/store/items'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { createApp } from './app.ts'
import { sendAudio } from './audio.ts'
import { usualCallBacks } from './callbacks.ts'
import { loadContent } from './content.ts'
import { inspectNumber } from './demo.inspect.ts'
import { makeMove } from './demo.move.ts'
import { bringPeople, examples, people } from './demo.people.ts'
import { type Stand, tryPort } from './machine.settings.ts'
import { openHome, openQueue, shardsOf } from './machine.ts'
import { post } from './shell.ts'
import { keepTalks } from './talks.ts'

/** What `npm start` is told by its flags and environment. */
export type DemoOptions = Stand & { isEmpty: boolean; gatewayUrl?: string }

/** A running demo. */
export type RunningDemo = { url: string; lines: string[]; close: () => Promise<void> }

const serviceCode = '*16789#'
const numbers = { short: '16789', voice: '+8809600016789', missed: '+8809600016780' }

/** Starts the demo; throws a named `config.*` error where it cannot. */
export async function startDemo(options: DemoOptions): Promise<RunningDemo> {
  const content = loadContent()
  await tryPort(options)
  const home = await openHome(options.folder, 'demo')
  const isOpen = !['127.0.0.1', 'localhost', '::1'].includes(options.host)
  // On a network others can reach, the well-known token would let anybody in.
  const token = isOpen ? randomBytes(24).toString('base64url') : 'local'
  const url = `http://127.0.0.1:${options.port}`
  const networkUrl = options.gatewayUrl ?? `${url}/network`
  const apiKey = 'demo-gateway-key'
  const clockKey = controlKey('demo-clock')
  let offset = Number((await home.table.get(clockKey))?.['offset'] ?? 0)
  const now = () => Date.now() + offset
  const settings = {
    username: 'sandbox',
    apiKey,
    serviceCode,
    from: numbers.short,
    voiceNumber: numbers.voice,
    publicUrl: url,
    smsUrl: networkUrl,
    voiceUrl: networkUrl,
  }
  const queue = openQueue(() => world)
  const world: World = {
    now,
    random: () => Math.random(),
    id: () => randomBytes(16).toString('hex'),
    table: home.table,
    keyring: home.keyring,
    ...content.world,
    connections: { africastalking: connect(africastalking, settings, [token], `${url}/africastalking/voice/${token}`) },
    post,
    enqueue: queue.enqueue,
    log: keepTalks(options.folder, (entry) => void process.stderr.write(`${JSON.stringify(entry)}\n`)),
    settings: {
      serviceCode,
      gateway: 'africastalking',
      calls: 'answer',
      missedCallNumber: numbers.missed,
      callBacksADay: 5,
      allCallBacksADay: usualCallBacks,
      pilot: 'everyone',
      audioUrl: `${url}/audio`,
      shards: shardsOf.demo,
    },
  }
  const app = createApp(world)
  const operator: Operator = openOperator({
    fetch: (request) => app.fetch(request),
    serviceUrl: url,
    token,
    serviceCode,
    shortCode: numbers.short,
    voiceNumbers: [numbers.voice, numbers.missed],
    username: 'sandbox',
    apiKey,
    now,
    makeId: (prefix) => `${prefix}${randomBytes(12).toString('hex')}`,
    soon: () => void setTimeout(() => void operator.settle(), 20),
    isHeardAtOnce: false,
    // Somebody who reads the page for the first time is slower than a caller: the real limits are 60 s and 180 s.
    patience: { answer: 10 * 60_000, session: 30 * 60_000 },
  })
  const settle = async () => {
    for (let round = 0; round < 3; round++) {
      await queue.drain()
      await operator.settle()
    }
  }
  const setClock = (instant: number) => {
    offset = instant - Date.now()
  }
  const keepClock = async () => {
    await home.table.update(clockKey, { set: { offset: { value: offset } } })
  }
  await bringPeople(world, content.places, options.isEmpty)
  const page = makePhoneApp({
    operator,
    now,
    moveClock: makeMove({ world, set: setClock, settle, isRinging: operator.isRinging, keep: keepClock }),
    inspect: (number) => inspectNumber(world, number),
    audioUrl: `${url}/audio/`,
    isStandIn: (key) => content.standIns.has(key),
    captionOf: (key) => content.captions.get(key),
    people,
    examples,
    links: [],
    voices: {
      recorded: Object.keys(content.world.recordings).length - content.standIns.size,
      standIn: content.standIns.size,
      missing: 0,
    },
  })
  const site = new Hono()
  site.get('/audio/*', (context) => sendAudio(new URL(context.req.url).pathname))
  site.route('/network', operator.api)
  site.route('/', page)
  site.mount('/', app.fetch)
  const server = serve({ fetch: site.fetch, port: options.port, hostname: options.host })
  await new Promise<void>((done, fail) => {
    server.once('listening', () => done())
    server.once('error', fail)
  })
  const follow = followCorrections(world)
  await follow()
  const follower = setInterval(() => void follow(), 10_000)
  const timer = setInterval(() => void tick(world).catch(() => undefined), 5_000)
  return {
    url,
    lines: [
      `DEMO. Open ${url}/`,
      `Dial ${serviceCode}, text ${numbers.short}, call ${numbers.voice}, or ring ${numbers.missed} once.`,
      ...(isOpen ? [`Open to the network; webhook token: ${token}`] : []),
    ],
    close: async () => {
      clearInterval(timer)
      clearInterval(follower)
      await settle()
      const closed = new Promise<void>((done) => server.close(() => done()))
      // An open page holds its stream of events for ever.
      if ('closeAllConnections' in server) server.closeAllConnections()
      await closed
      await home.close()
    },
  }
}
