/**
 * Text messages as Africa's Talking carries them: inbound as a form to the service, outbound with an `ATXid_` id, and
 * delivery receipts that may come at once, late or never.
 */
import { measureSms } from '@dhatri/text/sms'
import type { Line, Message } from './line.ts'
import { type Network, networkCode, printInstant } from './network.ts'
import { printStatus } from './ussd.ts'

/** Receipts go out at once, are kept until released, or are lost. */
export type ReceiptMode = 'prompt' | 'late' | 'off'

/** The receipts of an operator: how they go, and the ones being kept. */
export type Receipts = { mode: ReceiptMode; kept: (() => Promise<void>)[] }

/** Sends a text written on a handset; the message as the handset keeps it. */
export async function sendText(network: Network, line: Line, to: string, text: string): Promise<Message> {
  const id = network.makeId('ATSid_')
  const at = network.settings.now()
  const message: Message = { id, way: 'out', other: to, text, at, size: measureSms(text), state: 'waiting' }
  line.messages.push(message)
  network.change()
  if (to !== network.settings.shortCode) {
    message.state = 'failed'
  } else {
    const fields = { linkId: network.makeId('ATLid_'), text, to, id, date: printInstant(at), from: line.number }
    const answer = await network.post('sms', fields)
    message.state = answer.ok && answer.status === 200 ? 'arrived' : 'failed'
    if (message.state === 'failed') network.complain('sms.refused', 'sms', printStatus(answer))
  }
  network.change()
  return message
}

/**
 * Takes one message of the service for a number; its id. It reaches the handset now, or when that is switched on, or
 * never: a `loss` is the reason that the receipt gives.
 */
export function takeText(
  network: Network,
  receipts: Receipts,
  line: Line,
  from: string,
  text: string,
  loss?: string,
): string {
  const id = network.makeId('ATXid_')
  const at = network.settings.now()
  const message: Message = { id, way: 'in', other: from, text, at, size: measureSms(text), state: 'waiting' }
  line.messages.push(message)
  if (loss !== undefined) failText(network, receipts, line, message, loss)
  else if (line.isOn) arrive(network, receipts, line, message)
  else sendReceipt(network, receipts, line, id, { status: 'Buffered' })
  return id
}

/** Delivers what has been waiting for a handset that was off. */
export function deliverWaiting(network: Network, receipts: Receipts, line: Line): void {
  for (const message of line.messages) {
    if (message.way === 'in' && message.state === 'waiting') arrive(network, receipts, line, message)
  }
}

function failText(network: Network, receipts: Receipts, line: Line, message: Message, reason: string): void {
  message.state = 'failed'
  sendReceipt(network, receipts, line, message.id, { status: 'Failed', failureReason: reason })
  network.change()
}

function arrive(network: Network, receipts: Receipts, line: Line, message: Message): void {
  message.state = 'arrived'
  message.at = network.settings.now()
  line.said.push({ at: message.at, by: 'service', does: 'receives', what: message.text })
  sendReceipt(network, receipts, line, message.id, { status: 'Success' })
  network.change()
}

function sendReceipt(network: Network, receipts: Receipts, line: Line, id: string, how: Record<string, string>): void {
  if (receipts.mode === 'off') return
  const work = async () => {
    const answer = await network.post('receipt', {
      id,
      ...how,
      phoneNumber: line.number,
      retryCount: '0',
      networkCode: networkCode(line.number),
    })
    if (!answer.ok || answer.status !== 200) network.complain('receipt.refused', 'receipt', printStatus(answer))
  }
  if (receipts.mode === 'late') receipts.kept.push(work)
  else network.later(work)
}
