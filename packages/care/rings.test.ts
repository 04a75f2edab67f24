import { describe, expect, test } from 'vitest'
import { hour, minute } from './dhaka.ts'
import { at } from './example.ts'
import { make, noon, play } from './flight.example.ts'
import type { Flight } from './flight.record.ts'
import { type FlightEvent, fly } from './flight.ts'
import { policy } from './policy.ts'

describe('a reminder call', () => {
  const voice = make('act', { channel: 'voice', until: at('2026-05-20 21:00') })
  const ring = (flight: Flight, seconds: number, cause: 'answered' | 'busy' | 'noAnswer' | 'invalid'): string[] =>
    play(flight, [0, 'claim'], [0, 'accepted'], [1, { kind: 'heard', seconds, cause }])

  test('heard for ten seconds is done', () => {
    expect(ring(voice, 10, 'answered')[2]).toBe('delivered: heard')
    expect(ring(voice, 9, 'answered')[2]).toBe('waiting')
    expect(ring(voice, 0, 'invalid')[2]).toBe('undelivered: invalid')
  })

  test('that nobody answers rings 3 + 2 + 2 + 2 times over four days, never at night', () => {
    const days: string[] = []
    let flight = voice
    let now = noon
    for (let count = 0; count < 20; count++) {
      const claimed = fly(flight, { kind: 'claim' }, now, policy)
      if ('ended' in claimed) throw new Error(claimed.reason)
      days.push(new Date(now + 6 * hour).toISOString().slice(5, 16))
      const heard = fly(claimed.flight, { kind: 'heard', seconds: 0, cause: 'noAnswer' }, now + minute, policy)
      if ('ended' in heard) {
        expect(heard).toEqual({ ended: 'undelivered', reason: 'noAnswer' })
        break
      }
      flight = heard.flight
      now = flight.at
    }
    expect(days).toEqual([
      '05-01T12:00',
      '05-01T15:01',
      '05-01T18:02',
      '05-02T16:03',
      '05-02T19:04',
      '05-03T12:05',
      '05-03T15:06',
      '05-04T15:07',
      '05-04T18:08',
    ])
  })

  test('rings again sooner after a busy line', () => {
    const busy = fly(
      { ...voice, state: 'accepted', calls: 1 },
      { kind: 'heard', seconds: 0, cause: 'busy' },
      noon,
      policy,
    )
    expect('flight' in busy && busy.flight.at).toBe(noon + policy.rings.busyGap)
  })

  test('whose end is never reported counts as a ring that nobody answered', () => {
    expect(play(voice, [0, 'claim'], [0, 'accepted'], [14, 'tick'], [15, 'tick'])).toEqual([
      'claimed handOff',
      'accepted',
      'same',
      'waiting',
    ])
  })

  test('reported twice is one ring', () => {
    expect(play(voice, [0, 'claim'], [0, 'accepted'], [1, 'heard'], [1, 'heard'])[3]).toBe('same')
  })

  test('may be bound to a single ring', () => {
    expect(play({ ...voice, most: 1 }, [0, 'claim'], [0, 'accepted'], [1, 'heard'])[2]).toBe('undelivered: noAnswer')
  })

  test('is dropped when the week it speaks of is over', () => {
    const short = { ...voice, until: noon + 2 * hour }
    expect(play(short, [0, 'claim'], [0, 'accepted'], [1, 'heard'])[2]).toBe('undelivered: noAnswer')
  })

  test('of a sensitive kind rings once, and an alert rings again after a minute', () => {
    const rung: [number, FlightEvent['kind']][] = [
      [0, 'claim'],
      [0, 'heard'],
      [1, 'claim'],
    ]
    expect(play(make('sensitive', { channel: 'voice' }), ...rung.slice(0, 2))[1]).toBe('undelivered: noAnswer')
    expect(play(make('alert', { channel: 'voice' }), ...rung)[2]).toBe('claimed handOff')
  })
})
