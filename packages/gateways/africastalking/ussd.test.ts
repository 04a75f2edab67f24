import { describe, expect, test } from 'vitest'
import { arrive } from './recorded.ts'
import { readUssd, replyUssd } from './ussd.ts'

const WHO = 'sessionId=ATUid_7f&serviceCode=%2A384%2A1234%23&phoneNumber=%2B8801712345678&networkCode=47001'
const read = (body: string) => readUssd(arrive('ussd', body))
const who = { session: 'ATUid_7f', from: '+8801712345678' }
const serviceCode = '*384*1234#'

describe('a session as it was recorded', () => {
  test('the first request has no text: a dial', () => {
    expect(read(`${WHO}&text=`)).toEqual({ ok: true, event: { kind: 'ussd.dial', ...who, serviceCode, deep: [] } })
  })

  test.each([
    ['the first input', '1', '1', []],
    ['the third, after two', '1*2*0407', '0407', ['1', '2']],
    ['a Bangla input', '1*%E0%A7%A6%E0%A7%AA', '০৪', ['1']],
    ['words with spaces', '1*Rahima+Begum', 'Rahima Begum', ['1']],
    ['inputs dialled at once, *384*1234*1*2#', '1*2', '2', ['1']],
    ['an input of 99', '99', '99', []],
    ['nothing entered after one input', '1*', '', ['1']],
    ['a star entered first', '*', '*', []],
    ['a star entered after one input', '1**', '*', ['1']],
    ['an input after a star', '1***5', '5', ['1', '*']],
    ['an input after nothing', '1**5', '5', ['1', '']],
  ])('%s', (_what, text, input, before) => {
    const repeat = { by: 'count', count: before.length }
    const event = { kind: 'ussd.turn', ...who, serviceCode, input, before, repeat }
    expect(read(`${WHO}&text=${text}`)).toEqual({ ok: true, event })
  })

  test('a repeated request is the same event, with the same count', () => {
    expect(read(`${WHO}&text=1*2`)).toEqual(read(`${WHO}&text=1*2`))
  })

  test.each([
    ['Success', 'finished'],
    ['Incomplete', 'cutOff'],
    ['Failed', 'failed'],
    ['SomethingNew', 'failed'],
  ])('the end notice %s is %s', (status, ending) => {
    const notice = `date=2026-07-04+06%3A04%3A45&${WHO}&status=${status}&cost=0&durationInMillis=42000&hopsCount=3&input=1*2&lastAppResponse=END+bye`
    expect(read(notice)).toEqual({ ok: true, event: { kind: 'ussd.end', ...who, status: ending } })
  })
})

test.each([
  ['nothing', ''],
  ['no session', 'phoneNumber=%2B8801712345678&text='],
  ['an empty session', 'sessionId=&phoneNumber=%2B8801712345678&text='],
  ['no number', 'sessionId=ATUid_7f&text='],
  ['neither text nor status', WHO],
  ['a broken percent sequence', `${WHO}&text=%E0%A`],
  ['the text twice', `${WHO}&text=1&text=2`],
  ['an array', `${WHO}&text[]=1`],
  ['JSON', '{"text":"1"}'],
])('a request with %s is malformed', (_what, body) => {
  expect(read(body)).toEqual({ ok: false, error: 'request.malformed', status: 400 })
})

test('a screen keeps the session open with CON and closes it with END', () => {
  const contentType = 'text/plain; charset=utf-8'
  expect(replyUssd({ text: '১ হ্যাঁ\n২ না', isEnd: false })).toEqual({ status: 200, contentType, body: 'CON ১ হ্যাঁ\n২ না' })
  expect(replyUssd({ text: 'ধন্যবাদ', isEnd: true })).toEqual({ status: 200, contentType, body: 'END ধন্যবাদ' })
})
