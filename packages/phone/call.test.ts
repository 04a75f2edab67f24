import { beforeEach, describe, expect, it } from 'vitest'
import { type Rehearsal, rehearse } from './fake.ts'

const RINA = '+8801711000001'

let rehearsal: Rehearsal

beforeEach(() => {
  rehearsal = rehearse()
})

describe('a call from a handset', () => {
  it('does the actions in order and posts the digits to the address given', async () => {
    const rina = rehearsal.operator.handset(RINA)
    await rina.calls('+8809612016789')
    expect(rina.heard()).toEqual([
      { play: 'http://service/audio/bn/hello.mp3' },
      { play: 'http://service/audio/bn/press.mp3' },
    ])
    await rina.keys('3')
    expect(rina.heard().at(-1)).toEqual({ say: 'আপনি চেপেছেন 3' })
    expect(rina.call()?.state).toBe('ended')
    await rehearsal.operator.settle()
    expect(rehearsal.asked('voice')[1]).toMatchObject({
      isActive: '1',
      direction: 'Inbound',
      callerNumber: RINA,
      dtmfDigits: '3',
    })
    expect(rehearsal.asked('voice')[2]).toMatchObject({
      isActive: '0',
      durationInSeconds: '12',
      hangupCause: 'NORMAL_CLEARING',
    })
    expect(rehearsal.operator.complaints()).toEqual([])
  })

  it('goes on to the next action when nothing is pressed', async () => {
    const rina = rehearsal.operator.handset(RINA)
    await rina.calls('+8809612016789')
    await rina.staysQuiet()
    expect(rina.heard()).toHaveLength(4)
    expect(rehearsal.asked('voice')[1]).not.toHaveProperty('dtmfDigits')
  })

  it('sends the closing key alone as no digits', async () => {
    const rina = rehearsal.operator.handset(RINA)
    await rina.calls('+8809612016789')
    await rina.keys('#')
    expect(rehearsal.asked('voice')[1]).toMatchObject({ dtmfDigits: '' })
  })

  it('connects to a person', async () => {
    const rina = rehearsal.operator.handset(RINA)
    await rina.calls('+8809612016789')
    await rina.keys('0')
    expect(rina.heard().at(-1)).toEqual({ dial: '+8801711000009' })
    rina.hangsUp({ after: 40 })
    await rehearsal.operator.settle()
    expect(rehearsal.asked('voice').at(-1)).toMatchObject({
      durationInSeconds: '40',
      dialDestinationNumber: '+8801711000009',
    })
  })

  it('may be a missed call: one ring, no seconds', async () => {
    await rehearsal.operator.handset(RINA).rings('+8809612016789')
    await rehearsal.operator.settle()
    expect(rehearsal.asked('voice').map((fields) => [fields['isActive'], fields['durationInSeconds']])).toEqual([
      ['1', undefined],
      ['0', '0'],
    ])
  })

  it('is ended when the service sends it round and round', async () => {
    const url = 'http://service/africastalking/voice/local'
    const answer = new Response(`<Response><Redirect>${url}</Redirect></Response>`, {
      headers: { 'content-type': 'text/plain' },
    })
    rehearsal = rehearse({ fetch: () => answer.clone() })
    const rina = rehearsal.operator.handset(RINA)
    await rina.calls('+8809612016789')
    expect(rina.call()).toMatchObject({ state: 'ended', cause: 'SERVICE_UNAVAILABLE' })
    expect(rehearsal.operator.complaints()).toMatchObject([{ problem: 'voice.endlessRedirect' }])
  })

  it('waits until a page has played the prompts, where one plays them', async () => {
    rehearsal = rehearse({ isHeardAtOnce: false })
    const rina = rehearsal.operator.handset(RINA)
    await rina.calls('+8809612016789')
    await rina.keys('3')
    expect(rina.call()).toMatchObject({ state: 'active', waiting: { for: 'prompts' } })
    rehearsal.now += 7000
    await rina.hearsOut()
    expect(rina.call()).toMatchObject({ state: 'ended', seconds: 7 })
  })
})

describe('a call to a handset', () => {
  it('rings, is answered, and carries the reference of the service', async () => {
    const rina = rehearsal.operator.handset(RINA)
    const { body } = await rehearsal.fake.ring(RINA, 'ref-1')
    expect(JSON.parse(body)).toEqual({
      entries: [{ phoneNumber: RINA, status: 'Queued', sessionId: 'ATVId_00000000000000000000000000000001' }],
      errorMessage: 'None',
    })
    expect([rina.isRinging(), rehearsal.operator.isRinging()]).toEqual([true, true])
    expect(rehearsal.asked('voice')).toEqual([])
    await rina.answers()
    expect(rehearsal.asked('voice')).toMatchObject([
      { direction: 'Outbound', callerNumber: RINA, clientRequestId: 'ref-1' },
    ])
  })

  it.each([
    ['declined', 'CALL_REJECTED'],
    ['ignored', 'NO_ANSWER'],
    ['left ringing', 'NO_ANSWER'],
    ['off', 'SUBSCRIBER_ABSENT'],
    ['busy', 'USER_BUSY'],
  ])('ends with its cause when %s', async (how, cause) => {
    const rina = rehearsal.operator.handset(RINA)
    if (how === 'off') rina.switchesOff()
    if (how === 'busy') await rina.dials('*16789#')
    await rehearsal.fake.ring(RINA)
    if (how === 'declined') rina.declines()
    if (how === 'ignored') rina.ignores()
    if (how === 'left ringing') rehearsal.now += 46_000
    await rehearsal.operator.settle()
    expect(rehearsal.asked('voice')).toMatchObject([{ isActive: '0', durationInSeconds: '0', hangupCause: cause }])
  })

  it('is not answered where nobody holds the handset', async () => {
    await rehearsal.fake.ring('+8801811000002')
    await rehearsal.operator.settle()
    expect(rehearsal.asked('voice')).toMatchObject([{ hangupCause: 'NO_ANSWER' }])
    expect(rehearsal.operator.handsets()).toEqual([])
  })
})
