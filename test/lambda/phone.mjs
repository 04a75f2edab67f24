/** Phones as Africa's Talking reports them: a dial with all inputs so far, an SMS, a call whose keys go where it was told. */
import { randomBytes } from 'node:crypto'

const mark = (kind) => `${kind}_${randomBytes(16).toString('hex')}`

/** A text as screens and messages are compared. */
export const plain = (text) => text.normalize('NFC')

/** Fails with what was seen. */
export function hold(isTrue, words, seen) {
  if (!isTrue) throw new Error(`${words}: ${typeof seen === 'string' ? seen : JSON.stringify(seen)}`)
}

/** A USSD session: `enters` goes on by some inputs and gives the last screen; `again` repeats the last request. */
export function openSession(line, number) {
  const sessionId = mark('ATUid')
  const who = { sessionId, serviceCode: '*16789#', phoneNumber: number, networkCode: '47001' }
  const inputs = []
  let count = 0
  const again = async (request) => {
    const { status, type, body } = await line.post('ussd', { ...who, text: inputs.join('*') }, request)
    hold(status === 200 && /^text\/plain; charset=utf-8$/i.test(type) && /^(CON|END) \S/.test(body), 'a screen', body)
    // Africa's Talking counts UTF-16 units where a screen is not GSM-7; the whole session fails on a longer one.
    hold(body.length - 4 <= (/^[\x20-\x7e\n]*$/.test(body) ? 160 : 70), 'a screen that fits', body)
    return body
  }
  return {
    again,
    dials: () => {
      count++
      return again()
    },
    enters: async (...more) => {
      let screen = ''
      for (const input of more) {
        inputs.push(input)
        count++
        screen = await again()
      }
      return screen
    },
    /** Without sending it: what the next request will repeat. */
    types: (input) => inputs.push(input),
    /** Turns so far, the dial among them. */
    turns: () => count,
    /** The notice that it is over, to the events address. */
    ends: (status = 'Success') =>
      line.post('ussd-end', {
        ...who,
        date: '2026-01-01 04:00:00',
        status,
        cost: '0',
        durationInMillis: '32000',
        hopsCount: String(count),
        input: inputs.join('*'),
        lastAppResponse: 'END',
        errorMessage: '',
      }),
  }
}

/** One SMS that came in; `id` is the gateway's, for a second delivery. */
export function text(line, number, words, { id = mark('sms'), ...request } = {}) {
  const date = new Date().toISOString().slice(0, 19).replace('T', ' ')
  return line.post('sms', { linkId: mark('link'), text: words, to: '16789', id, date, from: number }, request)
}

/** A delivery report. */
export function report(line, ref, number, status) {
  return line.post('receipt', { id: ref, status, phoneNumber: number, networkCode: '47001', retryCount: '0' })
}

const readXml = (markup) =>
  markup.replace(/&(lt|gt|quot|apos|amp);/g, (_, name) => ({ lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' })[name])

/** A call: `placed` names what the stub was asked for where it was we who rang. */
export function openCall(line, number, { to = '+8809600016789', placed, on = 'voice' } = {}) {
  const facts = {
    sessionId: placed?.ref ?? mark('ATVId'),
    direction: placed === undefined ? 'Inbound' : 'Outbound',
    callerNumber: number,
    destinationNumber: to,
    ...(placed === undefined ? {} : { clientRequestId: placed.client }),
  }
  let heard = ''
  const ask = async (url, digits) => {
    const { search } = url === undefined ? { search: '' } : new URL(url)
    const form = { isActive: '1', ...facts, ...(digits === undefined ? {} : { dtmfDigits: digits }) }
    const { status, type, body } = await line.post('voice', form, { query: search, on })
    const isXml = /^<\?xml version="1.0" encoding="UTF-8"\?><Response>.*<\/Response>$/su.test(body)
    hold(status === 200 && type.startsWith('text/plain') && isXml, 'an answer in XML', body)
    heard = body
    return body
  }
  const url = (pattern) => readXml(pattern.exec(heard)?.[1] ?? '')
  return {
    begins: () => ask(),
    /** Presses keys where the line waits for some. */
    presses: (keys) => {
      const next = url(/<GetDigits [^>]*callbackUrl="([^"]+)"/)
      hold(next !== '', 'a call that waits for keys', heard)
      return ask(next, keys)
    },
    /** Says nothing until the gateway goes on. */
    waits: () => ask(url(/<Redirect>([^<]+)<\/Redirect>/)),
    ends: (seconds, hangupCause = 'NORMAL_CLEARING') =>
      line.post('voice', { isActive: '0', ...facts, durationInSeconds: String(seconds), hangupCause }, { on }),
  }
}
