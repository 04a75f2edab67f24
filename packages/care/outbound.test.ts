import { describe, expect, test } from 'vitest'
import { minute } from './dhaka.ts'
import { at } from './example.ts'
import type { FlightEvent } from './flight.ts'
import { createOutbound, type Outbound, outboundDue, stepOutbound } from './outbound.ts'
import { policy } from './policy.ts'

const night = at('2026-05-01 23:00')

const post = (kind: 'reply' | 'act', more = {}): Outbound =>
  createOutbound(
    'm1',
    'phone',
    {
      to: 'anyone',
      message: 'reply.help',
      class: kind,
      about: 'service',
      channel: 'sms',
      until: night + 20 * 60 * minute,
      ...more,
    },
    night,
    policy,
  )

/** Plays events at their minutes after eleven at night; returns what the shell was asked to do. */
function play(
  outbound: Outbound,
  ...events: [minutes: number, event: FlightEvent][]
): { outbound: Outbound; said: string[] } {
  return events.reduce<{ outbound: Outbound; said: string[] }>(
    (sum, [minutes, event]) => {
      const stepped = stepOutbound(sum.outbound, event, night + minutes * minute, policy)
      return {
        outbound: stepped.outbound,
        said: [...sum.said, ...stepped.effects.map((effect) => (effect.do === 'history' ? effect.what : effect.do))],
      }
    },
    { outbound, said: [] },
  )
}

describe('a reply', () => {
  test('goes at night, at once, and is accounted for', () => {
    const { outbound, said } = play(
      post('reply'),
      [0, { kind: 'claim' }],
      [0, { kind: 'accepted', claim: 1, ref: 'r' }],
      [1, { kind: 'receipt', state: 'delivered' }],
    )
    expect(said).toEqual(['handOff', 'item.delivered', 'count'])
    expect(outbound).toEqual({
      id: 'm1',
      phone: 'phone',
      ended: { how: 'delivered', reason: 'receipt', at: night + minute },
    })
    expect(outboundDue(outbound)).toBeUndefined()
  })

  test('is worthless after a quarter of an hour', () => {
    expect(play(post('reply'), [16, { kind: 'claim' }]).outbound.ended).toMatchObject({ how: 'expired' })
  })

  test('that came to its end changes no more', () => {
    const { outbound } = play(post('reply'), [16, { kind: 'tick' }])
    expect(play(outbound, [17, { kind: 'claim' }])).toEqual({ outbound, said: [] })
  })
})

test('a word to a worker waits for the morning', () => {
  expect(outboundDue(post('act'))).toBe(at('2026-05-02 08:00'))
  expect(play(post('act'), [0, { kind: 'claim' }]).said).toEqual([])
})

test('a lease that ran out is settled before the event that comes after it', () => {
  const { said } = play(post('reply'), [0, { kind: 'claim' }], [2, { kind: 'receipt', state: 'delivered' }])
  expect(said).toEqual(['handOff', 'ask', 'item.delivered', 'count'])
})
