/** A handset as the page is told of it: plain JSON with sizes measured and every recording marked. */
import { measureUssd } from '@dhatri/text/ussd'
import type { Call, Heard, Waiting } from './call.ts'
import type { Demo, Words } from './demo.ts'
import type { Handset } from './handset.ts'
import type { Message } from './line.ts'

/** What came out of the earpiece; `isStandIn` marks a synthetic voice. */
export type HeardView =
  | { play: string; key: string; caption: string; isStandIn: boolean }
  | { say: string }
  | { dial: string }

/** What a call waits for, without where it goes on. */
export type WaitingView =
  | { for: 'keys'; most: number | null; finish: string; timeout: number; typed: string }
  | { for: 'voice'; most: number }
  | { for: 'prompts' | 'dialled' }

/** A call; times are ms, `seconds` its length once it has ended. */
export type CallView = Pick<Call, 'id' | 'direction' | 'other' | 'state' | 'seconds'> & {
  answeredAt: number | null
  cause: string | null
  heard: HeardView[]
  waiting: WaitingView | null
}

/** A handset with its screen, messages and call. */
export type HandsetView = {
  number: string
  name: Words | null
  role: 'mother' | 'worker' | 'other'
  screen: { text: string; isEnd: boolean; by: 'service' | 'network'; encoding: 'gsm7' | 'ucs2'; units: number } | null
  messages: Message[]
  call: CallView | null
}

/** Describes a handset for the page. */
export function viewHandset(demo: Demo, handset: Handset): HandsetView {
  const person = demo.people.find((one) => one.number === handset.number)
  const screen = handset.sees()
  const call = handset.call()
  return {
    number: handset.number,
    name: person?.name ?? null,
    role: person?.role ?? 'other',
    screen: screen ? { ...screen, ...measureUssd(screen.text) } : null,
    messages: handset.messages(),
    call: call ? viewCall(demo, call) : null,
  }
}

function viewCall(demo: Demo, call: Call): CallView {
  return {
    id: call.id,
    direction: call.direction,
    other: call.other,
    state: call.state,
    seconds: call.seconds,
    answeredAt: call.answeredAt ?? null,
    cause: call.cause ?? null,
    heard: call.heard.map((one) => viewHeard(demo, one)),
    waiting: call.waiting ? viewWaiting(call.waiting) : null,
  }
}

/** The key of one of our recordings by the address it is played from; undefined for another's. */
export function keyOf(audioUrl: string, played: string): string | undefined {
  if (!played.startsWith(audioUrl)) return undefined
  return decodeURIComponent(played.slice(audioUrl.length).replace(/\.\w+$/, ''))
}

function viewHeard(demo: Demo, one: Heard): HeardView {
  if (!('play' in one)) return one
  const ours = keyOf(demo.audioUrl, one.play)
  const key = ours ?? one.play
  const isOurs = ours !== undefined
  // The page may have been opened under another name of this machine: it fetches from where it came.
  const { pathname, search, href } = new URL(one.play)
  const caption = demo.captionOf?.(key) ?? ''
  return { play: isOurs ? pathname + search : href, key, caption, isStandIn: demo.isStandIn(key) }
}

function viewWaiting(waiting: Waiting): WaitingView {
  if (waiting.for === 'keys') {
    const { most, finish, timeout, typed } = waiting
    return { for: 'keys', most: most ?? null, finish, timeout, typed }
  }
  return waiting.for === 'voice' ? { for: 'voice', most: waiting.most } : { for: waiting.for }
}
