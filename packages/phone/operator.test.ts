import { beforeEach, describe, expect, it } from 'vitest'
import { type Fake, makeFake } from './fake.ts'
import { type Operator, openOperator } from './operator.ts'

const RINA = '+8801711000001'
const START = Date.UTC(2026, 6, 4, 6, 0, 0)

let now: number
let operator: Operator
let fake: Fake

beforeEach(() => {
  now = START
  fake = makeFake((request) => operator.fetch(strip(request)), 'http://service')
  operator = openOperator({
    fetch: (request) => fake.app.fetch(request),
    serviceUrl: 'http://service',
    token: 'local',
    serviceCode: '*16789#',
    shortCode: '16789',
    voiceNumbers: ['+8809612016789'],
    username: 'dhatri',
    apiKey: 'secret',
    now: () => now,
  })
})

/** The demo mounts the API under a path; in process it lies at the root. */
const strip = (request: Request) => new Request(request.url.replace('/gateway', ''), request)
const asked = (webhook: string) => fake.asked.filter((one) => one.webhook === webhook).map((one) => one.fields)

describe('a USSD session', () => {
  it('sends the whole input so far, joined by *, with the same session and number', async () => {
    const rina = operator.handset(RINA)
    await rina.dials('*16789#')
    await rina.presses('2')
    await rina.enters('1203')
    expect(asked('ussd').map((fields) => fields['text'])).toEqual(['', '2', '2*1203'])
    expect(asked('ussd')[0]).toEqual({
      sessionId: 'ATUid_00000000000000000000000000000001',
      serviceCode: '*16789#',
      networkCode: '47001',
      phoneNumber: RINA,
      text: '',
    })
    expect(rina.sees()).toEqual({ text: 'ধন্যবাদ: 1203', isEnd: true, by: 'service' })
    expect(operator.complaints()).toEqual([])
  })

  it('dials into a menu', async () => {
    await operator.handset(RINA).dials('*16789*2*1203#')
    expect(asked('ussd').map((fields) => fields['text'])).toEqual(['2*1203'])
  })

  it.each(['*16780#', '16789', '*16789', '*167890#'])('knows nothing of %s', async (code) => {
    expect(await operator.handset(RINA).dials(code)).toMatchObject({ isEnd: true, by: 'network' })
    expect(fake.asked).toEqual([])
  })

  it('notifies the end, with what was entered and last shown', async () => {
    const rina = operator.handset(RINA)
    await rina.dials('*16789#')
    now += 8000
    await rina.presses('1')
    await operator.settle()
    expect(asked('ussd-end')).toEqual([
      {
        date: '2026-07-04 06:00:08',
        sessionId: 'ATUid_00000000000000000000000000000001',
        serviceCode: '*16789#',
        networkCode: '47001',
        phoneNumber: RINA,
        status: 'Success',
        cost: '0.0000',
        durationInMillis: '8000',
        hopsCount: '2',
        input: '1',
        lastAppResponse: 'END পানি বেশি খান। বিশ্রাম নিন।',
      },
    ])
  })

  it('notifies a hang-up as incomplete, or not at all', async () => {
    const rina = operator.handset(RINA)
    await rina.dials('*16789#')
    rina.hangsUp()
    await rina.dials('*16789#')
    rina.hangsUp({ isNoted: false })
    await operator.settle()
    expect(asked('ussd-end').map((fields) => fields['status'])).toEqual(['Incomplete'])
  })

  it('ends by itself when nobody presses a key for a minute', async () => {
    const rina = operator.handset(RINA)
    await rina.dials('*16789#')
    now += 61_000
    expect(await rina.presses('1')).toMatchObject({ isEnd: true, by: 'network' })
    await operator.settle()
    expect(asked('ussd')).toHaveLength(1)
    expect(asked('ussd-end')).toMatchObject([{ status: 'Incomplete' }])
  })

  it('ends where the service does not answer with CON or END', async () => {
    const rina = operator.handset(RINA)
    await rina.dials('*16789#')
    expect(await rina.presses('7')).toMatchObject({ isEnd: true, by: 'network' })
    await operator.settle()
    expect(asked('ussd-end')).toMatchObject([{ status: 'Failed' }])
    expect(operator.complaints()).toMatchObject([{ problem: 'ussd.notAScreen' }])
  })

  it.each(['after', 'together'] as const)('repeats a request on demand (%s)', async (how) => {
    const rina = operator.handset(RINA)
    operator.repeats(1, how)
    await rina.dials('*16789#')
    await rina.presses('2')
    expect(asked('ussd').map((fields) => fields['text'])).toEqual(['', '', '2'])
    expect(operator.complaints()).toEqual([])
  })

  it('complains when a repeat gets another answer', async () => {
    let count = 0
    operator = openOperator({ ...operator.settings, fetch: () => new Response(`CON ${++count}`) })
    operator.repeats()
    expect(await operator.handset(RINA).dials('*16789#')).toMatchObject({ text: '2' })
    expect(operator.complaints()).toMatchObject([{ problem: 'repeat.otherAnswer', words: 'CON 1 | CON 2' }])
  })

  it('keeps the token out of what it records', async () => {
    await operator.handset(RINA).dials('*16789#')
    expect(operator.exchanges()[0]?.path).toBe('/africastalking/ussd/…')
  })
})

describe('a text message', () => {
  it('goes to the service as a form and comes back with its real size', async () => {
    const rina = operator.handset(RINA)
    await rina.texts('16789', 'REG রহিমা 0407')
    expect(asked('sms')).toEqual([
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
    const { status, body } = await fake.send(RINA, 'hello')
    const { SMSMessageData } = JSON.parse(body)
    expect(status).toBe(201)
    expect(SMSMessageData.Recipients).toMatchObject([{ statusCode: 101, number: RINA, status: 'Success' }])
    await operator.settle()
    expect(asked('receipt')).toEqual([
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
    operator.receipts('late')
    await fake.send(RINA, 'one')
    await fake.send(RINA, 'two')
    await operator.settle()
    expect(asked('receipt')).toEqual([])
    operator.releases('newest')
    await operator.settle()
    expect(asked('receipt').map((fields) => fields['id']?.at(-1))).toEqual(['2', '1'])
  })

  it('waits for a handset that is off', async () => {
    const rina = operator.handset(RINA)
    rina.switchesOff()
    await fake.send(RINA, 'hello')
    expect(rina.inbox()).toEqual([])
    rina.switchesOn()
    expect(rina.inbox()).toHaveLength(1)
    await operator.settle()
    expect(asked('receipt').map((fields) => fields['status'])).toEqual(['Buffered', 'Success'])
  })

  it('is lost with a reason, and never arrives', async () => {
    operator.loses(RINA, 'AbsentSubscriber')
    await fake.send(RINA, 'hello')
    await operator.settle()
    expect(operator.handset(RINA).inbox()).toEqual([])
    expect(asked('receipt')).toMatchObject([{ status: 'Failed', failureReason: 'AbsentSubscriber' }])
  })

  it.each([
    ['throttled', 429, 0],
    ['down', 503, 0],
    ['timeoutBeforeAccept', 0, 0],
    ['timeoutAfterAccept', 0, 1],
  ] as const)('%s: the service sees %i, the handset has %i', async (fault, status, arrived) => {
    operator.fails(fault)
    expect((await fake.send(RINA, 'hello')).status).toBe(status)
    expect(operator.handset(RINA).inbox()).toHaveLength(arrived)
    expect((await fake.send(RINA, 'again')).status).toBe(201)
  })

  it('is refused for its number or without the key', async () => {
    operator.refuses(RINA, 'UserInBlacklist')
    expect(JSON.parse((await fake.send(RINA, 'hello')).body).SMSMessageData.Recipients).toEqual([
      { statusCode: 406, number: RINA, status: 'UserInBlacklist', cost: '0', messageId: 'None' },
    ])
    expect((await operator.api.request('/version1/messaging', { method: 'POST' })).status).toBe(401)
  })
})

describe('a call from a handset', () => {
  it('does the actions in order and posts the digits to the address given', async () => {
    const rina = operator.handset(RINA)
    await rina.calls('+8809612016789')
    expect(rina.heard()).toEqual([
      { play: 'http://service/audio/bn/hello.mp3' },
      { play: 'http://service/audio/bn/press.mp3' },
    ])
    await rina.keys('3')
    expect(rina.heard().at(-1)).toEqual({ say: 'আপনি চেপেছেন 3' })
    expect(rina.call()?.state).toBe('ended')
    await operator.settle()
    expect(asked('voice')[1]).toMatchObject({
      isActive: '1',
      direction: 'Inbound',
      callerNumber: RINA,
      dtmfDigits: '3',
    })
    expect(asked('voice')[2]).toMatchObject({ isActive: '0', durationInSeconds: '12', hangupCause: 'NORMAL_CLEARING' })
    expect(operator.complaints()).toEqual([])
  })

  it('goes on to the next action when nothing is pressed', async () => {
    const rina = operator.handset(RINA)
    await rina.calls('+8809612016789')
    await rina.staysQuiet()
    expect(rina.heard()).toHaveLength(4)
    expect(asked('voice')[1]).not.toHaveProperty('dtmfDigits')
  })

  it('sends the closing key alone as no digits', async () => {
    const rina = operator.handset(RINA)
    await rina.calls('+8809612016789')
    await rina.keys('#')
    expect(asked('voice')[1]).toMatchObject({ dtmfDigits: '' })
  })

  it('connects to a person', async () => {
    const rina = operator.handset(RINA)
    await rina.calls('+8809612016789')
    await rina.keys('0')
    expect(rina.heard().at(-1)).toEqual({ dial: '+8801711000009' })
    rina.hangsUp({ after: 40 })
    await operator.settle()
    expect(asked('voice').at(-1)).toMatchObject({ durationInSeconds: '40', dialDestinationNumber: '+8801711000009' })
  })

  it('may be a missed call: one ring, no seconds', async () => {
    await operator.handset(RINA).rings('+8809612016789')
    await operator.settle()
    expect(asked('voice').map((fields) => [fields['isActive'], fields['durationInSeconds']])).toEqual([
      ['1', undefined],
      ['0', '0'],
    ])
  })

  it('waits until a page has played the prompts, where one plays them', async () => {
    operator = openOperator({ ...operator.settings, isHeardAtOnce: false })
    const rina = operator.handset(RINA)
    await rina.calls('+8809612016789')
    await rina.keys('3')
    expect(rina.call()).toMatchObject({ state: 'active', waiting: { for: 'prompts' } })
    now += 7000
    await rina.hearsOut()
    expect(rina.call()).toMatchObject({ state: 'ended', seconds: 7 })
  })
})

describe('a call to a handset', () => {
  it('rings, is answered, and carries the reference of the service', async () => {
    const rina = operator.handset(RINA)
    const { body } = await fake.ring(RINA, 'ref-1')
    expect(JSON.parse(body)).toEqual({
      entries: [{ phoneNumber: RINA, status: 'Queued', sessionId: 'ATVId_00000000000000000000000000000001' }],
      errorMessage: 'None',
    })
    expect([rina.isRinging(), operator.isRinging()]).toEqual([true, true])
    expect(asked('voice')).toEqual([])
    await rina.answers()
    expect(asked('voice')).toMatchObject([{ direction: 'Outbound', callerNumber: RINA, clientRequestId: 'ref-1' }])
  })

  it.each([
    ['declined', 'CALL_REJECTED'],
    ['ignored', 'NO_ANSWER'],
    ['left ringing', 'NO_ANSWER'],
    ['off', 'SUBSCRIBER_ABSENT'],
    ['busy', 'USER_BUSY'],
  ])('ends with its cause when %s', async (how, cause) => {
    const rina = operator.handset(RINA)
    if (how === 'off') rina.switchesOff()
    if (how === 'busy') await rina.dials('*16789#')
    await fake.ring(RINA)
    if (how === 'declined') rina.declines()
    if (how === 'ignored') rina.ignores()
    if (how === 'left ringing') now += 46_000
    await operator.settle()
    expect(asked('voice')).toMatchObject([{ isActive: '0', durationInSeconds: '0', hangupCause: cause }])
  })

  it('is not answered where nobody holds the handset', async () => {
    await fake.ring('+8801811000002')
    await operator.settle()
    expect(asked('voice')).toMatchObject([{ hangupCause: 'NO_ANSWER' }])
    expect(operator.handsets()).toEqual([])
  })
})
