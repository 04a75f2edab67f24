import { describe, expect, test } from 'vitest'
import { account, arrive } from './recorded.ts'
import { placeCall, readCall, readCallPlaced } from './voice.ts'

const WHO = 'sessionId=ATVId_b1&callerNumber=%2B8801712345678&destinationNumber=%2B8809612345678'
const read = (body: string, query = '') => readCall(arrive('voice', body, query))
const who = { session: 'ATVId_b1', from: '+8801712345678', to: '+8809612345678' }

describe('a call as it was recorded', () => {
  test('she calls: a start', () => {
    expect(read(`isActive=1&${WHO}&direction=Inbound&callSessionState=Ringing`)).toEqual({
      ok: true,
      event: { kind: 'call.start', ...who, direction: 'in' },
    })
  })

  test('she picks up our call: a start with our reference', () => {
    expect(read(`isActive=1&${WHO}&direction=Outbound&callSessionState=Answered&clientRequestId=m-1`)).toEqual({
      ok: true,
      event: { kind: 'call.start', ...who, direction: 'out', ref: 'm-1' },
    })
  })

  test.each([
    ['keys', 'dtmfDigits=0407', '?count=2&keys=1', '0407', 2],
    ['keys with the finishing hash', 'dtmfDigits=0407%23', '?count=2&keys=1', '0407', 2],
    ['a star', 'dtmfDigits=%2A', '?count=0&keys=1', '*', 0],
    ['the hash key alone', 'dtmfDigits=', '?count=2&keys=1', '#', 2],
    ['silence, which goes on to the Redirect', '', '?count=2', '', 2],
  ])('%s', (_what, extra, query, digits, count) => {
    expect(read(`isActive=1&${WHO}&direction=Inbound&${extra}`, query)).toEqual({
      ok: true,
      event: { kind: 'call.turn', ...who, direction: 'in', digits, repeat: { by: 'count', count } },
    })
  })

  test('a recording', () => {
    const body = `isActive=1&${WHO}&direction=Inbound&recordingUrl=https%3A%2F%2Frec.example%2F1.mp3&durationInSeconds=4`
    expect(read(body, '?count=1')).toEqual({
      ok: true,
      event: {
        kind: 'call.turn',
        ...who,
        direction: 'in',
        digits: '',
        repeat: { by: 'count', count: 1 },
        recording: 'https://rec.example/1.mp3',
      },
    })
  })

  test('a repeated request is the same event, and the next silence is another', () => {
    const body = `isActive=1&${WHO}&direction=Inbound`
    expect(read(body, '?count=1')).toEqual(read(body, '?count=1'))
    expect(read(body, '?count=1')).not.toEqual(read(body, '?count=2'))
  })
})

describe('the end of a call', () => {
  test.each([
    ['Outbound', '38', 'NORMAL_CLEARING', 38, 'answered'],
    ['Outbound', '38', 'NORMAL_TEMPORARY_FAILURE', 38, 'answered'],
    ['Outbound', '0', 'NORMAL_CLEARING', 0, 'answered'],
    ['Outbound', '0', 'USER_BUSY', 0, 'busy'],
    ['Outbound', '0', 'CALL_REJECTED', 0, 'busy'],
    ['Outbound', '0', 'NO_ANSWER', 0, 'noAnswer'],
    ['Outbound', '0', 'SUBSCRIBER_ABSENT', 0, 'off'],
    ['Outbound', '0', 'NO_USER_RESPONSE', 0, 'off'],
    ['Outbound', '0', 'UNALLOCATED_NUMBER', 0, 'invalid'],
    ['Outbound', '0', 'NORMAL_TEMPORARY_FAILURE', 0, 'failed'],
    ['Outbound', '', '', 0, 'failed'],
    // A missed call: she let it ring and hung up.
    ['Inbound', '0', 'ORIGINATOR_CANCEL', 0, 'noAnswer'],
  ])('%s, %s seconds, %s', (direction, duration, hangupCause, seconds, cause) => {
    const body = `isActive=0&${WHO}&direction=${direction}&durationInSeconds=${duration}&hangupCause=${hangupCause}&currencyCode=BDT&amount=0`
    expect(read(body)).toEqual({
      ok: true,
      event: { kind: 'call.end', ...who, direction: direction === 'Inbound' ? 'in' : 'out', seconds, cause },
    })
  })

  test('keeps our reference, and needs no URL of ours', () => {
    const body = `isActive=0&${WHO}&direction=Outbound&clientRequestId=m-1&durationInSeconds=9`
    expect(read(body, '?count=3')).toMatchObject({ ok: true, event: { kind: 'call.end', ref: 'm-1', seconds: 9 } })
  })
})

describe('a request that is no event', () => {
  test.each([
    'Outbound&callSessionState=Ringing',
    'Outbound&callSessionState=Dialing',
    'Inbound&callSessionState=Bridged',
  ])('%s: nobody is listening to us', (direction) => {
    expect(read(`isActive=1&${WHO}&direction=${direction}`)).toEqual({
      ok: false,
      error: 'request.ignored',
      status: 200,
    })
  })

  test.each([
    ['no session', 'isActive=1&callerNumber=%2B8801712345678', ''],
    ['no number', 'isActive=1&sessionId=ATVId_b1', ''],
    ['no isActive', WHO, ''],
    ['another isActive', `isActive=true&${WHO}`, ''],
    ['a count that is none', `isActive=1&${WHO}`, '?count=x'],
    ['a broken percent sequence', `isActive=1&${WHO}&dtmfDigits=%`, ''],
  ])('%s: malformed', (_what, body, query) => {
    expect(read(body, query)).toEqual({ ok: false, error: 'request.malformed', status: 400 })
  })
})

describe('placing a call', () => {
  test('is the form that the gateway documents', () => {
    expect(placeCall({ to: '+8801712345678', ref: 'm-1' }, account)).toEqual({
      method: 'POST',
      url: 'https://voice.africastalking.com/call',
      headers: {
        apikey: 'atsk_secret',
        accept: 'application/json',
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: 'username=dhatri&to=%2B8801712345678&from=%2B8809612345678&clientRequestId=m-1',
    })
  })

  const entry = (status: string, sessionId = 'None'): string =>
    JSON.stringify({ entries: [{ status, phoneNumber: '+8801712345678', sessionId }], errorMessage: 'None' })

  test.each([
    [200, entry('Queued', 'ATVId_b1'), { state: 'accepted', ref: 'ATVId_b1' }],
    [200, entry('Queued'), { state: 'unknown', error: 'send.garbled' }],
    [200, entry('InvalidPhoneNumber'), { state: 'rejected', error: 'send.badNumber' }],
    [200, entry('DestinationNotSupported'), { state: 'rejected', error: 'send.noRoute' }],
    [200, entry('InsufficientCredit'), { state: 'rejected', error: 'send.noCredit' }],
    [200, entry('SomethingNew'), { state: 'rejected', error: 'send.refused' }],
    [200, '{"entries":[],"errorMessage":"Invalid callerId: +880"}', { state: 'rejected', error: 'send.badSender' }],
    [200, '{"entries":[],"errorMessage":"No"}', { state: 'rejected', error: 'send.refused' }],
    [200, '{"entries":[null]}', { state: 'unknown', error: 'send.garbled' }],
    [200, '{}', { state: 'unknown', error: 'send.garbled' }],
    [401, 'The supplied authentication is invalid', { state: 'rejected', error: 'send.unauthorised' }],
    [429, '', { state: 'rejected', error: 'send.throttled' }],
    [503, '', { state: 'unknown', error: 'send.failed' }],
  ])('HTTP %i with %s', (status, body, result) => {
    expect(readCallPlaced({ status, body })).toEqual(result)
  })
})
