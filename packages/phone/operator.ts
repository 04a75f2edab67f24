/**
 * A simulated network operator with handsets. Towards the service it is Africa's Talking: it posts to the service's
 * webhooks and answers on the API that the service's base URL points to. It has no clock, ids or network of its own.
 */
import type { Hono } from 'hono'
import { type Fault, makeApi, type Refusal } from './api.ts'
import { openCall } from './call.ts'
import { type Handset, makeHandset } from './handset.ts'
import { type Line, openLine } from './line.ts'
import { type Complaint, type Exchange, type OperatorSettings, openWire, type Wire } from './network.ts'
import { deliverWaiting, type ReceiptMode, type Receipts, takeText } from './sms.ts'

/** The operator: handsets, the API, faults on demand, and what went over the wire. */
export type Operator = {
  settings: OperatorSettings
  /** The handset of a number; asking for it puts it into somebody's hand. */
  handset: (number: string) => Handset
  /** The handsets somebody holds, in the order they came. */
  handsets: () => Handset[]
  /** Africa's Talking's API, for mounting in a server. */
  api: Hono
  /** The same in process: a request that times out is rejected, as `fetch` would reject it. */
  fetch: (request: Request) => Promise<Response>
  /** Runs what was put off (receipts, end notices, unanswered rings) until nothing is left. */
  settle: () => Promise<void>
  /** Sends each of the next requests to the service twice: one after the other, or both at once. */
  repeats: (times?: number, how?: 'after' | 'together') => void
  /** Makes the next requests of the service go wrong. */
  fails: (fault: Fault, times?: number) => void
  /** Refuses a number from now on, or takes it again. */
  refuses: (number: string, reason: Refusal | undefined) => void
  /** Accepts texts to a number and then reports that they failed, for this reason. */
  loses: (number: string, reason: string | undefined) => void
  receipts: (mode: ReceiptMode) => void
  /** Sends the receipts that were kept, oldest first or newest first. */
  releases: (order?: 'oldest' | 'newest') => void
  /** Whether a phone in somebody's hand is ringing: a clock should not run past it. */
  isRinging: () => boolean
  exchanges: () => Exchange[]
  complaints: () => Complaint[]
  /** Calls back on every change of a handset; returns how to stop. */
  watch: (watcher: () => void) => () => void
}

/** Opens an operator whose lines are all silent. */
export function openOperator(settings: OperatorSettings): Operator {
  const wire = openWire(settings)
  const lines = new Map<string, Line>()
  const receipts: Receipts = { mode: 'prompt', kept: [] }
  const refusals = new Map<string, Refusal>()
  const losses = new Map<string, string>()
  const faults: Fault[] = []

  const lineOf = (number: string): Line => {
    const line = lines.get(number) ?? openLine(number)
    lines.set(number, line)
    return line
  }

  const api = makeApi({
    username: settings.username,
    apiKey: settings.apiKey,
    senders: [settings.shortCode, ...settings.voiceNumbers, ...(settings.senders ?? [])],
    nextFault: () => faults.shift(),
    refusal: (number) => refusals.get(number),
    takeText: (number, from, text) => {
      return takeText(wire, receipts, lineOf(number), from, text, losses.get(number))
    },
    ring: (number, ref) => ring(wire, lineOf(number), ref),
  })

  const handsets = () => [...lines.values()].filter((line) => line.isShown).map((line) => handsetOf(line))
  const handsetOf = (line: Line) => makeHandset(wire, line, () => deliverWaiting(wire, receipts, line))

  return {
    settings,
    api,
    handset: (number) => {
      const line = lineOf(number)
      if (!line.isShown) {
        line.isShown = true
        wire.change()
      }
      return handsetOf(line)
    },
    handsets,
    fetch: async (request) => {
      const response = await api.fetch(request)
      if (response.status !== 504) return response
      throw new DOMException('The operation was aborted due to timeout', 'TimeoutError')
    },
    settle: () => settle(wire, lines),
    repeats: (times = 1, how = 'after') => {
      wire.repeats = { times, isTogether: how === 'together' }
    },
    fails: (fault, times = 1) => {
      faults.push(...Array.from({ length: times }, () => fault))
    },
    refuses: (number, reason) => {
      if (reason === undefined) refusals.delete(number)
      else refusals.set(number, reason)
    },
    loses: (number, reason) => {
      if (reason === undefined) losses.delete(number)
      else losses.set(number, reason)
    },
    receipts: (mode) => {
      receipts.mode = mode
    },
    releases: (order = 'oldest') => {
      const kept = receipts.kept.splice(0)
      for (const receipt of order === 'oldest' ? kept : kept.reverse()) wire.later(receipt)
    },
    isRinging: () => [...lines.values()].some((line) => line.isShown && line.call?.state === 'ringing'),
    exchanges: () => wire.exchanges,
    complaints: () => wire.complaints,
    watch: (watcher) => {
      wire.watchers.add(watcher)
      return () => wire.watchers.delete(watcher)
    },
  }
}

/** Rings a line for the service; a line that is off, busy or in nobody's hand ends the call by itself. */
function ring(wire: Wire, line: Line, ref: string | undefined): string {
  const id = wire.makeId('ATVId_')
  const about = { id, direction: 'Outbound' as const, other: wire.settings.voiceNumbers[0] }
  const call = openCall(wire, line, ref === undefined ? about : { ...about, ref })
  const isBusy = (line.call !== undefined && line.call.state !== 'ended') || line.session?.screen().isEnd === false
  if (!line.isOn || !line.isShown || isBusy) {
    const cause = line.isOn ? (isBusy ? 'USER_BUSY' : 'NO_ANSWER') : 'SUBSCRIBER_ABSENT'
    wire.later(() => call.end(cause))
    return id
  }
  line.call = call
  line.said.push({ at: wire.settings.now(), by: 'service', does: 'isCalled', what: call.other })
  wire.change()
  return id
}

async function settle(wire: Wire, lines: Map<string, Line>): Promise<void> {
  const now = wire.settings.now()
  for (const { call, session } of lines.values()) {
    session?.expire()
    const isStale = call?.state === 'ringing' && now - call.startedAt > (wire.settings.ringFor ?? 45_000)
    if (call && isStale) call.end('NO_ANSWER')
  }
  for (let count = 0; wire.pending.length > 0; count += 1) {
    if (count > 100_000) throw new Error('network.neverSettles')
    await wire.pending.shift()?.()
  }
}
