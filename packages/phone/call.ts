/**
 * One call as Africa's Talking runs it: it fetches XML from the service, does the actions one after another, waits
 * where they wait (keys, a recording, a connected call) and notifies the end with `isActive=0`.
 */
import { type Answer, type Network, printInstant } from './network.ts'
import type { Said } from './said.ts'
import { readVoice, type VoiceElement } from './voice.ts'

/** What came out of the earpiece, in order; `dial` is the number a caller was connected to. */
export type Heard = { play: string } | { say: string } | { dial: string }

/** What a call is waiting for. */
export type Waiting =
  | { for: 'keys'; most: number | undefined; finish: string; timeout: number; typed: string; url: URL | undefined }
  | { for: 'voice'; most: number; url: URL | undefined }
  | { for: 'prompts' }
  | { for: 'dialled' }

/** Why a call ended, in the words Africa's Talking takes over from the telephone network. */
export type HangupCause =
  | 'NORMAL_CLEARING'
  | 'CALL_REJECTED'
  | 'USER_BUSY'
  | 'NO_ANSWER'
  | 'SUBSCRIBER_ABSENT'
  | 'UNALLOCATED_NUMBER'
  | 'ORIGINATOR_CANCEL'
  | 'SERVICE_UNAVAILABLE'

/** A call on a handset; `direction` is the gateway's: Outbound rings the handset. */
export type Call = {
  id: string
  direction: 'Inbound' | 'Outbound'
  /** The service's number. */
  other: string
  state: 'ringing' | 'active' | 'ended'
  heard: Heard[]
  waiting?: Waiting
  startedAt: number
  answeredAt?: number
  seconds: number
  cause?: HangupCause
  /** Begins the conversation: fetches the first actions and does them. */
  connect: () => Promise<void>
  /** Rings the service and hangs up before it answers: a missed call. */
  cancel: () => Promise<void>
  press: (keys: string) => Promise<void>
  /** Nobody presses or says anything until the wait runs out. */
  stayQuiet: () => Promise<void>
  /** The prompts have been played to their end. */
  hearOut: () => Promise<void>
  speak: (seconds: number) => Promise<void>
  /** Counts time that was spent in the call without the clock: where nobody really listens. */
  spend: (seconds: number) => void
  end: (cause: HangupCause, how?: { isNoted?: boolean; seconds?: number }) => void
}

const printHeard = (one: Heard): string => ('say' in one ? one.say : 'play' in one ? one.play : one.dial)

/** How long one prompt is taken to last where nobody measures it, in seconds. */
const PROMPT = 4

/** A call that has begun to ring; nothing is fetched before `connect`. */
export function openCall(
  network: Network,
  line: { number: string; said: Said[] },
  about: Pick<Call, 'direction' | 'other'> & { ref?: string; id: string },
): Call {
  const { settings } = network
  const atOnce = settings.isHeardAtOnce ?? true
  let todo: VoiceElement[] = []
  let isUnheard = false
  let played = 0
  let spent = 0
  let redirects = 0

  const fields = (isActive: '0' | '1') => ({
    isActive,
    sessionId: call.id,
    direction: call.direction,
    callerNumber: line.number,
    destinationNumber: call.other,
    callerCountryCode: '880',
    callStartTime: printInstant(call.startedAt).replace(' ', '+'),
    ...(about.ref === undefined ? {} : { clientRequestId: about.ref }),
  })

  const turn = async (extra: Record<string, string>, url?: URL): Promise<void> => {
    delete call.waiting
    const answer = await network.post(url ?? 'voice', { ...fields('1'), callSessionState: 'Answered', ...extra })
    if (call.state === 'ended') return
    const reading = readVoice(answer)
    for (const complaint of reading.complaints) network.complain(complaint.problem, 'voice', complaint.words)
    if (!reading.ok) return call.end('SERVICE_UNAVAILABLE')
    todo = reading.elements
    if (call.state === 'ringing' && todo[0]?.do !== 'reject') pickUp()
    await run()
  }

  const pickUp = () => {
    call.state = 'active'
    call.answeredAt = settings.now()
    network.change()
  }

  const run = async (): Promise<void> => {
    delete call.waiting
    for (let next = todo.shift(); next && call.state !== 'ended'; next = todo.shift()) {
      if (next.do !== 'play' && next.do !== 'say' && next.do !== 'gather' && mustBeHeard()) {
        todo.unshift(next)
        return
      }
      if (next.do === 'play' || next.do === 'say') hear(next.do === 'play' ? { play: next.url } : { say: next.text })
      else if (next.do === 'reject') return call.end('CALL_REJECTED')
      else if (next.do === 'redirect') {
        redirects += 1
        if (redirects <= 20) return await turn({}, next.url)
        network.complain('voice.endlessRedirect', 'voice', next.url.pathname)
        return call.end('SERVICE_UNAVAILABLE')
      } else return wait(next)
    }
    if (!mustBeHeard()) call.end('NORMAL_CLEARING')
    network.change()
  }

  const wait = (next: Extract<VoiceElement, { do: 'gather' | 'record' | 'dial' }>): void => {
    redirects = 0
    if (next.do === 'dial') {
      hear({ dial: next.number })
      call.waiting = { for: 'dialled' }
    } else {
      if (next.prompt) hear(next.prompt)
      const url = next.url
      if (next.do === 'record') call.waiting = { for: 'voice', most: next.most, url }
      else call.waiting = { for: 'keys', most: next.most, finish: next.finish, timeout: next.timeout, typed: '', url }
    }
    isUnheard = false
    network.change()
  }

  const hear = (what: Heard) => {
    call.heard.push(what)
    line.said.push({ at: settings.now(), by: 'service', does: 'hears', what: printHeard(what) })
    played += PROMPT
    isUnheard = true
  }

  /** Where a page plays the prompts, the network waits for their end before it goes on. */
  const mustBeHeard = (): boolean => {
    if (atOnce || !isUnheard) return false
    call.waiting = { for: 'prompts' }
    network.change()
    return true
  }

  const submit = async (waiting: Extract<Waiting, { for: 'keys' }>) => {
    await turn({ dtmfDigits: waiting.typed }, waiting.url)
  }

  const call: Call = {
    id: about.id,
    direction: about.direction,
    other: about.other,
    state: 'ringing',
    heard: [],
    startedAt: settings.now(),
    seconds: 0,
    connect: async () => {
      // An outgoing call is picked up by the handset; an inbound one by the service's first answer.
      if (call.direction === 'Outbound') pickUp()
      await turn({})
    },
    cancel: async () => {
      const request = network.post('voice', { ...fields('1'), callSessionState: 'Ringing' })
      call.end('ORIGINATOR_CANCEL')
      await request
    },
    press: async (keys) => {
      for (const key of keys) {
        const { waiting } = call
        if (waiting?.for !== 'keys') continue
        if (key !== waiting.finish) waiting.typed += key
        if (key === waiting.finish || waiting.typed.length === waiting.most) await submit(waiting)
      }
      network.change()
    },
    stayQuiet: async () => {
      const { waiting } = call
      if (waiting?.for === 'keys') played += waiting.timeout
      if (waiting?.for === 'keys' && waiting.typed !== '') await submit(waiting)
      else if (waiting) await run()
    },
    hearOut: async () => {
      isUnheard = false
      if (call.waiting?.for === 'prompts') await run()
    },
    speak: async (seconds) => {
      if (call.waiting?.for !== 'voice') return
      played += seconds
      const recordingUrl = `${settings.serviceUrl}/recordings/${call.id}.mp3`
      await turn({ recordingUrl, durationInSeconds: String(seconds) }, call.waiting.url)
    },
    spend: (seconds) => {
      spent += seconds
    },
    end: (cause, how = {}) => {
      if (call.state === 'ended') return
      const elapsed = call.answeredAt === undefined ? 0 : Math.round((settings.now() - call.answeredAt) / 1000)
      const isAnswered = call.answeredAt !== undefined && cause !== 'CALL_REJECTED'
      call.seconds = isAnswered ? (how.seconds ?? Math.max(elapsed, atOnce ? played : spent)) : 0
      call.state = 'ended'
      call.cause = cause
      delete call.waiting
      if (how.isNoted !== false) network.later(notify)
      network.change()
    },
  }

  const notify = async () => {
    const dialled = call.heard.find((what) => 'dial' in what)
    const answer: Answer = await network.post('voice', {
      ...fields('0'),
      callSessionState: 'Completed',
      durationInSeconds: String(call.seconds),
      currencyCode: 'BDT',
      amount: '0.0',
      status: call.seconds > 0 ? 'Success' : 'Aborted',
      hangupCause: call.cause ?? 'NORMAL_CLEARING',
      ...(dialled && 'dial' in dialled ? { dialDestinationNumber: dialled.dial } : {}),
    })
    if (!answer.ok || answer.status !== 200) {
      network.complain('notice.refused', 'voice', answer.ok ? `${answer.status} ${answer.body}` : 'no answer')
    }
  }
  return call
}
