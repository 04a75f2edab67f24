/**
 * One USSD session as Africa's Talking runs it: every request carries the whole input so far joined by `*`, the answer
 * begins with CON or END, anything else ends the session, and its end is notified to an events URL.
 */
import { type Answer, type Network, networkCode, printInstant } from './network.ts'

/** What a handset shows of a session; `by` is the network when the service did not answer as it must. */
export type Screen = { text: string; isEnd: boolean; by: 'service' | 'network' }

/** A session that was opened by dialling. */
export type UssdSession = {
  id: string
  screen: () => Screen
  /** Sends one more input; the screen that comes back. */
  enter: (text: string) => Promise<Screen>
  /** Ends it from the handset's side; with `isNoted` false the network never tells the service. */
  hangUp: (isNoted: boolean) => void
  /** Ends it when nobody has pressed a key in time. */
  expire: () => void
}

/** What a handset shows where the dialled code leads nowhere: the words are the handset's own. */
export const NO_SUCH_CODE: Screen = { text: 'Connection problem or invalid MMI code.', isEnd: true, by: 'network' }

const NO_ANSWER = 'External application down. Please try again later.'
const TOO_SLOW = 'Session timed out.'

/** The inputs that a dialled string carries behind the service's code (`*16789*1*2#`), or nothing if it is another's. */
export function readDialled(dialled: string, serviceCode: string): string[] | undefined {
  const code = serviceCode.slice(0, -1)
  if (!/^\*[0-9*]+#$/.test(dialled) || !dialled.startsWith(code)) return undefined
  const rest = dialled.slice(code.length, -1)
  if (rest === '') return []
  return rest.startsWith('*') ? rest.slice(1).split('*') : undefined
}

/** Opens a session for a number with the inputs dialled at once, and fetches its first screen. */
export async function openUssd(network: Network, number: string, deep: string[]): Promise<UssdSession> {
  const { settings } = network
  const id = network.makeId('ATUid_')
  const opened = settings.now()
  const inputs = [...deep]
  let touched = opened
  let hops = 0
  let screen: Screen = { text: '', isEnd: false, by: 'service' }
  let lastAnswer = ''

  const base = {
    sessionId: id,
    serviceCode: settings.serviceCode,
    networkCode: networkCode(number),
    phoneNumber: number,
  }

  const fetchScreen = async (): Promise<Screen> => {
    hops += 1
    const answer = await network.post('ussd', { ...base, text: inputs.join('*') })
    // She may have hung up, or the session run out, while the service was still thinking.
    if (screen.isEnd) return screen
    touched = settings.now()
    lastAnswer = answer.ok ? answer.body : ''
    screen = readAnswer(network, answer)
    if (screen.isEnd) notify(screen.by === 'service' ? 'Success' : 'Failed', screen.by === 'service' ? '' : screen.text)
    network.change()
    return screen
  }

  const notify = (status: 'Success' | 'Incomplete' | 'Failed', errorMessage: string) => {
    const ended = settings.now()
    network.later(async () => {
      const answer = await network.post('ussd-end', {
        date: printInstant(ended),
        ...base,
        status,
        cost: '0.0000',
        durationInMillis: String(ended - opened),
        hopsCount: String(hops),
        input: inputs.join('*'),
        lastAppResponse: lastAnswer,
        ...(errorMessage === '' ? {} : { errorMessage }),
      })
      if (!answer.ok || answer.status !== 200) network.complain('notice.refused', 'ussd-end', printStatus(answer))
    })
  }

  const cutOff = (text: string, isNoted: boolean) => {
    screen = { text, isEnd: true, by: 'network' }
    if (isNoted) notify('Incomplete', '')
    network.change()
  }

  const session: UssdSession = {
    id,
    screen: () => screen,
    enter: async (text) => {
      session.expire()
      if (screen.isEnd) return screen
      inputs.push(text)
      return await fetchScreen()
    },
    hangUp: (isNoted) => {
      if (!screen.isEnd) cutOff('', isNoted)
    },
    expire: () => {
      const patience = settings.patience ?? { answer: 60_000, session: 180_000 }
      const now = settings.now()
      if (screen.isEnd || (now - touched <= patience.answer && now - opened <= patience.session)) return
      cutOff(TOO_SLOW, true)
    },
  }
  await fetchScreen()
  return session
}

function readAnswer(network: Network, answer: Answer): Screen {
  const body = answer.ok ? answer.body : ''
  const isMenu = body.startsWith('CON ')
  if (!answer.ok || answer.status !== 200 || (!isMenu && !body.startsWith('END '))) {
    network.complain('ussd.notAScreen', 'ussd', answer.ok ? `${answer.status} ${body}` : 'no answer')
    return { text: NO_ANSWER, isEnd: true, by: 'network' }
  }
  if (!/^text\/plain\b/.test(answer.contentType)) network.complain('ussd.contentType', 'ussd', answer.contentType)
  const text = body.slice(4)
  if (text.trim() === '') network.complain('ussd.empty', 'ussd', body)
  return { text, isEnd: !isMenu, by: 'service' }
}

/** An answer in a few words, for a complaint. */
export function printStatus(answer: Answer): string {
  return answer.ok ? `${answer.status} ${answer.body}` : 'no answer'
}
