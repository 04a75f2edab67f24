/** The operator and the gateway's translator were written from the same documentation by different hands: they must agree. */
import { africastalking } from '@dhatri/gateways/africastalking'
import { africastalkingSettings } from '@dhatri/gateways/africastalking.settings'
import type { Event, OutRequest, Reply, VoiceAction } from '@dhatri/gateways/gateway'
import { beforeEach, expect, it } from 'vitest'
import { type Operator, openOperator } from './operator.ts'

const RINA = '+8801711000001'
const NUMBER = '+8809612016789'
const WAIT: VoiceAction = { do: 'gather', digits: 2, timeout: 5, finish: '#', prompts: [{ say: 'চাপুন' }], count: 0 }
const settings = africastalkingSettings.parse({
  username: 'dhatri',
  apiKey: 'secret',
  serviceCode: '*16789#',
  voiceNumber: NUMBER,
  publicUrl: 'http://service',
  smsUrl: 'http://gateway',
  voiceUrl: 'http://gateway',
})

let operator: Operator
let events: Event[]
let actions: VoiceAction[]

beforeEach(() => {
  events = []
  actions = []
  operator = openOperator({
    fetch: answer,
    serviceUrl: 'http://service',
    token: 'local',
    serviceCode: '*16789#',
    shortCode: '16789',
    voiceNumbers: [NUMBER],
    username: 'dhatri',
    apiKey: 'secret',
    now: () => Date.UTC(2026, 6, 4),
  })
})

/** A service that is nothing but the translator: it keeps what it read and says what a test told it to. */
async function answer(request: Request): Promise<Response> {
  const [, , channel = '', token = ''] = new URL(request.url).pathname.split('/')
  const { ussd, sms, receipt, voice } = africastalking
  const verified = africastalking.verify(
    {
      method: request.method,
      url: request.url,
      path: { channel, token },
      headers: Object.fromEntries(request.headers),
      body: await request.text(),
    },
    settings,
    ['local'],
  )
  if (!verified.ok) return new Response('', { status: verified.status })
  const reading = { ussd, 'ussd-end': ussd, sms, receipt, voice }[channel]?.read(verified.request)
  if (!reading?.ok) return new Response('', { status: reading?.status ?? 404 })
  events.push(reading.event)
  return toResponse(replyTo(reading.event))
}

function replyTo(event: Event): Reply | undefined {
  const urls = { turn: 'http://service/africastalking/voice/local', audio: 'http://service/audio' }
  if (event.kind === 'ussd.dial') return africastalking.ussd?.reply({ text: 'ধাত্রী', isEnd: false })
  if (event.kind === 'ussd.turn') return africastalking.ussd?.reply({ text: 'শেষ', isEnd: true })
  if (event.kind === 'call.start' || event.kind === 'call.turn') return africastalking.voice?.reply(actions, urls)
  return africastalking.receipt?.acknowledge()
}

const toResponse = (reply: Reply | undefined) =>
  new Response(reply?.body ?? '', {
    status: reply?.status ?? 500,
    headers: { 'content-type': reply?.contentType ?? '' },
  })

const send = async (request: OutRequest | undefined) => {
  if (!request) throw new Error('this gateway cannot send that')
  const { url, method, headers, body } = request
  const response = await operator.fetch(new Request(url, { method, headers, body }))
  return { status: response.status, body: await response.text() }
}

it('a USSD session is read as it was dialled', async () => {
  const rina = operator.handset(RINA)
  await rina.dials('*16789#')
  await rina.presses('*')
  await operator.settle()
  const session = { session: expect.stringMatching(/^ATUid_/), from: RINA, serviceCode: '*16789#' }
  expect(events).toMatchObject([
    { kind: 'ussd.dial', ...session, deep: [] },
    { kind: 'ussd.turn', ...session, input: '*', repeat: { by: 'count', count: 0 } },
    { kind: 'ussd.end', status: 'finished' },
  ])
  expect(rina.sees()).toEqual({ text: 'শেষ', isEnd: true, by: 'service' })
  expect(operator.complaints()).toEqual([])
})

it('a text and its receipt are read, and a text is sent', async () => {
  const rina = operator.handset(RINA)
  await rina.texts('16789', 'REG & ১০০%')
  const sent = await send(africastalking.sms?.send({ to: RINA, text: 'পেয়েছি + ok', ref: 'm-1' }, settings))
  const result = africastalking.sms?.sent(sent)
  await operator.settle()
  expect(rina.inbox()).toMatchObject([{ text: 'পেয়েছি + ok' }])
  expect(events).toMatchObject([
    { kind: 'sms.in', from: RINA, to: '16789', text: 'REG & ১০০%', at: '2026-07-04T00:00:00Z' },
    { kind: 'receipt', ref: result?.state === 'accepted' ? result.ref : '', state: 'delivered' },
  ])
})

it.each([
  ['throttled', 'rejected', 'send.throttled'],
  ['down', 'unknown', 'send.failed'],
] as const)('a send that is %s is %s', async (fault, state, error) => {
  operator.fails(fault)
  const sent = await send(africastalking.sms?.send({ to: RINA, text: 'hello', ref: 'm-1' }, settings))
  expect(africastalking.sms?.sent(sent)).toEqual({ state, error })
})

it('a call is placed, answered, keyed and ended', async () => {
  actions = [{ do: 'play', key: 'bn/home.0.mp3' }, WAIT]
  const rina = operator.handset(RINA)
  const placed = await send(africastalking.voice?.call({ to: RINA, ref: 'c-2' }, settings))
  const result = africastalking.voice?.called(placed)
  await rina.answers()
  actions = [{ do: 'say', text: 'ধন্যবাদ' }]
  await rina.keys('12')
  await operator.settle()
  const call = {
    session: result?.state === 'accepted' ? result.ref : '',
    from: RINA,
    to: NUMBER,
    direction: 'out',
    ref: 'c-2',
  }
  expect(events).toMatchObject([
    { kind: 'call.start', ...call },
    { kind: 'call.turn', ...call, digits: '12', repeat: { by: 'count', count: 0 } },
    { kind: 'call.end', ...call, cause: 'answered' },
  ])
  expect(rina.heard()).toEqual([{ play: 'http://service/audio/bn/home.0.mp3' }, { say: 'চাপুন' }, { say: 'ধন্যবাদ' }])
  expect(operator.complaints()).toEqual([])
})

it('silence and the hash key are told apart', async () => {
  actions = [WAIT]
  const rina = operator.handset(RINA)
  await rina.calls(NUMBER)
  await rina.staysQuiet()
  await rina.keys('#')
  expect(events.slice(1)).toMatchObject([
    { kind: 'call.turn', digits: '' },
    { kind: 'call.turn', digits: '#' },
  ])
})

it('every voice action is understood', async () => {
  actions = [
    { do: 'say', text: 'A & B < C' },
    { do: 'record', seconds: 20, count: 1 },
  ]
  const rina = operator.handset(RINA)
  await rina.calls(NUMBER)
  actions = [{ do: 'dial', to: '+8801711000009' }]
  await rina.speaks(5)
  expect(events.at(-1)).toMatchObject({ kind: 'call.turn', recording: expect.stringContaining('.mp3') })
  rina.hangsUp()
  actions = [{ do: 'reject' }]
  await rina.calls(NUMBER)
  expect(rina.call()).toMatchObject({ state: 'ended', cause: 'CALL_REJECTED', seconds: 0 })
  expect(rina.call()?.answeredAt).toBeUndefined()
  expect(operator.complaints()).toEqual([])
})

it.each([
  ['declines', 'busy'],
  ['ignores', 'noAnswer'],
] as const)('a call that she %s ends as %s', async (deed, cause) => {
  const rina = operator.handset(RINA)
  await send(africastalking.voice?.call({ to: RINA, ref: 'c' }, settings))
  rina[deed]()
  await operator.settle()
  expect(events).toMatchObject([{ kind: 'call.end', seconds: 0, cause }])
})
