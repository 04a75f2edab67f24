import { beforeEach, describe, expect, it } from 'vitest'
import { type Rehearsal, rehearse } from './fake.ts'
import { openOperator } from './operator.ts'

const RINA = '+8801711000001'

let rehearsal: Rehearsal

beforeEach(() => {
  rehearsal = rehearse()
})

describe('a USSD session', () => {
  it('sends the whole input so far, joined by *, with the same session and number', async () => {
    const rina = rehearsal.operator.handset(RINA)
    await rina.dials('*16789#')
    await rina.presses('2')
    await rina.enters('1203')
    expect(rehearsal.asked('ussd').map((fields) => fields['text'])).toEqual(['', '2', '2*1203'])
    expect(rehearsal.asked('ussd')[0]).toEqual({
      sessionId: 'ATUid_00000000000000000000000000000001',
      serviceCode: '*16789#',
      networkCode: '47001',
      phoneNumber: RINA,
      text: '',
    })
    expect(rina.sees()).toEqual({ text: 'ধন্যবাদ: 1203', isEnd: true, by: 'service' })
    expect(rehearsal.operator.complaints()).toEqual([])
  })

  it('dials into a menu', async () => {
    await rehearsal.operator.handset(RINA).dials('*16789*2*1203#')
    expect(rehearsal.asked('ussd').map((fields) => fields['text'])).toEqual(['2*1203'])
  })

  it.each(['*16780#', '16789', '*16789', '*167890#'])('knows nothing of %s', async (code) => {
    expect(await rehearsal.operator.handset(RINA).dials(code)).toMatchObject({ isEnd: true, by: 'network' })
    expect(rehearsal.fake.asked).toEqual([])
  })

  it('notifies the end, with what was entered and last shown', async () => {
    const rina = rehearsal.operator.handset(RINA)
    await rina.dials('*16789#')
    rehearsal.now += 8000
    await rina.presses('1')
    await rehearsal.operator.settle()
    expect(rehearsal.asked('ussd-end')).toEqual([
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
    const rina = rehearsal.operator.handset(RINA)
    await rina.dials('*16789#')
    rina.hangsUp()
    await rina.dials('*16789#')
    rina.hangsUp({ isNoted: false })
    await rehearsal.operator.settle()
    expect(rehearsal.asked('ussd-end').map((fields) => fields['status'])).toEqual(['Incomplete'])
  })

  it('notifies the old session when she dials anew', async () => {
    const rina = rehearsal.operator.handset(RINA)
    await rina.dials('*16789#')
    await rina.dials('*16789#')
    await rehearsal.operator.settle()
    expect(rehearsal.asked('ussd-end')).toMatchObject([{ status: 'Incomplete' }])
    expect(new Set(rehearsal.asked('ussd').map((fields) => fields['sessionId'])).size).toBe(2)
  })

  it('shows nothing more once she has hung up, whatever the service still answers', async () => {
    const rina = rehearsal.operator.handset(RINA)
    await rina.dials('*16789#')
    const late = rina.presses('2')
    rina.hangsUp()
    expect(await late).toMatchObject({ text: '', isEnd: true })
    await rehearsal.operator.settle()
    expect(rehearsal.asked('ussd-end').map((fields) => fields['status'])).toEqual(['Incomplete'])
  })

  it('ends by itself when nobody presses a key for a minute', async () => {
    const rina = rehearsal.operator.handset(RINA)
    await rina.dials('*16789#')
    rehearsal.now += 61_000
    expect(await rina.presses('1')).toMatchObject({ isEnd: true, by: 'network' })
    await rehearsal.operator.settle()
    expect(rehearsal.asked('ussd')).toHaveLength(1)
    expect(rehearsal.asked('ussd-end')).toMatchObject([{ status: 'Incomplete' }])
  })

  it('ends where the service does not answer with CON or END', async () => {
    const rina = rehearsal.operator.handset(RINA)
    await rina.dials('*16789#')
    expect(await rina.presses('7')).toMatchObject({ isEnd: true, by: 'network' })
    await rehearsal.operator.settle()
    expect(rehearsal.asked('ussd-end')).toMatchObject([{ status: 'Failed' }])
    expect(rehearsal.operator.complaints()).toMatchObject([{ problem: 'ussd.notAScreen' }])
  })

  it.each([
    ['after', 1],
    ['together', 2],
  ] as const)('repeats a request on demand (%s: %i at once)', async (how, atOnce) => {
    let busy = 0
    let most = 0
    const { fetch } = rehearsal.operator.settings
    rehearsal.operator.settings.fetch = async (request) => {
      most = Math.max(most, ++busy)
      const response = await fetch(request)
      busy -= 1
      return response
    }
    const rina = rehearsal.operator.handset(RINA)
    rehearsal.operator.repeats(1, how)
    await rina.dials('*16789#')
    await rina.presses('2')
    expect(rehearsal.asked('ussd').map((fields) => fields['text'])).toEqual(['', '', '2'])
    expect(most).toBe(atOnce)
    expect(rehearsal.operator.complaints()).toEqual([])
  })

  it('complains when a repeat gets another answer', async () => {
    let count = 0
    const operator = openOperator({ ...rehearsal.operator.settings, fetch: () => new Response(`CON ${++count}`) })
    operator.repeats()
    expect(await operator.handset(RINA).dials('*16789#')).toMatchObject({ text: '2' })
    expect(operator.complaints()).toMatchObject([{ problem: 'repeat.otherAnswer', words: 'CON 1 | CON 2' }])
  })

  it('keeps the token out of what it records', async () => {
    await rehearsal.operator.handset(RINA).dials('*16789#')
    expect(rehearsal.operator.exchanges()[0]?.path).toBe('/africastalking/ussd/…')
  })
})
