import { describe, expect, test } from 'vitest'
import { readReceipt } from './receipt.ts'
import { arrive } from './recorded.ts'

const read = (body: string) => readReceipt(arrive('receipt', body))

describe('a delivery report', () => {
  test.each([
    ['Sent', 'sent'],
    ['Submitted', 'sent'],
    ['Buffered', 'sent'],
    ['Success', 'delivered'],
    ['Failed', 'undelivered'],
    ['Rejected', 'rejected'],
    ['Expired', 'expired'],
  ])('%s is %s', (status, state) => {
    const body = `id=ATXid_03cb&status=${status}&phoneNumber=%2B8801712345678&networkCode=47001&retryCount=0`
    expect(read(body)).toEqual({ ok: true, event: { kind: 'receipt', ref: 'ATXid_03cb', state } })
  })

  test('tells the reason of a failure', () => {
    expect(read('id=ATXid_03cb&status=Failed&failureReason=UserInBlackList')).toEqual({
      ok: true,
      event: { kind: 'receipt', ref: 'ATXid_03cb', state: 'undelivered', reason: 'UserInBlackList' },
    })
    expect(read('id=ATXid_03cb&status=AbsentSubscriber')).toEqual({
      ok: true,
      event: { kind: 'receipt', ref: 'ATXid_03cb', state: 'undelivered', reason: 'AbsentSubscriber' },
    })
  })

  test('keeps no reason that could quote a message or a number', () => {
    expect(read('id=ATXid_03cb&status=Failed&failureReason=could+not+send+%22hello%22')).toEqual({
      ok: true,
      event: { kind: 'receipt', ref: 'ATXid_03cb', state: 'undelivered' },
    })
  })

  test('with a status we do not know is acknowledged and left alone', () => {
    expect(read('id=ATXid_03cb&status=Teleported')).toEqual({ ok: false, error: 'request.ignored', status: 200 })
    expect(read('id=ATXid_03cb&status=')).toEqual({ ok: false, error: 'request.ignored', status: 200 })
  })

  test.each([
    '',
    'status=Sent',
    'id=&status=Sent',
    'id=ATXid_03cb',
    'id=%&status=Sent',
  ])('is malformed as %j', (body) => {
    expect(read(body)).toEqual({ ok: false, error: 'request.malformed', status: 400 })
  })
})
