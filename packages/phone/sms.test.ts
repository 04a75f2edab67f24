import { beforeEach, describe, expect, it } from 'vitest'
import { type Rehearsal, rehearse } from './fake.ts'

const RINA = '+8801711000001'

let rehearsal: Rehearsal

beforeEach(() => {
  rehearsal = rehearse()
})

describe('a text message', () => {
  it('goes to the service as a form and comes back with its real size', async () => {
    const rina = rehearsal.operator.handset(RINA)
    await rina.texts('16789', 'REG রহিমা 0407')
    expect(rehearsal.asked('sms')).toEqual([
      {
        linkId: 'ATLid_00000000000000000000000000000002',
        text: 'REG রহিমা 0407',
        to: '16789',
        id: 'ATSid_00000000000000000000000000000001',
        date: '2026-07-04 06:00:00',
        from: RINA,
      },
    ])
    expect(rina.inbox()).toMatchObject([
      { text: 'পেয়েছি: REG রহিমা 0407', other: '16789', size: { encoding: 'ucs2', units: 23, segments: 1 } },
    ])
  })

  it('is followed by a receipt with the id the API gave', async () => {
    const { status, body } = await rehearsal.fake.send(RINA, 'hello')
    const { SMSMessageData } = JSON.parse(body)
    expect(status).toBe(201)
    expect(SMSMessageData.Recipients).toMatchObject([{ statusCode: 101, number: RINA, status: 'Success' }])
    await rehearsal.operator.settle()
    expect(rehearsal.asked('receipt')).toEqual([
      {
        id: SMSMessageData.Recipients[0].messageId,
        status: 'Success',
        phoneNumber: RINA,
        retryCount: '0',
        networkCode: '47001',
      },
    ])
  })

  it('keeps receipts until they are released, newest first if wanted', async () => {
    rehearsal.operator.receipts('late')
    await rehearsal.fake.send(RINA, 'one')
    await rehearsal.fake.send(RINA, 'two')
    await rehearsal.operator.settle()
    expect(rehearsal.asked('receipt')).toEqual([])
    rehearsal.operator.releases('newest')
    await rehearsal.operator.settle()
    expect(rehearsal.asked('receipt').map((fields) => fields['id']?.at(-1))).toEqual(['2', '1'])
    rehearsal.operator.releases()
    await rehearsal.operator.settle()
    expect(rehearsal.asked('receipt')).toHaveLength(2)
  })

  it('waits for a handset that is off', async () => {
    const rina = rehearsal.operator.handset(RINA)
    rina.switchesOff()
    await rehearsal.fake.send(RINA, 'hello')
    expect(rina.inbox()).toEqual([])
    rina.switchesOn()
    expect(rina.inbox()).toHaveLength(1)
    await rehearsal.operator.settle()
    expect(rehearsal.asked('receipt').map((fields) => fields['status'])).toEqual(['Buffered', 'Success'])
  })

  it('is lost with a reason, and never arrives', async () => {
    rehearsal.operator.loses(RINA, 'AbsentSubscriber')
    await rehearsal.fake.send(RINA, 'hello')
    await rehearsal.operator.settle()
    expect(rehearsal.operator.handset(RINA).inbox()).toEqual([])
    expect(rehearsal.asked('receipt')).toMatchObject([{ status: 'Failed', failureReason: 'AbsentSubscriber' }])
  })

  it.each([
    ['throttled', 429, 0],
    ['down', 503, 0],
    ['timeoutBeforeAccept', 0, 0],
    ['timeoutAfterAccept', 0, 1],
  ] as const)('%s: the service sees %i, the handset has %i', async (fault, status, arrived) => {
    rehearsal.operator.fails(fault)
    expect((await rehearsal.fake.send(RINA, 'hello')).status).toBe(status)
    expect(rehearsal.operator.handset(RINA).inbox()).toHaveLength(arrived)
    expect((await rehearsal.fake.send(RINA, 'again')).status).toBe(201)
  })

  it('is refused for its number or without the key', async () => {
    rehearsal.operator.refuses(RINA, 'UserInBlacklist')
    expect(JSON.parse((await rehearsal.fake.send(RINA, 'hello')).body).SMSMessageData.Recipients).toEqual([
      { statusCode: 406, number: RINA, status: 'UserInBlacklist', cost: '0', messageId: 'None' },
    ])
    expect((await rehearsal.operator.api.request('/version1/messaging', { method: 'POST' })).status).toBe(401)
  })
})
