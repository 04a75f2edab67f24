/**
 * Africa's Talking's own API, played for the service: `POST /version1/messaging` and `POST /call`, with their headers,
 * forms and JSON, and the failures of a real gateway on demand.
 */
import { Hono } from 'hono'

/**
 * How the next requests of the service go wrong: refused for their number (429), not taken at all (503), or without
 * an answer in time (504; in process the request is rejected), either before or after the work was taken on.
 */
export type Fault = 'throttled' | 'down' | 'timeoutBeforeAccept' | 'timeoutAfterAccept'

/** Why a number is refused at once, in Africa's Talking's words. */
export type Refusal = 'InvalidPhoneNumber' | 'UnsupportedNumberType' | 'UserInBlacklist' | 'InsufficientBalance'

/** What the API needs of the operator behind it. */
export type Switchboard = {
  username: string
  apiKey: string
  senders: string[]
  /** The fault that the next request meets, if any; asking uses it up. */
  nextFault: () => Fault | undefined
  refusal: (number: string) => Refusal | undefined
  /** Takes a text for a number; its id. */
  takeText: (number: string, from: string, text: string) => string
  /** Rings a number; the id of the call. */
  ring: (number: string, ref: string | undefined) => string
}

const SHARED_SENDER = 'AFRICASTKNG'

const CODES: Record<Refusal, number> = {
  InvalidPhoneNumber: 403,
  UnsupportedNumberType: 404,
  InsufficientBalance: 405,
  UserInBlacklist: 406,
}

/** The API as an app, to be mounted where the service's base URL points. */
export function makeApi(switchboard: Switchboard): Hono {
  const api = new Hono()

  api.use(async (context, next) => {
    const fault = switchboard.nextFault()
    if (fault === 'throttled') return context.text('Too many requests', 429)
    if (fault === 'down') return context.text('Service unavailable', 503)
    if (fault === 'timeoutBeforeAccept') return context.text('Gateway timeout', 504)
    if (context.req.header('apikey') !== switchboard.apiKey) {
      return context.text('The supplied authentication is invalid', 401)
    }
    if (!/^application\/x-www-form-urlencoded\b/.test(context.req.header('content-type') ?? '')) {
      return context.text('Request content type must be application/x-www-form-urlencoded', 415)
    }
    await next()
    if (fault === 'timeoutAfterAccept') context.res = new Response('Gateway timeout', { status: 504 })
    return undefined
  })

  api.post('/version1/messaging', async (context) => {
    const form = new URLSearchParams(await context.req.text())
    const [username, to, text] = [form.get('username'), form.get('to'), form.get('message')]
    // Without a sender the gateway puts its own.
    const from = form.get('from') ?? SHARED_SENDER
    if (username !== switchboard.username) return context.text('The supplied authentication is invalid', 401)
    if (!to) return context.text('Request is missing required form field: to', 400)
    if (!text) return context.text('Request is missing required form field: message', 400)
    if (from !== SHARED_SENDER && !switchboard.senders.includes(from)) {
      return context.json({ SMSMessageData: { Message: 'InvalidSenderId', Recipients: [] } }, 201)
    }
    const recipients = to.split(',').map((number) => {
      const refusal = /^\+\d{8,15}$/.test(number) ? switchboard.refusal(number) : 'InvalidPhoneNumber'
      if (refusal) return { statusCode: CODES[refusal], number, status: refusal, cost: '0', messageId: 'None' }
      const messageId = switchboard.takeText(number, from, text)
      return { statusCode: 101, number, status: 'Success', cost: 'BDT 0.3500', messageId }
    })
    const sent = recipients.filter((recipient) => recipient.status === 'Success').length
    const message = `Sent to ${sent}/${recipients.length} Total Cost: BDT ${(sent * 0.35).toFixed(4)}`
    return context.json({ SMSMessageData: { Message: message, Recipients: recipients } }, 201)
  })

  api.post('/call', async (context) => {
    const form = new URLSearchParams(await context.req.text())
    const from = form.get('from') ?? ''
    if (form.get('username') !== switchboard.username) {
      return context.text('The supplied authentication is invalid', 401)
    }
    if (!switchboard.senders.includes(from)) {
      return context.json({ entries: [], errorMessage: `Invalid callerId: ${from}` })
    }
    const entries = (form.get('to') ?? '').split(',').map((number) => {
      const refusal = /^\+\d{8,15}$/.test(number) ? switchboard.refusal(number) : 'InvalidPhoneNumber'
      if (refusal) return { phoneNumber: number, status: refusal, sessionId: 'None' }
      const sessionId = switchboard.ring(number, form.get('clientRequestId') ?? undefined)
      return { phoneNumber: number, status: 'Queued', sessionId }
    })
    return context.json({ entries, errorMessage: 'None' })
  })

  return api
}
