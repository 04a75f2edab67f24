/** A server that is killed and started again on the same data, and the webhooks spoken to it as Africa's Talking speaks. */
import { findPort, makeHome, startServer } from './server.mjs'
import { openStandIn } from './standin.mjs'

const json = { 'content-type': 'application/json' }

/** Opens an empty town whose gateway is the stand-in. */
export async function openTown() {
  const home = makeHome()
  const gateway = await openStandIn()
  const port = await findPort()
  const start = () => startServer({ folder: home.folder, port, env: { DHATRI_SMS_URL: gateway.url } })
  let server = await start()
  let sessions = 0

  const ask = async (path, init) => (await fetch(server.url + path, init)).json()

  /** One request of a session with all that was entered so far; the screen, `CON …` or `END …`. */
  async function say(call, inputs) {
    const form = {
      sessionId: call.session,
      serviceCode: '*16789#',
      phoneNumber: call.number,
      networkCode: '47001',
      text: inputs.join('*'),
    }
    const body = new URLSearchParams(form).toString()
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    const response = await fetch(`${server.url}/africastalking/ussd/local`, { method: 'POST', headers, body })
    return (await response.text()).normalize('NFC')
  }

  return {
    gateway,
    say,
    /** A session that has not begun. */
    opens: (number) => ({ number, session: `ATUid_${(++sessions).toString().padStart(32, '0')}` }),
    /** Enters one after another from the dial on; the last screen. */
    enters: async (call, inputs) => {
      let screen = ''
      for (let count = 0; count <= inputs.length; count++) screen = await say(call, inputs.slice(0, count))
      return screen
    },
    now: async () => (await ask('/phone/state')).now,
    /** Moves the service's clock by so many milliseconds, through everything that is due on the way. */
    passes: (by) => ask('/phone/clock', { method: 'POST', headers: json, body: JSON.stringify({ by }) }),
    inspects: (number) => ask(`/phone/inspect?number=${encodeURIComponent(number)}`),
    kill: () => server.kill('SIGKILL'),
    restart: async () => {
      await server.kill('SIGKILL')
      server = await start()
    },
    said: () => server.said(),
    close: async () => {
      await server.kill('SIGKILL')
      gateway.close()
      home.remove()
    },
  }
}

/** The number of the woman with this index. */
export const numberOf = (index) => `+88017120${String(index).padStart(5, '0')}`

/** A text as screens are compared. */
export const plain = (text) => text.normalize('NFC')

/** Fails with what was seen. */
export function hold(isTrue, words, seen) {
  if (!isTrue) throw new Error(`${words}: ${typeof seen === 'string' ? seen : JSON.stringify(seen)}`)
}
