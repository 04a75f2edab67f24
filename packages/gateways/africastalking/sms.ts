/**
 * SMS of Africa's Talking: inbound as a form, outbound as a form to `/version1/messaging`, whose answer holds one
 * status code for each recipient (docs.africastalking.com/sms/sending).
 */
import { readAddress } from '../address.ts'
import type { AfricastalkingSettings } from '../africastalking.settings.ts'
import { failSend, type SendError } from '../errors.ts'
import { readForm, writeForm } from '../form.ts'
import type { InResponse, OutRequest, Reading, SendResult, SmsOut, Verified } from '../gateway.ts'
import { malformed } from './request.ts'
import { failStatus, isObject, readJson, signRequest } from './response.ts'

/** Codes of a recipient that was not taken; 100 Processed, 101 Sent and 102 Queued were. */
const REFUSALS = new Map<number, SendError>([
  [401, 'send.held'],
  [402, 'send.badSender'],
  [403, 'send.badNumber'],
  [404, 'send.notMobile'],
  [405, 'send.noCredit'],
  [406, 'send.blocked'],
  [407, 'send.noRoute'],
  [409, 'send.quietTime'],
  [500, 'send.failed'],
  [501, 'send.failed'],
  [502, 'send.refused'],
])

/** The refusals that come as the message of the whole answer, without a recipient. */
const MESSAGES = new Map<string, SendError>([
  ['InvalidSenderId', 'send.badSender'],
  ['InsufficientBalance', 'send.noCredit'],
])

/** Reads an inbound message. */
export function readSms(request: Verified): Reading {
  const fields = readForm(request.body)
  const id = fields?.get('id')
  const from = fields?.get('from')
  const to = fields?.get('to')
  const text = fields?.get('text')
  if (!id || !from || !to || text === undefined) return malformed
  const at = readInstant(fields?.get('date') ?? '')
  const event = { kind: 'sms.in', id, from: readAddress(from), to, text } as const
  return { ok: true, event: at === undefined ? event : { ...event, at } }
}

/** The request that sends one message; this gateway takes no reference of ours. */
export function sendSms(message: SmsOut, settings: AfricastalkingSettings): OutRequest {
  const { username, from } = settings
  const body = writeForm({ username, to: message.to, message: message.text, from, bulkSMSMode: '1', enqueue: '1' })
  return signRequest(`${settings.smsUrl}/version1/messaging`, body, settings)
}

/** What became of it. */
export function readSmsSent(response: InResponse): SendResult {
  const answer = readJson(response.body)?.['SMSMessageData']
  if (!isObject(answer) || !Array.isArray(answer['Recipients'])) return failStatus(response.status)
  const recipients: unknown[] = answer['Recipients']
  if (recipients.length === 0) return failSend(MESSAGES.get(String(answer['Message'])) ?? 'send.refused')
  const recipient = recipients[0]
  if (!isObject(recipient)) return failSend('send.garbled')
  const code = Number(recipient['statusCode'])
  const ref = recipient['messageId']
  if (code >= 100 && code <= 102) {
    return typeof ref === 'string' && ref !== '' && ref !== 'None'
      ? { state: 'accepted', ref }
      : failSend('send.garbled')
  }
  return failSend(REFUSALS.get(code) ?? (code >= 400 && code < 500 ? 'send.refused' : 'send.garbled'))
}

/** `2017-05-03 06:04:45`, with or without T and Z, is UTC. */
function readInstant(text: string): string | undefined {
  const match = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}:\d{2})Z?$/.exec(text)
  return match ? `${match[1]}T${match[2]}Z` : undefined
}
