/** A stand-in for Africa's Talking's API: it takes messages and calls, counts them by number, and can leave one unanswered or lose it. */
import { createServer } from 'node:http'

async function readForm(request) {
  const chunks = []
  for await (const chunk of request) chunks.push(chunk)
  return new URLSearchParams(Buffer.concat(chunks).toString())
}

const answers = {
  '/version1/messaging': (number, id) => ({
    SMSMessageData: {
      Message: 'Sent to 1/1 Total Cost: BDT 0.3500',
      Recipients: [{ statusCode: 101, number, status: 'Success', cost: '0', messageId: `ATXid_${id}` }],
    },
  }),
  '/call': (number, id) => ({
    entries: [{ status: 'Queued', phoneNumber: number, sessionId: `ATVId_${id}` }],
    errorMessage: 'None',
  }),
}

/** Opens the stand-in on a free port. */
export async function openStandIn() {
  const asked = []
  let manner = 'answers'
  let wake = () => {}

  const server = createServer(async (request, response) => {
    const form = await readForm(request)
    const answer = answers[request.url ?? '']
    if (request.method !== 'POST' || answer === undefined) return response.writeHead(404).end()
    const number = form.get('to') ?? ''
    asked.push({ path: request.url, number, text: form.get('message') ?? '', isTaken: manner !== 'loses' })
    wake()
    if (manner !== 'answers') return undefined
    response.writeHead(201, { 'content-type': 'application/json' })
    return response.end(JSON.stringify(answer(number, `${asked.length}`.padStart(32, '0'))))
  })
  await new Promise((done) => server.listen(0, '127.0.0.1', done))

  return {
    url: `http://127.0.0.1:${server.address().port}`,
    /** All requests so far, oldest first. */
    asked,
    /**
     * What it does with a request from now on: `answers` it; `holds` it, so that the work was taken on and whoever asked
     * never hears of it; `loses` it, as if it had never come.
     */
    does: (how) => {
      manner = how
    },
    /** Waits until it was asked so often in all. */
    isAsked: async (count) => {
      while (asked.length < count) await new Promise((done) => (wake = done))
    },
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}
