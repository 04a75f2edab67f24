/** What the demo page is given: an operator, a clock that can be moved, an inspector, and how to reach the service. */
import type { Operator } from './operator.ts'

/** A text of the page in its two languages. */
export type Words = { bn: string; en: string }

/** Where the clock shall go; `due` is the due date (EDD) of the woman whose number is given, or of the first one due. */
export type Move = { by: number } | { to: number } | { to: 'due'; number?: string }

/** Where the clock went. It stops early when a phone rings, so that somebody can answer. */
export type Moved =
  | { ok: true; now: number; stoppedBy?: 'ring' }
  | { ok: false; error: 'clock.backward' | 'clock.tooFar' | 'clock.nothingDue' }

/** A value an inspector shows as it is. */
export type Shown = string | number | boolean | null

/** A conversation of a phone on one channel, its answers decrypted. */
export type ShownConversation = {
  channel: 'ussd' | 'sms' | 'voice'
  flow: string
  step: string
  /** Still open, ended, or cut off and offered again at the next dial. */
  state: 'open' | 'ended' | 'offered'
  answers: { [name: string]: Shown }
  inputs: string[]
}

/** One item of a woman's plan: sent, under way, not sent and why, or still ahead; `at` in ms. */
export type ShownItem = { at: number; what: string; state: 'ahead' | 'waiting' | 'sent' | 'notSent'; why?: string }

/** One woman linked to a phone. */
export type ShownWoman = {
  id: string
  record: { [name: string]: Shown }
  /** When the record must next be looked at, and for what. */
  next?: { at: number; what: string }
  items: ShownItem[]
  history: { at: number; what: string; why?: string }[]
}

/** All that the service knows about a number. Demo only: it is decrypted. */
export type Inspection = {
  phone: { [name: string]: Shown }
  conversations: ShownConversation[]
  women: ShownWoman[]
  worker?: { [name: string]: Shown }
  cases?: { [name: string]: Shown }[]
}

/** Everything the demo page needs; it knows nothing of the service itself. */
export type Demo = {
  operator: Operator
  now: () => number
  moveClock: (move: Move) => Promise<Moved>
  inspect: (number: string) => Promise<Inspection>
  /** Under which URL recordings lie, with a slash at the end; the rest of a Play's URL is `<key>.mp3`. */
  audioUrl: string
  /** Whether a recording is synthetic, standing in for a person's voice. */
  isStandIn: (key: string) => boolean
  /** What a recording says, for showing beside the sound. */
  captionOf?: (key: string) => string | undefined
  /** How many prompts a person has recorded, how many are synthetic, how many are missing. */
  voices?: { recorded: number; standIn: number; missing: number }
  /** The handsets that lie there at first. */
  people: { number: string; name: Words; role: 'mother' | 'worker' }[]
  /** Texts to try, each filled into the handset of a role at one click. */
  examples: { by: 'mother' | 'worker'; text: string; about: Words }[]
  /** Other pages of the demo. */
  links: { name: Words; url: string }[]
}
