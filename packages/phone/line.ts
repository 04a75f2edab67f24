/** What the network knows of one number: its messages, its session, its call, and what was said on it so far. */
import type { SmsSize } from '@dhatri/text/sms'
import type { Call } from './call.ts'
import type { Said } from './said.ts'
import type { UssdSession } from './ussd.ts'

/** One SMS on a handset, with its real size: what it costs is its segments. */
export type Message = {
  id: string
  /** `in`: the handset received it; `out`: it was written here. */
  way: 'in' | 'out'
  /** The sender of one received, the addressee of one written. */
  other: string
  text: string
  at: number
  size: SmsSize
  /** Whether it arrived: at the handset, or at the service. */
  state: 'arrived' | 'waiting' | 'failed'
}

/** One number on the network. */
export type Line = {
  number: string
  /** Whether somebody holds the handset: the others only receive, and never answer a call. */
  isShown: boolean
  isOn: boolean
  messages: Message[]
  session?: UssdSession
  call?: Call
  said: Said[]
}

/** A line on which nothing has happened. */
export function openLine(number: string): Line {
  return { number, isShown: false, isOn: true, messages: [], said: [] }
}
