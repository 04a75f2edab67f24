/**
 * The server that ours is compared with over HTTP: `@hono/node-server` with a Map, which keeps nothing beyond its own
 * life, encrypts nothing, checks nothing and has one screen. Argument: the port.
 */
import { serve } from '@hono/node-server'
import { Hono } from 'hono'

const sessions = new Map<string, string[]>()
const app = new Hono()

app.post('/africastalking/ussd/:token', async ({ req }) => {
  const form = new URLSearchParams(await req.text())
  const session = form.get('sessionId') ?? ''
  const entered = (form.get('text') ?? '').split('*')
  const kept = sessions.get(session) ?? []
  kept.push(entered.at(-1) ?? '')
  sessions.set(session, kept)
  return new Response('CON স্বাস্থ্য তথ্য। জরুরি: 99\n1 তথ্য\n2 নাম লেখান\n3 আমার কথা\n4 ভাষা\n5 বন্ধ', {
    headers: { 'content-type': 'text/plain; charset=UTF-8', 'cache-control': 'no-store' },
  })
})

serve({ fetch: app.fetch, port: Number(process.argv[2]), hostname: '127.0.0.1' }, () => console.log('Serving'))
