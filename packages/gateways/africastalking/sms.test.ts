import { describe, expect, test } from 'vitest'
import { account, arrive } from './recorded.ts'
import { readSms, readSmsSent, sendSms } from './sms.ts'

const read = (body: string) => readSms(arrive('sms', body))

describe('an inbound message', () => {
  const event = { kind: 'sms.in', id: '2b-11', from: '+8801712345678', to: '16789' }

  test.each([
    ['2017-05-03T06%3A04%3A45Z', '2017-05-03T06:04:45Z'],
    ['2017-05-03+06%3A04%3A45', '2017-05-03T06:04:45Z'],
  ])('with the date %s', (date, at) => {
    const body = `linkId=78b-a4&text=REG+0407&to=16789&id=2b-11&date=${date}&from=%2B8801712345678`
    expect(read(body)).toEqual({ ok: true, event: { ...event, text: 'REG 0407', at } })
  })

  test('in Bangla, without a date we can read', () => {
    const body = 'text=%E0%A6%B0%E0%A6%95%E0%A7%8D%E0%A6%A4&to=16789&id=2b-11&date=today&from=%2B8801712345678'
    expect(read(body)).toEqual({ ok: true, event: { ...event, text: 'রক্ত' } })
  })

  test('may be empty', () => {
    expect(read('text=&to=16789&id=2b-11&from=%2B8801712345678')).toEqual({ ok: true, event: { ...event, text: '' } })
  })

  test.each([
    'text=a&to=16789&from=%2B8801712345678',
    'text=a&to=16789&id=2b-11',
    'text=a&id=2b-11&from=%2B8801712345678',
    'to=16789&id=2b-11&from=%2B8801712345678',
    'text=%&to=16789&id=2b-11&from=%2B8801712345678',
  ])('is malformed as %s', (body) => {
    expect(read(body)).toEqual({ ok: false, error: 'request.malformed', status: 400 })
  })
})

describe('an outgoing message', () => {
  const message = { to: '+8801712345678', text: 'কাল আসুন & ভালো থাকুন', ref: 'm-1' }

  test('is the form that the gateway documents', () => {
    expect(sendSms(message, account)).toEqual({
      method: 'POST',
      url: 'https://api.africastalking.com/version1/messaging',
      headers: {
        apikey: 'atsk_secret',
        accept: 'application/json',
        'content-type': 'application/x-www-form-urlencoded',
      },
      body:
        'username=dhatri&to=%2B8801712345678&message=%E0%A6%95%E0%A6%BE%E0%A6%B2+%E0%A6%86%E0%A6%B8%E0%A7%81%E0%A6%A8+%26+' +
        '%E0%A6%AD%E0%A6%BE%E0%A6%B2%E0%A7%8B+%E0%A6%A5%E0%A6%BE%E0%A6%95%E0%A7%81%E0%A6%A8&from=DHATRI&bulkSMSMode=1&enqueue=1',
    })
  })

  test('leaves the sender out where none is set', () => {
    const { from: _from, ...rest } = account
    expect(sendSms({ ...message, text: 'x' }, rest).body).toBe(
      'username=dhatri&to=%2B8801712345678&message=x&bulkSMSMode=1&enqueue=1',
    )
  })
})

describe('the answer to a send', () => {
  const answer = (recipients: unknown[], message = 'Sent to 1/1 Total Cost: KES 0.8000'): string =>
    JSON.stringify({ SMSMessageData: { Message: message, Recipients: recipients } })
  const recipient = (statusCode: number, status: string, messageId = 'None') => ({
    statusCode,
    number: '+8801712345678',
    status,
    cost: '0',
    messageId,
  })

  test.each([100, 101, 102])('%i is accepted under the gateway id', (statusCode) => {
    expect(readSmsSent({ status: 201, body: answer([recipient(statusCode, 'Success', 'ATXid_03cb')]) })).toEqual({
      state: 'accepted',
      ref: 'ATXid_03cb',
    })
  })

  test.each([
    [401, 'RiskHold', 'unknown', 'send.held'],
    [402, 'InvalidSenderId', 'rejected', 'send.badSender'],
    [403, 'InvalidPhoneNumber', 'rejected', 'send.badNumber'],
    [404, 'UnsupportedNumberType', 'rejected', 'send.notMobile'],
    [405, 'InsufficientBalance', 'rejected', 'send.noCredit'],
    [406, 'UserInBlacklist', 'rejected', 'send.blocked'],
    [407, 'CouldNotRoute', 'rejected', 'send.noRoute'],
    [409, 'DoNotDisturbRejection', 'rejected', 'send.quietTime'],
    [499, 'SomethingNew', 'rejected', 'send.refused'],
    [500, 'InternalServerError', 'unknown', 'send.failed'],
    [501, 'GatewayError', 'unknown', 'send.failed'],
    [502, 'RejectedByGateway', 'rejected', 'send.refused'],
    [700, 'SomethingNew', 'unknown', 'send.garbled'],
  ])('%i %s is %s: %s', (statusCode, status, state, error) => {
    expect(readSmsSent({ status: 201, body: answer([recipient(statusCode, status)]) })).toEqual({ state, error })
  })

  test('a refusal of the recipient counts, whatever the HTTP status', () => {
    const body = answer([recipient(409, 'DoNotDisturbRejection')])
    expect(readSmsSent({ status: 409, body })).toEqual({ state: 'rejected', error: 'send.quietTime' })
  })

  test.each([
    ['InvalidSenderId', 'send.badSender'],
    ['InsufficientBalance', 'send.noCredit'],
    ['Sent to 0/1 Total Cost: 0', 'send.refused'],
  ])('without a recipient, %j is a rejection: %s', (message, error) => {
    expect(readSmsSent({ status: 201, body: answer([], message) })).toEqual({ state: 'rejected', error })
  })

  test('accepted without an id cannot be followed, so it is unknown', () => {
    expect(readSmsSent({ status: 201, body: answer([recipient(101, 'Success')]) })).toEqual({
      state: 'unknown',
      error: 'send.garbled',
    })
  })

  test.each([
    [400, 'Required field to is not present', 'rejected', 'send.malformed'],
    [401, 'The supplied authentication is invalid', 'rejected', 'send.unauthorised'],
    [403, '', 'rejected', 'send.unauthorised'],
    [408, '', 'unknown', 'send.noAnswer'],
    [429, 'Too Many Requests', 'rejected', 'send.throttled'],
    [500, 'oops', 'unknown', 'send.failed'],
    [502, '<html>Bad Gateway</html>', 'unknown', 'send.failed'],
    [503, '', 'unknown', 'send.failed'],
    [302, '', 'unknown', 'send.garbled'],
    [200, '<html>a login page of a proxy</html>', 'unknown', 'send.garbled'],
    [201, '', 'unknown', 'send.garbled'],
    [201, 'null', 'unknown', 'send.garbled'],
    [201, '[]', 'unknown', 'send.garbled'],
    [201, '{"SMSMessageData":{"Recipients":[null]}}', 'unknown', 'send.garbled'],
    [201, '{"SMSMessageData":{"Recipients":"none"}}', 'unknown', 'send.garbled'],
  ])('HTTP %i with %j is %s: %s', (status, body, state, error) => {
    expect(readSmsSent({ status, body })).toEqual({ state, error })
  })
})
