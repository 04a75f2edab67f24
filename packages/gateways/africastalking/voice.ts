/**
 * Calls of Africa's Talking (docs.africastalking.com/voice). The person is always `callerNumber` and we are
 * `destinationNumber`, whoever called. The count in the URL we gave for the next request tells a turn from a start, and
 * a repeat from a second key; a request to it without digits is silence, or the hash key where `keys` stands in it.
 */
import { readWhole } from '@dhatri/text/number'
import { readAddress } from '../address.ts'
import type { AfricastalkingSettings } from '../africastalking.settings.ts'
import { failSend, type SendError } from '../errors.ts'
import { readForm, writeForm } from '../form.ts'
import type {
  CallCause,
  CallFacts,
  CallOut,
  InResponse,
  OutRequest,
  Reading,
  SendResult,
  Verified,
} from '../gateway.ts'
import { ignored, malformed } from './request.ts'
import { failStatus, isObject, readJson, signRequest } from './response.ts'

/** Causes of a call that was never answered (help.africastalking.com, "parameters for hang up cause"; ITU-T Q.850). */
export const CAUSES = new Map<string, CallCause>([
  ['NORMAL_CLEARING', 'answered'],
  ['USER_BUSY', 'busy'],
  ['CALL_REJECTED', 'busy'],
  ['NO_ANSWER', 'noAnswer'],
  ['ORIGINATOR_CANCEL', 'noAnswer'],
  ['LOSE_RACE', 'noAnswer'],
  ['SUBSCRIBER_ABSENT', 'off'],
  ['NO_USER_RESPONSE', 'off'],
  ['DESTINATION_OUT_OF_ORDER', 'off'],
  ['UNALLOCATED_NUMBER', 'invalid'],
  ['INVALID_NUMBER_FORMAT', 'invalid'],
  ['NUMBER_CHANGED', 'invalid'],
])

/** States that are told while nobody is listening to us: our call is ringing, or two people talk to each other. */
const IDLE = new Set(['Dialing', 'Bridged', 'DialCompleted', 'Transferred', 'TransferCompleted'])

const REFUSALS = new Map<string, SendError>([
  ['InvalidPhoneNumber', 'send.badNumber'],
  ['DestinationNotSupported', 'send.noRoute'],
  ['InsufficientCredit', 'send.noCredit'],
])

/** Reads the start, a turn or the end of a call. */
export function readCall(request: Verified): Reading {
  const fields = readForm(request.body)
  const session = fields?.get('sessionId')
  const caller = fields?.get('callerNumber')
  const isActive = fields?.get('isActive')
  if (fields === undefined || !session || !caller || (isActive !== '0' && isActive !== '1')) return malformed
  const ref = fields.get('clientRequestId')
  const call: CallFacts = {
    session,
    from: readAddress(caller),
    to: readAddress(fields.get('destinationNumber') ?? ''),
    direction: fields.get('direction') === 'Outbound' ? 'out' : 'in',
    ...(ref ? { ref } : {}),
  }
  if (isActive === '0') {
    const seconds = readWhole(fields.get('durationInSeconds') ?? '') ?? 0
    const cause = seconds > 0 ? 'answered' : (CAUSES.get(fields.get('hangupCause') ?? '') ?? 'failed')
    return { ok: true, event: { kind: 'call.end', ...call, seconds, cause } }
  }
  const state = fields.get('callSessionState') ?? ''
  if (IDLE.has(state) || (state === 'Ringing' && call.direction === 'out')) return ignored
  const query = new URLSearchParams(request.url.split('?')[1])
  const counted = query.get('count')
  if (counted === null) return { ok: true, event: { kind: 'call.start', ...call } }
  const count = readWhole(counted)
  if (count === undefined) return malformed
  const recording = fields.get('recordingUrl')
  const typed = (fields.get('dtmfDigits') ?? '').replace(/#$/, '')
  // Silence goes on to the Redirect; GetDigits itself reports nothing typed only when the hash key ended it at once.
  const digits = typed === '' && query.has('keys') ? '#' : typed
  const turn = { kind: 'call.turn', ...call, digits, repeat: { by: 'count', count } } as const
  return { ok: true, event: recording ? { ...turn, recording } : turn }
}

/** The request that places a call. */
export function placeCall(call: CallOut, settings: AfricastalkingSettings): OutRequest {
  const { username, voiceNumber } = settings
  const body = writeForm({ username, to: call.to, from: voiceNumber, clientRequestId: call.ref })
  return signRequest(`${settings.voiceUrl}/call`, body, settings)
}

/** Whether it was taken; the reference is the call's session. */
export function readCallPlaced(response: InResponse): SendResult {
  const answer = readJson(response.body)
  const entries = answer?.['entries']
  if (!Array.isArray(entries)) return failStatus(response.status)
  if (entries.length === 0) {
    return failSend(/caller/i.test(String(answer?.['errorMessage'])) ? 'send.badSender' : 'send.refused')
  }
  const entry: unknown = entries[0]
  if (!isObject(entry)) return failSend('send.garbled')
  const { status, sessionId } = entry
  if (status !== 'Queued') return failSend(REFUSALS.get(String(status)) ?? 'send.refused')
  return typeof sessionId === 'string' && sessionId !== '' && sessionId !== 'None'
    ? { state: 'accepted', ref: sessionId }
    : failSend('send.garbled')
}
