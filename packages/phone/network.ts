/**
 * The wire between the simulated operator and the service: form posts to the service's webhooks as Africa's Talking
 * makes them, their faults on demand, and the work that a network does a moment later (receipts, end notices, rings).
 */

/** The webhooks of the service; each lies at `/africastalking/<channel>/<token>`. */
export type Webhook = 'ussd' | 'ussd-end' | 'sms' | 'receipt' | 'voice'

/** The service's answer to one request, or that none came. */
export type Answer = { ok: true; status: number; contentType: string; body: string } | { ok: false }

/** One request to the service and its answer, as they went over the wire. */
export type Exchange = { at: number; path: string; fields: Record<string, string>; answer: Answer }

/** Something the service sent that Africa's Talking would not take, or would take otherwise than meant. */
export type Complaint = { problem: string; path: string; words: string }

/** What the operator is told when it is opened. */
export type OperatorSettings = {
  /** Carries a request to the service: an app's own `fetch` in a test, the network's in the demo. */
  fetch: (request: Request) => Response | Promise<Response>
  /** Where the service's webhooks lie, without a slash at the end. */
  serviceUrl: string
  token: string
  /** The dialled code, for example `*16789#`. */
  serviceCode: string
  /** The number texts go to. */
  shortCode: string
  /** The numbers that can be called; the first is the one the service calls from. */
  voiceNumbers: [string, ...string[]]
  /** Names the service may also send under. */
  senders?: string[]
  username: string
  apiKey: string
  now: () => number
  /** Makes an id with the given prefix; the default counts from 1, so the same test gives the same ids. */
  makeId?: (prefix: string) => string
  /** Called whenever work has been put off; the demo runs `settle` a moment later, a test whenever it likes. */
  soon?: () => void
  /** True: a prompt counts as heard once it is sent (tests). False: a page plays it and says so. Default true. */
  isHeardAtOnce?: boolean
  /** How long a phone rings, in ms; default 45 s. */
  ringFor?: number
  /** How long a USSD screen waits for a key, and a session lasts, in ms; default 60 s and 180 s (Africa's Talking, Kenya). */
  patience?: { answer: number; session: number }
  /** How long the network waits for the service, in ms; default 15 s (Africa's Talking). */
  answerWithin?: number
}

/** What the sessions, messages and calls of an operator share. */
export type Network = {
  settings: OperatorSettings
  makeId: (prefix: string) => string
  /** Posts a form to one of the service's webhooks, or to a full URL the service gave. */
  post: (to: Webhook | URL, fields: Record<string, string>) => Promise<Answer>
  /** Puts work off until the network next settles. */
  later: (work: () => Promise<void> | void) => void
  complain: (problem: string, path: string, words: string) => void
  /** Says that a handset has changed. */
  change: () => void
}

/** The network and what its owner may look at and set. */
export type Wire = Network & {
  exchanges: Exchange[]
  complaints: Complaint[]
  pending: (() => Promise<void> | void)[]
  /** How many of the next requests are sent twice, and whether both at once. */
  repeats: { times: number; isTogether: boolean }
  watchers: Set<() => void>
}

/** Strings a wire to the service; nothing is sent yet. */
export function openWire(settings: OperatorSettings): Wire {
  let count = 0
  const wire: Wire = {
    settings,
    exchanges: [],
    complaints: [],
    pending: [],
    repeats: { times: 0, isTogether: false },
    watchers: new Set(),
    makeId: settings.makeId ?? ((prefix) => `${prefix}${String(++count).padStart(32, '0')}`),
    post: (to, fields) => post(wire, to, fields),
    later: (work) => {
      wire.pending.push(work)
      settings.soon?.()
    },
    complain: (problem, path, words) => {
      wire.complaints.push({ problem, path, words: words.slice(0, 200) })
    },
    change: () => {
      for (const watcher of wire.watchers) watcher()
    },
  }
  return wire
}

/** The address of a webhook of this service. */
export function webhookUrl(settings: OperatorSettings, webhook: Webhook): URL {
  return new URL(`${settings.serviceUrl}/africastalking/${webhook}/${settings.token}`)
}

const MOST_KEPT = 5000

async function post(wire: Wire, to: Webhook | URL, fields: Record<string, string>): Promise<Answer> {
  const url = typeof to === 'string' ? webhookUrl(wire.settings, to) : to
  const path = url.pathname.replace(wire.settings.token, '…')
  const isRepeated = wire.repeats.times > 0
  if (isRepeated) wire.repeats.times -= 1
  const all = await sendOften(wire, url, fields, isRepeated ? 2 : 1)
  for (const answer of all) wire.exchanges.push({ at: wire.settings.now(), path, fields, answer })
  // A demo may run for days: only the last ones are worth looking at.
  if (wire.exchanges.length > MOST_KEPT) wire.exchanges.splice(0, wire.exchanges.length - MOST_KEPT)
  const last = all[all.length - 1] ?? { ok: false }
  if (isRepeated && JSON.stringify(all[0]) !== JSON.stringify(last)) {
    wire.complain('repeat.otherAnswer', path, `${words(all[0])} | ${words(last)}`)
  }
  return last
}

async function sendOften(wire: Wire, url: URL, fields: Record<string, string>, times: number): Promise<Answer[]> {
  const sendings = Array.from({ length: times }, () => () => send(wire, url, fields))
  if (wire.repeats.isTogether) return await Promise.all(sendings.map((start) => start()))
  const answers: Answer[] = []
  for (const start of sendings) answers.push(await start())
  return answers
}

async function send(wire: Wire, url: URL, fields: Record<string, string>): Promise<Answer> {
  const request = new Request(url, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(fields).toString(),
    signal: AbortSignal.timeout(wire.settings.answerWithin ?? 15_000),
  })
  try {
    const response = await wire.settings.fetch(request)
    const body = await response.text()
    return { ok: true, status: response.status, contentType: response.headers.get('content-type') ?? '', body }
  } catch {
    return { ok: false }
  }
}

function words(answer: Answer | undefined): string {
  return answer?.ok ? answer.body.slice(0, 90) : 'no answer'
}

const NETWORK_CODES: Record<string, string> = {
  '013': '47001',
  '017': '47001',
  '016': '47007',
  '018': '47002',
  '014': '47003',
  '019': '47003',
  '015': '47004',
}

/** The mobile network code (MCC 470 and the network) that a Bangladeshi number's prefix was given out under. */
export function networkCode(number: string): string {
  return NETWORK_CODES[number.slice(3, 6)] ?? '99999'
}

/** An instant as Africa's Talking writes it, `2026-07-04 06:04:45` in UTC. */
export function printInstant(at: number): string {
  return new Date(at).toISOString().slice(0, 19).replace('T', ' ')
}
