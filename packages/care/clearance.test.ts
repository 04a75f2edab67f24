import { expect, test } from 'vitest'
import { clear, type Line, nameMessage } from './clearance.ts'
import { hour } from './dhaka.ts'
import { at } from './example.ts'
import type { Class, Flight } from './flight.record.ts'
import { newFlight } from './flight.ts'
import { policy } from './policy.ts'

const noon = at('2026-05-01 12:00')

const claimed = (kind: Class): Flight => ({
  ...newFlight(
    {
      key: 'anc2.day',
      to: 'woman',
      message: 'anc.day',
      class: kind,
      about: 'pregnancy',
      channel: 'sms',
      at: noon,
      until: noon + hour,
    },
    policy,
  ),
  state: 'claimed',
  calls: 1,
  claim: 4,
})

const ask = (kind: Class, line: Partial<Line>) =>
  clear(claimed(kind), 'q7x2', { isStopped: false, ...line }, noon, policy)

test('a phone that says nothing against it is written to', () => {
  expect(ask('act', {})).toEqual({ ok: true })
})

test('STOP on the phone suppresses what was claimed before it', () => {
  expect(ask('act', { isStopped: true })).toEqual({
    ok: false,
    event: { kind: 'suppressed', reason: 'stop', claim: 4 },
  })
})

test('a message to another woman on the same phone two hours ago moves this one', () => {
  const last = { at: noon - 2 * hour, by: 'w9k1.anc3.day' }
  const event = { kind: 'handedBack', at: at('2026-05-02 08:00'), reason: 'apart', claim: 4 }
  expect(ask('act', { last })).toEqual({ ok: false, event })
})

test('its own earlier ring does not hold it back', () => {
  expect(ask('voice', { last: { at: noon - hour, by: nameMessage('q7x2', claimed('voice')) } })).toEqual({ ok: true })
})

test('safe hours hold it back until they come, and hours that never come suppress it', () => {
  const evening = { from: 18 * 60, to: 20 * 60 }
  const event = { kind: 'handedBack', at: at('2026-05-01 18:00'), reason: 'apart', claim: 4 }
  expect(ask('act', { safe: evening })).toEqual({ ok: false, event })
  expect(ask('act', { safe: { from: 22 * 60, to: 23 * 60 } })).toMatchObject({ event: { reason: 'hours' } })
})

test.each(['reply', 'alert'] as const)('%s goes whatever the phone says: somebody asked for it', (kind) => {
  expect(ask(kind, { isStopped: true, safe: { from: 0, to: 1 }, last: { at: noon, by: 'x' } })).toEqual({ ok: true })
})
