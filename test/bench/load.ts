/**
 * A load of USSD sessions over HTTP as a gateway brings them: so many connections, each with one session after another,
 * one request after another, kept alive. Plain sockets, so that on a machine of two cores the load itself costs little.
 * Arguments: how many connections. On each line of its input, `<port> <ms>`: runs a load; says how many turns came back.
 */
import { connect, type Socket } from 'node:net'
import { createInterface } from 'node:readline'

const connections = Number(process.argv[2])
const token = 'q8ZkX2vB7nM4tR9sW1yD5fGh'
/** Information for the sixth month, then from topic to topic and back: eight turns. */
const entries = ['', '1', '6', '1', '0', '2', '0', '3']
const texts = entries.map((_, count) => entries.slice(1, count + 1).join('*'))

let sessions = 0
let numbers = 0

function requestOf(session: string, number: string, text: string): string {
  const body = `sessionId=${session}&serviceCode=*16789%23&networkCode=47001&phoneNumber=%2B${number}&text=${text}`
  return `POST /africastalking/ussd/${token} HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/x-www-form-urlencoded\r\ncontent-length: ${body.length}\r\n\r\n${body}`
}

/** The bytes of a whole answer at the beginning of what has come; 0 where it is not whole yet. */
function wholeLength(came: Buffer): number {
  const head = came.indexOf('\r\n\r\n')
  if (head < 0) return 0
  const length = /content-length: (\d+)/i.exec(came.toString('latin1', 0, head))?.[1]
  if (length === undefined) throw new Error('load.noLength')
  const whole = head + 4 + Number(length)
  return came.length >= whole ? whole : 0
}

/** One caller after another on one connection until the time is over; counts every turn that was a screen. */
async function runConnection(port: number, end: number): Promise<{ turns: number; wrong: number }> {
  const socket: Socket = connect(port, '127.0.0.1').setNoDelay()
  await new Promise<void>((open, fail) => socket.once('connect', open).once('error', fail))
  let came: Buffer = Buffer.alloc(0)
  let heard: ((answer: string) => void) | undefined
  socket.on('data', (chunk) => {
    came = came.length === 0 ? chunk : Buffer.concat([came, chunk])
    const whole = wholeLength(came)
    if (whole === 0) return
    const answer = came.toString('utf8', 0, whole)
    came = came.subarray(whole)
    heard?.(answer)
  })
  const ask = (request: string) =>
    new Promise<string>((resolve) => {
      heard = resolve
      socket.write(request)
    })
  let [turns, wrong] = [0, 0]
  while (performance.now() < end) {
    const session = `ATUid_${process.pid}_${++sessions}`
    const number = `88018${String(++numbers % 100_000_000).padStart(8, '0')}`
    for (const text of texts) {
      const answer = await ask(requestOf(session, number, text))
      if (answer.startsWith('HTTP/1.1 200') && /\r\n\r\n(CON|END) /.test(answer)) turns += 1
      else wrong += 1
      if (performance.now() >= end) break
    }
  }
  socket.destroy()
  return { turns, wrong }
}

for await (const line of createInterface({ input: process.stdin })) {
  const [port = 0, span = 0] = line.split(' ').map(Number)
  const began = performance.now()
  const all = await Promise.all(Array.from({ length: connections }, () => runConnection(port, began + span)))
  const seconds = (performance.now() - began) / 1_000
  const turns = all.reduce((sum, each) => sum + each.turns, 0)
  const wrong = all.reduce((sum, each) => sum + each.wrong, 0)
  process.stdout.write(`${JSON.stringify({ perSecond: turns / seconds, wrong })}\n`)
}
