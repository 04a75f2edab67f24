/**
 * One feature phone in somebody's hand: what it can do, and what it shows. A deed that the phone cannot do now (a key
 * without a session, an answer without a ring) is a mistake of whoever holds it and throws `NotNow`.
 */
import { type Call, type Heard, openCall } from './call.ts'
import type { Line, Message } from './line.ts'
import type { Network } from './network.ts'
import type { Said, Verb } from './said.ts'
import { sendText } from './sms.ts'
import { NO_SUCH_CODE, openUssd, readDialled, type Screen } from './ussd.ts'

/** A deed that a handset cannot do now. */
export class NotNow extends Error {}

/** A handset. Deeds return when the network has answered. */
export type Handset = {
  number: string
  /** Dials a USSD code; the first screen. */
  dials: (code: string) => Promise<Screen>
  /** Types a key, or a whole reply, and sends it. */
  presses: (key: string) => Promise<Screen>
  enters: (text: string) => Promise<Screen>
  /** The last USSD screen, if any. */
  sees: () => Screen | undefined
  /** Ends the session or the call; `isNoted` false: the network never says so; `after`: the length of the call, in s. */
  hangsUp: (how?: { isNoted?: boolean; after?: number }) => void
  texts: (to: string, text: string) => Promise<Message>
  /** The messages received, oldest first. */
  inbox: () => Message[]
  /** All messages, received and written, oldest first. */
  messages: () => Message[]
  /** Calls a number; returns when the service waits for something or has hung up. */
  calls: (number: string) => Promise<void>
  /** Rings a number and hangs up: a missed call. */
  rings: (number: string) => Promise<void>
  isRinging: () => boolean
  answers: () => Promise<void>
  declines: () => void
  /** Lets it ring until it stops. */
  ignores: () => void
  keys: (keys: string) => Promise<void>
  /** Presses nothing until the wait runs out. */
  staysQuiet: () => Promise<void>
  /** Says that the prompts have been played to the end (only where a page plays them). */
  hearsOut: () => Promise<void>
  speaks: (seconds: number) => Promise<void>
  /** Counts seconds of the call that went by without the clock. */
  spends: (seconds: number) => void
  /** The call that rings or goes on, or the last one. */
  call: () => Call | undefined
  /** What was heard in that call, in order. */
  heard: () => Heard[]
  switchesOff: () => void
  switchesOn: () => void
  isOn: () => boolean
  /** What happened on this line, oldest first. */
  dialogue: () => Said[]
}

/** The handset of a line; `wake` delivers what waits for it. */
export function makeHandset(network: Network, line: Line, wake: () => void): Handset {
  const { settings } = network
  const note = (does: Verb, what = '', by: Said['by'] = 'person') =>
    line.said.push({ at: settings.now(), by, does, what })

  const show = (screen: Screen): Screen => {
    note(screen.isEnd ? 'seesLast' : 'sees', screen.text, screen.by)
    network.change()
    return screen
  }

  const session = () => {
    if (!line.session || line.session.screen().isEnd) throw new NotNow(`${line.number}: no USSD session is open`)
    return line.session
  }

  const call = (state: Call['state']): Call => {
    if (line.call?.state !== state) throw new NotNow(`${line.number}: no call is ${state}`)
    return line.call
  }

  const dial = (number: string): Call => {
    if (line.call && line.call.state !== 'ended') throw new NotNow(`${line.number}: a call is going on`)
    if (!settings.voiceNumbers.includes(number)) throw new NotNow(`${number} is nobody's number here`)
    const about = { id: network.makeId('ATVId_'), direction: 'Inbound' as const, other: number }
    line.call = openCall(network, line, about)
    return line.call
  }

  const enter = async (text: string): Promise<Screen> => {
    const open = session()
    note('enters', text)
    return show(await open.enter(text))
  }

  return {
    number: line.number,
    dials: async (code) => {
      note('dials', code)
      line.session?.hangUp(true)
      const deep = readDialled(code, settings.serviceCode)
      if (!deep) {
        line.session = {
          id: '',
          screen: () => NO_SUCH_CODE,
          enter: async () => NO_SUCH_CODE,
          hangUp: () => {},
          expire: () => {},
        }
        return show(NO_SUCH_CODE)
      }
      line.session = await openUssd(network, line.number, deep)
      return show(line.session.screen())
    },
    presses: enter,
    enters: enter,
    sees: () => line.session?.screen(),
    hangsUp: ({ isNoted = true, after } = {}) => {
      note('hangsUp')
      line.session?.hangUp(isNoted)
      const cause = line.call?.state === 'ringing' ? 'CALL_REJECTED' : 'NORMAL_CLEARING'
      line.call?.end(cause, { isNoted, ...(after === undefined ? {} : { seconds: after }) })
    },
    texts: async (to, text) => {
      note('texts', text)
      return await sendText(network, line, to, text)
    },
    inbox: () => line.messages.filter((message) => message.way === 'in' && message.state === 'arrived'),
    messages: () => line.messages.filter((message) => message.way === 'out' || message.state === 'arrived'),
    calls: async (number) => {
      note('calls', number)
      await dial(number).connect()
    },
    rings: async (number) => {
      note('rings', number)
      await dial(number).cancel()
    },
    isRinging: () => line.call?.state === 'ringing' && line.call.direction === 'Outbound',
    answers: async () => {
      note('answers')
      await call('ringing').connect()
    },
    declines: () => {
      note('declines')
      call('ringing').end('CALL_REJECTED')
    },
    ignores: () => {
      note('ignores')
      call('ringing').end('NO_ANSWER')
    },
    keys: async (keys) => {
      note('presses', keys)
      await call('active').press(keys)
    },
    staysQuiet: async () => {
      note('staysQuiet')
      await call('active').stayQuiet()
    },
    hearsOut: async () => await call('active').hearOut(),
    speaks: async (seconds) => {
      note('speaks', String(seconds))
      await call('active').speak(seconds)
    },
    spends: (seconds) => call('active').spend(seconds),
    call: () => line.call,
    heard: () => line.call?.heard ?? [],
    switchesOff: () => {
      line.isOn = false
      line.session?.hangUp(true)
      if (line.call) line.call.end('NORMAL_CLEARING')
      network.change()
    },
    switchesOn: () => {
      line.isOn = true
      wake()
      network.change()
    },
    isOn: () => line.isOn,
    dialogue: () => line.said,
  }
}
