/**
 * The demo's page and its API, as Hono routes: the page at `/`, its files and font under `/phone/`, handsets, clock and
 * inspector as JSON. It works offline, and everything it knows comes from the `Demo` it is given.
 */
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { readPhone } from '@dhatri/text/phone'
import { measureSms } from '@dhatri/text/sms'
import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { streamSSE } from 'hono/streaming'
import { DEED_NAMES, doDeed } from './deed.ts'
import type { Demo, Move } from './demo.ts'
import { recordLine } from './record.ts'
import { printTranscript } from './transcript.ts'
import { keyOf, viewHandset } from './view.ts'

const PAGE = new URL('./page/', import.meta.url)
const FONTS = join(
  dirname(createRequire(import.meta.url).resolve('@fontsource/noto-sans-bengali/package.json')),
  'files',
)
const KINDS: Record<string, string> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  woff2: 'font/woff2',
}

const DAY = 86_400_000
const STEPS: Record<string, number> = { '1d': DAY, '1w': 7 * DAY }

const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' data:",
  "media-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** The routes of the demo; mount them at the root. */
export function makePhoneApp(demo: Demo): Hono {
  const app = new Hono()
  app.use('/phone/*', bodyLimit({ maxSize: 16 * 1024 }))
  for (const person of demo.people) demo.operator.handset(person.number)
  addFiles(app)
  addHandsets(app, demo)
  addEvents(app, demo)
  addService(app, demo)
  return app
}

function addFiles(app: Hono): void {
  const send = async (context: Context, path: string | URL, kind: string) => {
    const body = await readFile(path)
    return context.body(new Uint8Array(body), 200, { 'content-type': kind, 'cache-control': 'no-cache' })
  }
  app.get('/', (context) => {
    context.header('content-security-policy', POLICY)
    context.header('referrer-policy', 'no-referrer')
    context.header('x-content-type-options', 'nosniff')
    return send(context, new URL('page.html', PAGE), 'text/html; charset=utf-8')
  })
  app.get('/phone/page/:file{[a-z]+\\.(?:css|js)}', async (context) => {
    const file = context.req.param('file')
    try {
      return await send(context, new URL(file, PAGE), KINDS[file.split('.')[1] ?? ''] ?? 'text/plain')
    } catch {
      return context.text('', 404)
    }
  })
  app.get('/phone/font/:file{noto-sans-bengali-(?:bengali|latin)-(?:400|600|700)-normal\\.woff2}', (context) =>
    send(context, join(FONTS, context.req.param('file')), 'font/woff2'),
  )
}

function addHandsets(app: Hono, demo: Demo): void {
  const { operator } = demo
  const views = () => operator.handsets().map((handset) => viewHandset(demo, handset))
  const find = (number: unknown) => operator.handsets().find((handset) => handset.number === number)
  // A thumb presses one key at a time: a deed waits for the one before it on the same handset.
  const queues = new Map<string, Promise<unknown>>()

  app.get('/phone/handsets', (context) => context.json(views()))

  app.post('/phone/handsets', async (context) => {
    const reading = readPhone(String((await readJson(context))?.['number'] ?? ''))
    if (!reading.ok) return context.json(reading, 400)
    return context.json(viewHandset(demo, operator.handset(reading.phone)), 201)
  })

  app.get('/phone/inbox', (context) => {
    const handset = find(context.req.query('number'))
    return handset ? context.json(handset.inbox()) : context.json({ ok: false, error: 'phone.unknown' }, 404)
  })

  app.get('/phone/transcript', (context) => {
    const handset = find(context.req.query('number'))
    if (!handset) return context.json({ ok: false, error: 'phone.unknown' }, 404)
    const captionOf = (played: string) => demo.captionOf?.(keyOf(demo.audioUrl, played) ?? '') ?? played
    const title = context.req.query('title') || 'a conversation'
    const transcript = recordLine(handset.dialogue(), { title, phone: handset.number, captionOf })
    if (!transcript) return context.json({ ok: false, error: 'transcript.empty' }, 404)
    return context.body(printTranscript(transcript), 200, {
      'content-type': 'application/yaml; charset=utf-8',
      'content-disposition': 'attachment; filename="transcript.yaml"',
    })
  })

  app.get('/phone/measure', (context) => context.json(measureSms(context.req.query('text') ?? '')))

  app.post(`/phone/:deed{${DEED_NAMES.join('|')}}`, async (context) => {
    const fields = await readJson(context)
    if (!fields) return context.json({ ok: false, error: 'request.malformed' }, 400)
    const handset = find(fields['number'])
    if (!handset) return context.json({ ok: false, error: 'phone.unknown' }, 404)
    const before = queues.get(handset.number) ?? Promise.resolve()
    const deed = before.then(() => doDeed(context.req.param('deed'), handset, fields))
    queues.set(
      handset.number,
      deed.catch(() => undefined),
    )
    const done = await deed
    if (!done.ok) return context.json(done, done.error === 'phone.notNow' ? 409 : 400)
    return context.json(viewHandset(demo, handset))
  })
}

function addEvents(app: Hono, demo: Demo): void {
  app.get('/phone/events', (context) =>
    streamSSE(context, async (stream) => {
      let isChanged = true
      let wake = () => {}
      const stop = demo.operator.watch(() => {
        isChanged = true
        wake()
      })
      stream.onAbort(stop)
      while (!stream.aborted) {
        if (isChanged) {
          isChanged = false
          await stream.writeSSE({ event: 'change', data: String(demo.now()) })
        }
        // A phone that nobody answers, and a session nobody goes on with, end while somebody watches.
        await demo.operator.settle()
        await Promise.race([new Promise<void>((done) => (wake = done)), stream.sleep(2000)])
      }
      stop()
    }),
  )
}

function addService(app: Hono, demo: Demo): void {
  app.get('/phone/state', async (context) => {
    await demo.operator.settle()
    const { serviceCode, shortCode, voiceNumbers } = demo.operator.settings
    const handsets = demo.operator.handsets().map((handset) => viewHandset(demo, handset))
    const { examples, links, voices } = demo
    const about = { isDemo: true, serviceCode, shortCode, voiceNumbers, examples, links, voices: voices ?? null }
    return context.json({ ...about, now: demo.now(), handsets, complaints: demo.operator.complaints().length })
  })

  app.post('/phone/clock', async (context) => {
    const move = readMove(await readJson(context))
    if (!move) return context.json({ ok: false, error: 'request.malformed' }, 400)
    const moved = await demo.moveClock(move)
    await demo.operator.settle()
    return context.json(moved, moved.ok ? 200 : 409)
  })

  app.get('/phone/inspect', async (context) => {
    const reading = readPhone(context.req.query('number') ?? '')
    return reading.ok ? context.json(await demo.inspect(reading.phone)) : context.json(reading, 400)
  })
}

/** Reads `{ by: '1d' | '1w' | ms }` or `{ to: ISO instant | 'due', number? }`. */
function readMove(fields: Record<string, unknown> | undefined): Move | undefined {
  const { by, to, number } = fields ?? {}
  if (typeof by === 'number' && Number.isFinite(by)) return { by }
  if (typeof by === 'string') {
    const ms = STEPS[by] ?? (/^\d{1,12}$/.test(by) ? Number(by) : undefined)
    return ms === undefined ? undefined : { by: ms }
  }
  if (to === 'due') return typeof number === 'string' ? { to, number } : { to }
  const at = typeof to === 'string' ? Date.parse(to) : Number.NaN
  return Number.isNaN(at) ? undefined : { to: at }
}

/** A posted JSON object. Only that content type is read: a page of another site cannot send it without being asked. */
async function readJson(context: Context): Promise<Record<string, unknown> | undefined> {
  if (!/^application\/json\b/.test(context.req.header('content-type') ?? '')) return undefined
  try {
    const body: unknown = await context.req.json()
    return typeof body === 'object' && body !== null && !Array.isArray(body) ? { ...body } : undefined
  } catch {
    return undefined
  }
}
