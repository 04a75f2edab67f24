/**
 * A stub of Africa's Talking: its SMS API (`/version1/messaging`) and its voice API (`/call`), which count by number
 * what they are asked for and can be down for one number (docs.africastalking.com/sms/sending, /voice/callhandler).
 */
import { createServer } from 'node:http'

async function readForm(request) {
  const chunks = []
  for await (const chunk of request) chunks.push(chunk)
  return new URLSearchParams(Buffer.concat(chunks).toString())
}

const answers = {
  '/version1/messaging': (number, ref) => ({
    SMSMessageData: {
      Message: 'Sent to 1/1 Total Cost: BDT 0.3500',
      Recipients: [{ statusCode: 101, number, status: 'Success', cost: 'BDT 0.3500', messageId: ref }],
    },
  }),
  '/call': (number, ref) => ({
    entries: [{ status: 'Queued', phoneNumber: number, sessionId: ref }],
    errorMessage: 'None',
  }),
}

/** Opens the stub on a free port, for one account. */
export async function openGateway({ username, apiKey }) {
  const asked = []
  const manners = new Map()
  const waits = new Map()
  const server = createServer(async (request, response) => {
    const form = await readForm(request)
    const answer = answers[request.url ?? '']
    if (request.method !== 'POST' || answer === undefined) return response.writeHead(404).end()
    if (request.headers['apikey'] !== apiKey || form.get('username') !== username) {
      return response.writeHead(401).end('The supplied authentication is invalid')
    }
    const number = form.get('to') ?? ''
    const kind = request.url === '/call' ? 'call' : 'sms'
    const ref = `${kind === 'call' ? 'ATVId' : 'ATXid'}_${String(asked.length + 1).padStart(32, '0')}`
    const manner = manners.get(number)
    const text = (form.get('message') ?? '').normalize('NFC')
    asked.push({ kind, number, text, ref, client: form.get('clientRequestId') ?? '', isTaken: manner === undefined })
    waits.get(number)?.()
    if (manner === 'down') return request.socket.destroy()
    if (manner === 'silent') return undefined
    response.writeHead(201, { 'content-type': 'application/json' })
    return response.end(JSON.stringify(answer(number, ref)))
  })
  await new Promise((done) => server.listen(0, '127.0.0.1', done))
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    /** All requests so far, oldest first. */
    asked,
    /** What this number was sent (`sms`) or rung with (`call`) and the stub took. */
    taken: (number, kind = 'sms') => asked.filter((one) => one.isTaken && one.number === number && one.kind === kind),
    /** From now on, for one number: `down` breaks the connection, `silent` never answers, undefined is as usual. */
    does: (number, manner) => (manner === undefined ? manners.delete(number) : manners.set(number, manner)),
    /** Does this when a number is next sent something, before it answers. */
    when: (number, act) => waits.set(number, act),
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}
