import { describe, expect, test } from 'vitest'
import type { VoiceAction } from '../gateway.ts'
import { replyVoice } from './actions.ts'

const urls = { turn: 'https://line.example/africastalking/voice/secret', audio: 'https://line.example/audio' }
const TURN = 'https://line.example/africastalking/voice/secret?count=2'
const write = (...actions: VoiceAction[]): string => {
  const { status, contentType, body } = replyVoice(actions, urls)
  expect([status, contentType]).toEqual([200, 'text/plain; charset=utf-8'])
  return body.replace('<?xml version="1.0" encoding="UTF-8"?>', '')
}
const gather = (...prompts: ({ play: string } | { say: string })[]): VoiceAction => ({
  do: 'gather',
  digits: 1,
  timeout: 5,
  finish: '#',
  prompts,
  count: 2,
})
const KEYS = `numDigits="1" timeout="5" finishOnKey="#" callbackUrl="${TURN}&amp;keys=1"`

test('the whole reply, to the byte', () => {
  expect(replyVoice([{ do: 'say', text: 'A & B < C' }], urls)).toEqual({
    status: 200,
    contentType: 'text/plain; charset=utf-8',
    body: '<?xml version="1.0" encoding="UTF-8"?><Response><Say>A &amp; B &lt; C</Say></Response>',
  })
})

describe('prompts', () => {
  test('a key is played from the audio address, a whole address as it is', () => {
    expect(write({ do: 'play', key: 'bn/home.0.mp3' })).toBe(
      '<Response><Play url="https://line.example/audio/bn/home.0.mp3"/></Response>',
    )
    expect(write({ do: 'play', key: 'https://cdn.example/a.mp3?x=1&y=%20' })).toBe(
      '<Response><Play url="https://cdn.example/a.mp3?x=1&amp;y=%20"/></Response>',
    )
  })
})

describe('waiting for keys', () => {
  test('the prompt is inside, and silence goes on to a Redirect with the same count', () => {
    expect(write(gather({ play: 'bn/menu.mp3' }))).toBe(
      `<Response><GetDigits ${KEYS}><Play url="https://line.example/audio/bn/menu.mp3"/></GetDigits><Redirect>${TURN}</Redirect></Response>`,
    )
  })

  test('of several prompts the last is inside, the others before', () => {
    expect(write(gather({ say: 'one' }, { play: 'two.mp3' }, { say: 'three' }))).toBe(
      `<Response><Say>one</Say><Play url="https://line.example/audio/two.mp3"/><GetDigits ${KEYS}><Say>three</Say></GetDigits><Redirect>${TURN}</Redirect></Response>`,
    )
  })

  test('without a prompt it is an empty tag', () => {
    expect(write(gather())).toBe(`<Response><GetDigits ${KEYS}/><Redirect>${TURN}</Redirect></Response>`)
  })

  test('a Redirect that was asked for is not written twice', () => {
    expect(write(gather(), { do: 'redirect', count: 2 })).toBe(write(gather()))
  })

  test('the count joins a query that the turn address already has', () => {
    const { body } = replyVoice([{ do: 'redirect', count: 0 }], { ...urls, turn: 'https://line.example/v?a=1' })
    expect(body).toContain('<Redirect>https://line.example/v?a=1&amp;count=0</Redirect>')
  })
})

test('a recording, a connection and a rejection', () => {
  expect(write({ do: 'record', seconds: 30, count: 2 })).toBe(
    `<Response><Record finishOnKey="#" maxLength="30" trimSilence="true" playBeep="true" callbackUrl="${TURN}"/><Redirect>${TURN}</Redirect></Response>`,
  )
  expect(write({ do: 'say', text: 'এখন যুক্ত করছি' }, { do: 'dial', to: '+8801712345678' })).toBe(
    '<Response><Say>এখন যুক্ত করছি</Say><Dial phoneNumbers="+8801712345678"/></Response>',
  )
  expect(write({ do: 'reject' })).toBe('<Response><Reject/></Response>')
})
