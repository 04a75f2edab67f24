/**
 * The shape every gateway has: a translator that is pure both ways. A request becomes an event, a reply becomes a
 * response or an outgoing request; it never fetches, reads a clock or touches a store.
 */
import type { UssdBudget } from '@dhatri/text/ussd'
import type { SendError } from './errors.ts'

/** A webhook as it came in; `url` is the whole address with its query, header names are lower case. */
export type Incoming = {
  method: string
  url: string
  path: { channel: string; token: string }
  headers: Record<string, string>
  body: string
  ip?: string
}

/** A request that `verify` has let through; nothing else can be read. */
export type Verified = Incoming & { readonly verified: unique symbol }

/** What `verify` says; 401 for a wrong token or signature, 413 for a body over 16 KB. */
export type Verification =
  | { ok: true; request: Verified }
  | { ok: false; error: 'request.unsigned' | 'request.oversized'; status: 401 | 413 }

/** How a gateway tells a repeat: `count` is the number of inputs of this session before this one. */
export type Repeat = { by: 'count'; count: number } | { by: 'id'; id: string } | { by: 'none' }

/**
 * What a webhook says. `deep` are inputs dialled at once (`*789*1*2#`); `before` are the inputs of the session before
 * this one where the gateway repeats them, so that a turn whose dial never arrived can be caught up.
 */
export type Event =
  | { kind: 'ussd.dial'; session: string; from: string; serviceCode: string; deep: string[] }
  | {
      kind: 'ussd.turn'
      session: string
      from: string
      serviceCode: string
      input: string
      before?: string[]
      repeat: Repeat
    }
  | { kind: 'ussd.end'; session: string; from: string; status: 'finished' | 'cutOff' | 'failed' }
  | { kind: 'sms.in'; id: string; from: string; to: string; text: string; at?: string }
  | { kind: 'receipt'; ref: string; state: ReceiptState; reason?: string }
  | ({ kind: 'call.start' } & CallFacts)
  | ({ kind: 'call.turn'; digits: string; repeat: Repeat; recording?: string } & CallFacts)
  | ({ kind: 'call.end'; seconds: number; cause: CallCause } & CallFacts)

/** What every event of a call carries: `from` is the person, `to` our number, whoever called; `ref` is ours. */
export type CallFacts = { session: string; from: string; to: string; direction: 'in' | 'out'; ref?: string }

/** What became of a message that was accepted. */
export type ReceiptState = 'sent' | 'delivered' | 'undelivered' | 'rejected' | 'expired'

/** Why a call ended; `off` is switched off or out of reach, `invalid` a number that does not exist. */
export type CallCause = 'answered' | 'busy' | 'noAnswer' | 'off' | 'invalid' | 'failed'

/** An event, or why there is none; `request.ignored` is well-formed and of no interest. */
export type Reading =
  | { ok: true; event: Event }
  | { ok: false; error: 'request.malformed' | 'request.ignored'; status: number }

/** The response to a webhook. */
export type Reply = { status: number; contentType: string; body: string }

/** A request for the shell to make. */
export type OutRequest = { method: 'POST' | 'GET'; url: string; headers: Record<string, string>; body: string }

/** The answer to such a request. */
export type InResponse = { status: number; body: string }

/** What a send came to; `unknown` may have been accepted. */
export type SendResult =
  | { state: 'accepted'; ref: string }
  | { state: 'rejected'; error: SendError }
  | { state: 'unknown'; error: SendError }

/** A message to send; `ref` is our own reference, the same at every try. */
export type SmsOut = { to: string; text: string; ref: string }

/** A call to place; `ref` is our own reference, the same at every try. */
export type CallOut = { to: string; ref: string }

/** One prompt: a recording by its key or its whole address, or words for a synthetic voice. */
export type SpokenPrompt = { play: string } | { say: string }

/** One thing to do in a call; seconds throughout, `count` is the number of inputs so far. */
export type VoiceAction =
  | { do: 'play'; key: string }
  | { do: 'say'; text: string }
  | { do: 'gather'; digits: number; timeout: number; finish: '#'; prompts: SpokenPrompt[]; count: number }
  | { do: 'record'; seconds: number; count: number }
  | { do: 'redirect'; count: number }
  | { do: 'dial'; to: string }
  | { do: 'reject' }

/** A gateway's name and what one USSD screen of it carries. */
export type Profile = { name: string; ussd: UssdBudget }

/** What a gateway can do; `unsigned`: nothing but the secret path proves a webhook to be its own. */
export type Capabilities = {
  ussd?: Profile & { endNotice: boolean }
  sms?: { clientRef: boolean; canAsk: boolean }
  voice?: { clientRef: boolean; bargeIn: 'all' | 'lastPrompt' | 'none' }
  unsigned: boolean
}

/** Where the next request of a call goes, and where recordings lie; neither ends in a slash. */
export type VoiceUrls = { turn: string; audio: string }

/** Something that happened on a phone or in the network; `inputs` are all inputs of the session so far. */
export type Fact =
  | { kind: 'ussd'; session: string; from: string; serviceCode: string; inputs: string[] }
  | {
      kind: 'ussd.end'
      session: string
      from: string
      serviceCode: string
      inputs: string[]
      status: 'finished' | 'cutOff' | 'failed'
    }
  | { kind: 'sms'; id: string; from: string; to: string; text: string; at: string }
  | { kind: 'receipt'; ref: string; to: string; state: ReceiptState; reason?: string }
  | ({ kind: 'call'; digits?: string; recording?: string } & CallFacts)
  | ({ kind: 'call.end'; seconds: number; cause: CallCause } & CallFacts)

/**
 * A gateway the other way round, for simulated handsets: its own request for a fact, and its reading of our replies;
 * undefined where it would give up.
 */
export type Simulate = {
  request(fact: Fact): { channel: string; contentType: string; body: string }
  screen(reply: Reply): { text: string; isEnd: boolean } | undefined
  actions(reply: Reply): HeardAction[] | undefined
}

/** A voice action as the gateway has it: whole addresses instead of keys and counts, at most one prompt in a gather. */
export type HeardAction =
  | { do: 'play'; url: string }
  | {
      do: 'gather'
      digits: number
      timeout: number
      finish: string
      url: string
      prompt?: { play: string } | { say: string }
    }
  | { do: 'record'; seconds: number; url: string }
  | { do: 'redirect'; url: string }
  | Extract<VoiceAction, { do: 'say' | 'dial' | 'reject' }>

/** A gateway; `S` are its settings. */
export type Gateway<S> = {
  name: string
  capabilities: Capabilities
  verify(incoming: Incoming, settings: S, tokens: string[]): Verification
  ussd?: {
    read(request: Verified): Reading
    reply(screen: { text: string; isEnd: boolean }): Reply
    ended(): Reply
  }
  sms?: {
    read(request: Verified): Reading
    acknowledge(): Reply
    send(message: SmsOut, settings: S): OutRequest
    sent(response: InResponse): SendResult
  }
  receipt?: { read(request: Verified): Reading; acknowledge(): Reply }
  voice?: {
    read(request: Verified): Reading
    reply(actions: VoiceAction[], urls: VoiceUrls): Reply
    call(call: CallOut, settings: S): OutRequest
    called(response: InResponse): SendResult
    ended(): Reply
  }
}

const RANKS: Record<ReceiptState, number> = { sent: 1, expired: 2, undelivered: 2, rejected: 2, delivered: 3 }

/** How final a receipt is: what is kept only ever rises, so that receipts may come late and out of order. */
export function rankReceipt(state: ReceiptState): number {
  return RANKS[state]
}
