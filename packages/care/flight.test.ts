import { describe, expect, test } from 'vitest'
import { hour, minute } from './dhaka.ts'
import { at } from './example.ts'
import { make, noon, play } from './flight.example.ts'
import type { Flight } from './flight.record.ts'
import { type FlightEvent, flightDue, fly, nameCall } from './flight.ts'
import { policy } from './policy.ts'

describe('a message that goes well', () => {
  test('is claimed, handed off, accepted and delivered', () => {
    expect(play(make('act'), [0, 'claim'], [0, 'accepted'], [1, 'receipt'])).toEqual([
      'claimed handOff',
      'accepted',
      'delivered: receipt',
    ])
  })

  test('is accounted for a day later when no receipt comes', () => {
    expect(play(make('act'), [0, 'claim'], [0, 'accepted'], [23 * 60, 'tick'], [24 * 60, 'tick'])).toEqual([
      'claimed handOff',
      'accepted',
      'same',
      'accepted: noReceipt',
    ])
  })

  test('may have its receipt before the gateway has said that it took it', () => {
    expect(play(make('act'), [0, 'claim'], [0, 'receipt'])[1]).toBe('delivered: receipt')
    expect(play(make('act'), [0, 'claim'], [0, { kind: 'receipt', state: 'sent' }])[1]).toBe('accepted')
  })
})

describe('a claim', () => {
  test('is made once: the second worker gets nothing', () => {
    expect(play(make('act'), [0, 'claim'], [0, 'claim'], [1, 'claim'])).toEqual(['claimed handOff', 'same', 'same'])
  })

  test('waits for its time and for the morning', () => {
    expect(play(make('act'), [-1, 'claim'])).toEqual(['same'])
    expect(play(make('act'), [10 * 60, 'claim'])).toEqual(['waiting'])
    expect(flightDue(make('act', { at: at('2026-05-01 23:00') }))).toBe(at('2026-05-02 08:00'))
  })

  test('is not made when it is too late', () => {
    expect(play(make('act', { until: noon + hour }), [61, 'claim'])).toEqual(['expired: late'])
  })

  test('is not made above the bound of its class, however the flight came to wait', () => {
    expect(play({ ...make('advice'), calls: 1 }, [0, 'claim'])).toEqual(['unknown: bound'])
  })

  test('given back counts for nothing', () => {
    const back = play(make('advice'), [0, 'claim'], [0, 'handedBack'], [59, 'claim'], [60, 'claim'])
    expect(back).toEqual(['claimed handOff', 'waiting', 'same', 'claimed handOff'])
  })

  test('given back to a time after its end expires', () => {
    expect(play(make('act', { until: noon + minute }), [0, 'claim'], [0, 'handedBack'])[1]).toBe('expired: apart')
  })

  test('whose lease ran out is unknown, and the gateway is asked', () => {
    expect(play(make('act'), [0, 'claim'], [1, 'tick'], [2, 'tick'])).toEqual([
      'claimed handOff',
      'same',
      'unknown ask',
    ])
  })
})

describe('when nobody knows what became of it', () => {
  const sixHours = 6 * 60

  test('an act is tried once more after six hours, and never a third time', () => {
    const events = play(
      make('act'),
      [0, 'claim'],
      [0, 'unknown'],
      [sixHours, 'tick'],
      [sixHours, 'claim'],
      [sixHours, 'unknown'],
      [26 * 60, 'tick'],
    )
    expect(events).toEqual([
      'claimed handOff',
      'unknown ask',
      'waiting',
      'claimed handOff',
      'unknown ask',
      'unknown: gateway.timeout',
    ])
  })

  test.each(['advice', 'sensitive'] as const)('%s is never tried again', (kind) => {
    expect(play(make(kind), [0, 'claim'], [0, 'unknown'], [sixHours, 'tick'])[2]).toBe('unknown: gateway.timeout')
  })

  test('a reply is tried again after two minutes, and never after a quarter of an hour', () => {
    const reply = make('reply', { until: noon + policy.reply })
    expect(play(reply, [0, 'claim'], [0, 'unknown'], [2, 'tick'], [2, 'claim'])[3]).toBe('claimed handOff')
    expect(play(reply, [14, 'claim'], [14, 'unknown'], [16, 'tick'])[2]).toBe('unknown: gateway.timeout')
  })

  test('a receipt, an answer of the gateway or a late acceptance settles it', () => {
    expect(play(make('act'), [0, 'claim'], [0, 'unknown'], [9, 'receipt'])[2]).toBe('delivered: receipt')
    expect(play(make('act'), [0, 'claim'], [0, 'unknown'], [9, 'accepted'])[2]).toBe('accepted')
    expect(play(make('advice'), [0, 'claim'], [0, 'unknown'], [9, 'rejected'], [10, 'claim'])[3]).toBe(
      'claimed handOff',
    )
  })

  test('a delivery that turns up while the second try waits stops it', () => {
    const events = play(make('act'), [0, 'claim'], [0, 'unknown'], [sixHours, 'tick'], [sixHours, 'receipt'])
    expect(events[3]).toBe('delivered: receipt')
  })

  test('the retry carries the same reference, so that a gateway which knows it sends one copy', () => {
    const first = { ...make('act'), calls: 1 }
    expect(nameCall('q7x2', first)).toBe(nameCall('q7x2', { ...first, calls: 2 }))
    const ring: Flight = { ...first, channel: 'voice' }
    expect(nameCall('q7x2', ring)).not.toBe(nameCall('q7x2', { ...ring, calls: 2 }))
  })
})

describe('a refusal', () => {
  const refuse = (isCertain: boolean, isPermanent: boolean, claim = 1): FlightEvent => ({
    kind: 'rejected',
    claim,
    error: 'gateway.refused',
    isCertain,
    isPermanent,
  })

  test('that is certain is tried again after a growing pause', () => {
    const events = play(
      make('advice'),
      [0, 'claim'],
      [0, 'rejected'],
      [1, 'claim'],
      [1, 'rejected'],
      [2, 'claim'],
      [3, 'claim'],
    )
    expect(events).toEqual(['claimed handOff', 'waiting', 'claimed handOff', 'waiting', 'same', 'claimed handOff'])
  })

  test('that is not certain counts as unknown', () => {
    expect(play(make('advice'), [0, 'claim'], [0, refuse(false, false)])[1]).toBe('unknown ask')
  })

  test('of the number itself ends it', () => {
    expect(play(make('act'), [0, 'claim'], [0, refuse(true, true)])[1]).toBe('undelivered: gateway.refused')
  })

  test('again and again makes it a dead letter', () => {
    let flight = make('act')
    let now = noon
    for (let count = 0; count < 100; count++) {
      const claimed = fly(flight, { kind: 'claim' }, now, policy)
      if ('ended' in claimed) throw new Error(claimed.reason)
      const refused = fly(claimed.flight, refuse(true, false, claimed.flight.claim), now, policy)
      if ('ended' in refused) {
        expect([count, refused]).toEqual([policy.refusals, { ended: 'dead', reason: 'gateway.refused' }])
        return
      }
      flight = refused.flight
      now = flight.at
    }
    expect.unreachable()
  })

  test('of an older claim cannot touch the one that is out', () => {
    const events = play(make('act'), [0, 'claim'], [0, 'handedBack'], [60, 'claim'], [60, refuse(true, true, 1)])
    expect(events[3]).toBe('same')
  })
})

describe('a receipt', () => {
  const receipt = (state: 'sent' | 'undelivered' | 'expired', ref?: string): FlightEvent =>
    ref === undefined ? { kind: 'receipt', state } : { kind: 'receipt', state, ref }

  test('of failure ends an accepted message', () => {
    expect(play(make('act'), [0, 'claim'], [0, 'accepted'], [5, receipt('expired')])[2]).toBe('undelivered: expired')
  })

  test('of another message changes nothing', () => {
    expect(play(make('act'), [0, 'claim'], [0, 'accepted'], [5, receipt('undelivered', 'other')])[2]).toBe('same')
  })

  test('for what was never sent changes nothing', () => {
    expect(play(make('act'), [0, 'receipt'], [0, receipt('undelivered')])).toEqual(['same', 'same'])
  })

  test('of failure says nothing about the second copy', () => {
    const twice: [number, FlightEvent['kind']][] = [
      [0, 'claim'],
      [0, 'unknown'],
      [360, 'tick'],
      [360, 'claim'],
    ]
    expect(play(make('act'), ...twice, [361, receipt('undelivered')])[4]).toBe('same')
    expect(play(make('act'), ...twice, [361, 'unknown'], [362, receipt('undelivered')])[5]).toBe('same')
  })
})

describe('ended from outside', () => {
  test('it is cancelled or suppressed as long as nothing can have left', () => {
    expect(play(make('act'), [0, 'cancelled'])).toEqual(['cancelled: lost'])
    expect(play(make('act'), [0, 'claim'], [0, 'cancelled'])[1]).toBe('cancelled: lost')
    expect(play(make('act'), [0, 'claim'], [0, 'suppressed'])[1]).toBe('suppressed: stop')
  })

  test('it never claims that a copy which may have left did not leave', () => {
    expect(play(make('act'), [0, 'claim'], [0, 'accepted'], [1, 'cancelled'])[2]).toBe('accepted: lost')
    expect(play(make('act'), [0, 'claim'], [0, 'unknown'], [1, 'cancelled'])[2]).toBe('unknown: lost')
  })
})
