/**
 * Delivery reports of Africa's Talking (docs.africastalking.com/sms/deliveryreports; Expired and AbsentSubscriber are
 * sent though not in its list). A status we do not know is acknowledged and left alone: refusing it only repeats it.
 */
import { readForm } from '../form.ts'
import type { Reading, ReceiptState, Verified } from '../gateway.ts'
import { ignored, malformed } from './request.ts'

/** The gateway's words and ours. */
export const STATUSES = new Map<string, ReceiptState>([
  ['Sent', 'sent'],
  ['Submitted', 'sent'],
  ['Buffered', 'sent'],
  ['Success', 'delivered'],
  ['Failed', 'undelivered'],
  ['AbsentSubscriber', 'undelivered'],
  ['Rejected', 'rejected'],
  ['Expired', 'expired'],
])

/** Reads a delivery report. */
export function readReceipt(request: Verified): Reading {
  const fields = readForm(request.body)
  const ref = fields?.get('id')
  const status = fields?.get('status')
  if (!ref || status === undefined) return malformed
  const state = STATUSES.get(status)
  if (state === undefined) return ignored
  const reason = fields?.get('failureReason') || (status === 'AbsentSubscriber' ? status : '')
  // A reason is a word of the gateway's list; anything longer might quote what we sent.
  return { ok: true, event: { kind: 'receipt', ref, state, ...(/^\w{1,40}$/.test(reason) ? { reason } : {}) } }
}
