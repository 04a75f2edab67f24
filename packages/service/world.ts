/**
 * The world is passed in: clock, ids, random, store, keys, network, queue and log are arguments of everything in this
 * package, so that the whole service runs in a test, with every fault, and gives the same result for the same seed.
 */

import type { Phrases } from '@dhatri/care/danger.phrases'
import type { Ladder } from '@dhatri/care/ladder'
import type { Minors } from '@dhatri/care/minor'
import type { Pilot } from '@dhatri/care/review'
import type { Rules } from '@dhatri/care/schedule'
import type { Topics } from '@dhatri/care/topic.words'
import type { TriageRules } from '@dhatri/care/triage'
import type { Waits } from '@dhatri/care/waits'
import type { Talk } from '@dhatri/flow/funnel'
import type { Library } from '@dhatri/flow/library'
import type { Messages } from '@dhatri/flow/message'
import type { OutRequest } from '@dhatri/gateways/gateway'
import type { Keyring } from '@dhatri/store/keyring'
import type { Table } from '@dhatri/store/table'
import type { Connection } from './connection.ts'

/** Work that may be done later and more than once: ids only, never a number or a name. */
export type Job =
  | { do: 'woman'; id: string }
  /** `wait`: seconds for which the queue holds it back, where the minute of the tick is too long. */
  | { do: 'message'; id: string; wait?: number }
  | { do: 'case'; id: string }
  | { do: 'phone'; id: string }
  | { do: 'worker'; id: string }
  | { do: 'request'; id: string }

/** One line of the log: a code and counts, never a number, a name or a text. */
export type LogEntry = { code: string; gateway?: string; job?: string; count?: number; cause?: string; talk?: Talk }

/** What an operator of the line decides, besides the gateways' own settings. */
export type Settings = {
  /** The code a caller dials, for example `*16789#`. */
  serviceCode: string
  /** The gateway that carries what we send; its name in `connections`. */
  gateway: string
  /** The number an outgoing call or `dial: desk` connects a caller to; none: the words alone. */
  desk?: string
  /** Inbound calls: answered, or rejected and called back within a minute so that she pays nothing. */
  calls: 'answer' | 'callBack'
  /** A line whose every inbound call is a missed call, called back. */
  missedCallNumber?: string
  /** Most call-backs to one phone in a day: the spend cap. */
  callBacksADay: number
  /** Most call-backs of the whole line in a day. */
  allCallBacksADay: number
  /** Where the gateway fetches recordings. */
  audioUrl: string
  /** Who may get clinical words that no clinician has signed. */
  pilot: Pilot
  /** What the ministry lets us do for a woman under eighteen; unset, nothing is pushed to her and her worker visits. */
  minors?: Minors
  /** Shards of the due index. */
  shards: number
}

/** Everything the service needs and nothing it could reach by itself. */
export type World = {
  now: () => number
  random: () => number
  /** A fresh random id, 26 characters of base32. */
  id: () => string
  table: Table
  keyring: Keyring
  library: Library
  messages: Messages
  rules: Rules
  ladder: Ladder
  /** What a worker is told of the signs she sees. */
  triage: TriageRules
  waits: Waits
  phrases: Phrases
  /** What can be asked for in a text. */
  topics: Topics
  /** How people write of a loss, read as phrases of danger are. */
  losses: Phrases
  /** Files of recorded or stand-in prompts by key, below `audioUrl`. */
  recordings: { [key: string]: string }
  /** Prompts whose recordings say what has been corrected because it does harm. */
  harmful?: ReadonlySet<string>
  connections: { [gateway: string]: Connection }
  /** Sends one request to a gateway; throws only when the answer is not known. */
  post: (request: OutRequest) => Promise<{ status: number; body: string }>
  enqueue: (jobs: Job[]) => Promise<void>
  log: (entry: LogEntry) => void
  settings: Settings
}
