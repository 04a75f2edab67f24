/**
 * A tiny service in Africa's Talking's form, for testing the phone without the real one: a USSD menu, an SMS that is
 * answered, a call with keys. It is as small as it can be and knows nothing of pregnancies.
 */
import { Hono } from 'hono'
import type { OperatorSettings } from './network.ts'
import { type Operator, openOperator } from './operator.ts'
import { escapeXml } from './xml.ts'

/** Where the fake service sends, and what it was asked: the forms by webhook, in order. */
export type Fake = {
  app: Hono
  asked: { webhook: string; fields: Record<string, string> }[]
  /** Sends a text through the gateway's API; the answer's status, or 0 when none came. */
  send: (to: string, text: string) => Promise<{ status: number; body: string }>
  /** Has the gateway ring a number. */
  ring: (to: string, ref?: string) => Promise<{ status: number; body: string }>
  /** The address of its own webhooks and recordings; set once a server knows its port. */
  base: string
}

const MENU = 'ধাত্রী সেবা\n1 এই সপ্তাহে\n2 তারিখ লিখুন\n99 বিপদ'

/** Makes the fake service; `gateway` carries its requests to the operator's API. */
export function makeFake(gateway: (request: Request) => Promise<Response> | Response, base: string): Fake {
  const app = new Hono()
  const post = async (path: string, form: Record<string, string>) => {
    const request = new Request(`${fake.base}/gateway${path}`, {
      method: 'POST',
      headers: { apikey: 'secret', 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ username: 'dhatri', ...form }).toString(),
    })
    try {
      const response = await gateway(request)
      return { status: response.status, body: await response.text() }
    } catch {
      return { status: 0, body: '' }
    }
  }
  const fake: Fake = {
    app,
    asked: [],
    base,
    send: (to, message) => post('/version1/messaging', { to, message, from: '16789', bulkSMSMode: '1', enqueue: '1' }),
    ring: (to, ref) =>
      post('/call', { to, from: '+8809612016789', ...(ref === undefined ? {} : { clientRequestId: ref }) }),
  }

  app.post('/africastalking/:webhook/local', async (context) => {
    const fields = Object.fromEntries(new URLSearchParams(await context.req.text()))
    const webhook = context.req.param('webhook')
    fake.asked.push({ webhook, fields })
    if (webhook === 'ussd') return answerUssd(fields['text'] ?? '')
    if (webhook === 'sms') await fake.send(fields['from'] ?? '', `পেয়েছি: ${fields['text']}`)
    if (webhook === 'voice' && fields['isActive'] === '1') return answerVoice(fields, fake.base)
    return context.text('')
  })
  return fake
}

function answerUssd(text: string): Response {
  if (text === '') return new Response(`CON ${MENU}`)
  if (text === '1') return new Response('END পানি বেশি খান। বিশ্রাম নিন।')
  if (text === '2') return new Response('CON শেষ মাসিকের তারিখ? যেমন 1203')
  if (/^2\*\d{4}$/.test(text)) return new Response(`END ধন্যবাদ: ${text.slice(2)}`)
  if (text === '99') return new Response('CON এখনই হাসপাতালে যান।\n1 এখন ঘটছে\n0 পেছনে')
  if (text === '7') return new Response('oops', { status: 500 })
  if (text === '8') return new Response(`END ${'অ'.repeat(81)}`)
  if (text === '9') return new Response('END আপনার তারিখ {edd}')
  return new Response(`CON ভুল হয়েছে। ${MENU}`)
}

function answerVoice(fields: Record<string, string>, base: string): Response {
  const turn = escapeXml(`${base}/africastalking/voice/local?n=1&step=2`)
  const play = (key: string) => `<Play url="${base}/audio/bn/${key}.mp3"/>`
  const gather = `<GetDigits numDigits="1" timeout="6" finishOnKey="#" callbackUrl="${turn}">${play('press')}</GetDigits>`
  const digits = fields['dtmfDigits']
  const body =
    digits === undefined
      ? `${play('hello')}${gather}<Redirect>${escapeXml(`${base}/africastalking/voice/local`)}</Redirect>`
      : digits === '0'
        ? '<Dial phoneNumbers="+8801711000009"/>'
        : `<Say>আপনি চেপেছেন ${escapeXml(digits)}</Say>`
  return new Response(`<?xml version="1.0" encoding="UTF-8"?><Response>${body}</Response>`, {
    headers: { 'content-type': 'text/plain; charset=utf-8' },
  })
}

/** The fake service and an operator in one process, at noon in Dhaka on 4 July 2026 until `now` is moved. */
export type Rehearsal = {
  operator: Operator
  fake: Fake
  /** The forms that reached one webhook, in order. */
  asked: (webhook: string) => Record<string, string>[]
  now: number
}

/** Opens a rehearsal; settings given here replace its own. */
export function rehearse(settings: Partial<OperatorSettings> = {}): Rehearsal {
  // A server mounts the API under a path; in process it lies at the root.
  const fake = makeFake(
    (request) => rehearsal.operator.fetch(new Request(request.url.replace('/gateway', ''), request)),
    'http://service',
  )
  const operator = openOperator({
    fetch: (request) => fake.app.fetch(request),
    serviceUrl: 'http://service',
    token: 'local',
    serviceCode: '*16789#',
    shortCode: '16789',
    voiceNumbers: ['+8809612016789'],
    username: 'dhatri',
    apiKey: 'secret',
    now: () => rehearsal.now,
    ...settings,
  })
  const rehearsal: Rehearsal = {
    operator,
    fake,
    asked: (webhook) => fake.asked.filter((one) => one.webhook === webhook).map((one) => one.fields),
    now: Date.UTC(2026, 6, 4, 6, 0, 0),
  }
  return rehearsal
}
