import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { africastalking } from '../africastalking.ts'
import type { Fact, Reading, VoiceAction } from '../gateway.ts'
import { replyVoice } from './actions.ts'
import { arrive } from './recorded.ts'
import { simulate } from './simulate.ts'
import { replyUssd } from './ussd.ts'

const { ussd, sms, receipt, voice } = africastalking
const her = '+8801712345678'
const call = { session: 'c', from: her, to: '+8809612345678', direction: 'out', ref: 'm-1' } as const

function read(fact: Fact, query = ''): Reading | undefined {
  const { channel, body } = simulate.request(fact)
  const reader = { ussd, 'ussd-end': ussd, sms, receipt, voice }[channel]
  return reader?.read(arrive(channel, body, query))
}

describe('what happens on a phone arrives as the event it is', () => {
  const session = { session: 's', from: her, serviceCode: '*384*1234#' }

  test('a dial, a turn and an end', () => {
    expect(read({ kind: 'ussd', ...session, inputs: [] })).toEqual({
      ok: true,
      event: { kind: 'ussd.dial', ...session, deep: [] },
    })
    expect(read({ kind: 'ussd', ...session, inputs: ['1', 'মা'] })).toEqual({
      ok: true,
      event: { kind: 'ussd.turn', ...session, input: 'মা', before: ['1'], repeat: { by: 'count', count: 1 } },
    })
    for (const status of ['finished', 'cutOff', 'failed'] as const) {
      expect(read({ kind: 'ussd.end', ...session, inputs: ['1'], status })).toEqual({
        ok: true,
        event: { kind: 'ussd.end', session: 's', from: her, status },
      })
    }
  })

  test('a message and its receipts', () => {
    const text = { id: 'i', from: her, to: '16789', text: 'REG & 100%', at: '2026-07-04T06:04:45Z' }
    expect(read({ kind: 'sms', ...text })).toEqual({ ok: true, event: { kind: 'sms.in', ...text } })
    for (const state of ['sent', 'delivered', 'undelivered', 'rejected', 'expired'] as const) {
      expect(read({ kind: 'receipt', ref: 'r', to: her, state, reason: 'Word' })).toEqual({
        ok: true,
        event: { kind: 'receipt', ref: 'r', state, reason: 'Word' },
      })
    }
  })

  test('a call', () => {
    expect(read({ kind: 'call', ...call })).toEqual({ ok: true, event: { kind: 'call.start', ...call } })
    expect(read({ kind: 'call', ...call, digits: '12' }, '?count=1&keys=1')).toEqual({
      ok: true,
      event: { kind: 'call.turn', ...call, digits: '12', repeat: { by: 'count', count: 1 } },
    })
    for (const cause of ['answered', 'busy', 'noAnswer', 'off', 'invalid', 'failed'] as const) {
      expect(read({ kind: 'call.end', ...call, seconds: 0, cause })).toEqual({
        ok: true,
        event: { kind: 'call.end', ...call, seconds: 0, cause },
      })
    }
  })
})

describe('what we reply is read as what was meant', () => {
  test('a screen', () => {
    const screen = fc.record({ text: fc.string({ unit: 'grapheme' }), isEnd: fc.boolean() })
    fc.assert(
      fc.property(screen, (given) => {
        expect(simulate.screen(replyUssd(given))).toEqual(given)
      }),
    )
    expect(simulate.screen({ status: 200, contentType: 'text/plain', body: 'Hello' })).toBeUndefined()
    expect(simulate.screen({ status: 500, contentType: 'text/plain', body: 'END Hello' })).toBeUndefined()
  })

  test('any text a call says', () => {
    const urls = { turn: 'https://line.example/voice/t', audio: 'https://line.example/audio' }
    const words = fc.string({ unit: fc.constantFrom(...'<>&"\' aকি/\n;', '&amp;', '</Say>', ']]>') })
    fc.assert(
      fc.property(words, words, (first, second) => {
        const actions: VoiceAction[] = [
          { do: 'say', text: first },
          { do: 'gather', digits: 3, timeout: 5, finish: '#', prompts: [{ play: 'a.mp3' }, { say: second }], count: 4 },
          { do: 'dial', to: her },
        ]
        const url = `${urls.turn}?count=4`
        expect(simulate.actions(replyVoice(actions, urls))).toEqual([
          { do: 'say', text: first },
          { do: 'play', url: 'https://line.example/audio/a.mp3' },
          { do: 'gather', digits: 3, timeout: 5, finish: '#', url: `${url}&keys=1`, prompt: { say: second } },
          { do: 'redirect', url },
          { do: 'dial', to: her },
        ])
      }),
    )
  })

  test('waiting in silence, recording, rejecting', () => {
    const urls = { turn: 'https://line.example/voice/t', audio: 'https://line.example/audio' }
    const reply = replyVoice(
      [
        { do: 'gather', digits: 1, timeout: 5, finish: '#', prompts: [], count: 0 },
        { do: 'record', seconds: 20, count: 0 },
        { do: 'redirect', count: 0 },
        { do: 'reject' },
      ],
      urls,
    )
    const url = `${urls.turn}?count=0`
    expect(simulate.actions(reply)).toEqual([
      { do: 'gather', digits: 1, timeout: 5, finish: '#', url: `${url}&keys=1` },
      { do: 'redirect', url },
      { do: 'record', seconds: 20, url },
      { do: 'redirect', url },
      { do: 'reject' },
    ])
    expect(simulate.actions({ ...reply, status: 500 })).toBeUndefined()
    expect(simulate.actions({ ...reply, body: 'END bye' })).toBeUndefined()
  })
})
