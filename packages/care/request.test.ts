import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { civilDay, day as dayLong, instantOf } from './dhaka.ts'
import { policy } from './policy.ts'
import type { SteppedRequest } from './request.flight.ts'
import type { Asking, Request, RequestEvent } from './request.record.ts'
import { openRequest, requestDue, stepRequest } from './request.ts'
import { loadWaits } from './waits.ts'

const loaded = loadWaits(readFileSync(new URL('../../flows/waits.yaml', import.meta.url), 'utf8'))
if (!loaded.ok) throw new Error(JSON.stringify(loaded.faults))
const rules = { waits: loaded.waits, policy }
const start = instantOf(20_600, 10 * 60)
const today = civilDay(start)
const everyone = { contact: 'CON', chw: 'CHW', supervisor: 'SUP', desk: 'DESK' }
const asking = (kind: Asking['kind'], rest: Partial<Asking> = {}): Asking => ({
  id: 'r1',
  kind,
  ticket: '572400',
  area: '302614',
  answers: 'sms',
  phone: 'hers',
  people: everyone,
  ...(kind === 'appointment' ? { day: today + 5 } : {}),
  ...rest,
})

/** A request in hand, whose texts all arrive at once; `said` are the messages in order with whom they were for. */
function follow(first: Asking, at = start) {
  let now = at
  const said: string[] = []
  let { record } = openRequest(first, now, rules)
  const take = (stepped: SteppedRequest) => {
    record = stepped.record
    for (const effect of stepped.effects) {
      if (effect.do !== 'handOff') continue
      said.push(`${effect.to === 'caller' ? 'her' : effect.to.worker}: ${effect.flight.message}`)
      take(stepRequest(record, { kind: 'receipt', key: effect.flight.key, state: 'delivered' }, now, rules))
    }
  }
  const fly = () => {
    for (let count = 0; count < 9; count++) {
      const ready = record.flights.find((flight) => flight.state === 'waiting' && flight.at <= now)
      if (ready === undefined) return
      take(stepRequest(record, { kind: 'claim', key: ready.key }, now, rules))
    }
  }
  fly()
  return {
    said,
    get: () => record,
    does: (event: RequestEvent) => {
      take(stepRequest(record, event, now, rules))
      fly()
    },
    waits: (hours: number) => {
      for (let hour = 0; hour < hours; hour++) {
        now += dayLong / 24
        take(stepRequest(record, { kind: 'tick' }, now, rules))
        fly()
      }
    },
  }
}

describe('a referral', () => {
  test('goes to the contact at any hour, and a day of silence climbs to the worker, then the supervisor', () => {
    const one = follow(asking('referral', { answers: 'none' }), instantOf(20_600, 2 * 60))
    expect(one.said).toEqual(['CON: chw.referral'])
    one.waits(25)
    one.waits(24)
    expect(one.said).toEqual(['CON: chw.referral', 'CHW: chw.referral', 'SUP: chw.referral'])
    one.does({ kind: 'yes', by: 'CON' })
    expect(one.get()).toMatchObject({ state: 'closed', outcome: { kind: 'arrived', by: 'CON' } })
    expect(requestDue(one.get())).toBeUndefined()
  })

  test('"not arrived" asks the next at once, and only the one at the top closes it with that', () => {
    const one = follow(asking('referral', { answers: 'none' }))
    for (const by of ['CON', 'CHW', 'CON', 'SUP']) one.does({ kind: 'no', by })
    expect(one.said).toEqual(['CON: chw.referral', 'CHW: chw.referral', 'SUP: chw.referral', 'DESK: chw.referral'])
    one.does({ kind: 'no', by: 'DESK' })
    expect(one.get().outcome).toMatchObject({ kind: 'notArrived', by: 'DESK' })
  })

  test('a rung where nobody stands is passed over, and the same person is not asked twice running', () => {
    const one = follow(asking('referral', { people: { contact: 'SUP', supervisor: 'SUP', desk: 'DESK' } }))
    one.waits(25)
    expect(one.said).toEqual(['SUP: chw.referral', 'DESK: chw.referral'])
  })

  test('somebody it was never put to cannot answer', () => {
    const one = follow(asking('referral'))
    one.does({ kind: 'yes', by: 'CHW' })
    expect(one.get().state).toBe('waiting')
  })
})

describe('an appointment', () => {
  test('is confirmed, she is reminded the day before, and the day after it is asked whether she came', () => {
    const one = follow(asking('appointment'))
    one.does({ kind: 'yes', by: 'CON' })
    one.does({ kind: 'yes', by: 'CON' })
    one.waits(24 * 4)
    expect(one.said).toEqual(['CON: chw.appointment', 'her: appointment.agreed', 'her: appointment.day'])
    one.waits(48)
    expect(one.said.at(-1)).toBe('CON: chw.came')
    one.does({ kind: 'no', by: 'CON' })
    expect(one.get().outcome).toMatchObject({ kind: 'missed' })
  })

  test('agreed for tomorrow needs no reminder of its own', () => {
    const one = follow(asking('appointment', { day: today + 1 }))
    one.waits(2)
    one.does({ kind: 'yes', by: 'CON' })
    one.waits(30)
    expect(one.said).toEqual(['CON: chw.appointment', 'her: appointment.agreed'])
  })

  test('another day is hers to take; her silence climbs to her worker, who may say yes for her', () => {
    const one = follow(asking('appointment'))
    one.does({ kind: 'no', by: 'CON' })
    expect(one.get().state).toBe('waiting')
    one.does({ kind: 'no', by: 'CON', day: today + 7 })
    expect(one.said.at(-1)).toBe('her: appointment.offered')
    one.waits(25)
    expect(one.said.at(-1)).toBe('CHW: chw.offered')
    one.does({ kind: 'yes', by: 'CHW' })
    expect(one.get()).toMatchObject({ state: 'agreed', day: today + 7 })
  })

  test('she takes the offered day and whoever offered it hears of it', () => {
    const one = follow(asking('appointment'))
    one.does({ kind: 'no', by: 'CON', day: today + 7 })
    one.does({ kind: 'yes', by: 'self' })
    expect(one.said.at(-1)).toBe('CON: chw.agreed')
  })

  test('two answers cross: what was called off is not confirmed, and a yes to the old day is none to the new', () => {
    const off = follow(asking('appointment'))
    off.does({ kind: 'cancelled' })
    off.does({ kind: 'yes', by: 'CON' })
    expect(off.get().outcome).toMatchObject({ kind: 'cancelled', by: 'self' })
    expect(off.said).toEqual(['CON: chw.appointment', 'CON: chw.cancelled'])
    const moved = openRequest(asking('appointment'), start, rules).record
    const night = instantOf(20_600, 22 * 60)
    const changed = stepRequest(moved, { kind: 'changed', day: today + 9 }, night, rules).record
    expect(stepRequest(changed, { kind: 'yes', by: 'CON' }, night, rules).record).toBe(changed)
    expect(stepRequest(changed, { kind: 'yes', by: 'CON', seen: today + 5 }, night, rules).record).toBe(changed)
    const yes = stepRequest(changed, { kind: 'yes', by: 'CON', seen: today + 9 }, night, rules)
    expect(yes.record.state).toBe('agreed')
  })

  test('nobody answers: each is asked once, she is told once, and then the desk after longer and longer pauses', () => {
    const one = follow(asking('appointment', { day: today + 60 }))
    one.waits(24 * 30)
    const times = (line: string) => one.said.filter((each) => each === line).length
    expect(['CON', 'CHW', 'SUP'].map((code) => times(`${code}: chw.appointment`))).toEqual([1, 1, 1])
    expect(times('her: ticket.silent')).toBe(1)
    // Days 3 (its turn), 4, 5, 8, then every seventh.
    expect(times('DESK: chw.appointment')).toBe(7)
    expect(requestDue(one.get())).toBeDefined()
  })
})

describe('a question', () => {
  test('is answered once; the second answer and one after the end change nothing', () => {
    const one = follow(asking('question', { people: { supervisor: 'SUP', desk: 'DESK' } }))
    one.does({ kind: 'answered', by: 'CHW' })
    expect(one.get().state).toBe('waiting')
    one.does({ kind: 'answered', by: 'SUP' })
    one.does({ kind: 'answered', by: 'SUP' })
    expect(one.said).toEqual(['SUP: chw.question', 'her: ticket.answered'])
    expect(one.get().outcome).toMatchObject({ kind: 'answered', by: 'SUP' })
  })

  test('an answer given at night reaches her in the morning', () => {
    const { record } = openRequest(asking('question'), start, rules)
    const put = record.flights[0]
    if (put === undefined) throw new Error('nothing was put')
    const night = instantOf(20_600, 23 * 60)
    const answered = stepRequest(record, { kind: 'answered', by: 'SUP' }, night, rules).record
    expect(answered.flights.at(-1)?.at).toBe(instantOf(20_601, 8 * 60))
  })

  test('thanks are kept and nobody owes anything', () => {
    const { record, effects } = openRequest(asking('thanks'), start, rules)
    expect(record).toMatchObject({ state: 'closed', outcome: { kind: 'thanked' }, flights: [] })
    expect(effects.every((effect) => effect.do === 'history')).toBe(true)
    expect(requestDue(record)).toBeUndefined()
  })
})

const events: fc.Arbitrary<RequestEvent> = fc.oneof(
  fc.record({ kind: fc.constantFrom('yes' as const, 'answered' as const), by: fc.constantFrom('CON', 'SUP', 'self') }),
  fc.record({ kind: fc.constant('no' as const), by: fc.constantFrom('CON', 'CHW', 'DESK') }),
  fc.record({ kind: fc.constant('no' as const), by: fc.constant('CON'), day: fc.constant(today + 3) }),
  fc.record({ kind: fc.constant('changed' as const), day: fc.constant(today + 4) }),
  fc.constant<RequestEvent>({ kind: 'cancelled' }),
  fc.constant<RequestEvent>({ kind: 'tick' }),
)

test('until it is closed there is always a next moment, and what is closed stays as it ended', () => {
  const kinds = fc.constantFrom<Asking['kind']>('question', 'complaint', 'appointment', 'referral')
  const people = fc.constantFrom<Request['people']>(everyone, { desk: 'DESK' }, {})
  const steps = fc.array(fc.record({ event: events, wait: fc.nat(60) }), { maxLength: 25 })
  fc.assert(
    fc.property(kinds, people, steps, (kind, who, moves) => {
      let now = start
      let { record } = openRequest(asking(kind, { people: who }), now, rules)
      for (const { event, wait } of moves) {
        now += wait * 3_600_000
        const ended = record.outcome
        record = stepRequest(stepRequest(record, { kind: 'tick' }, now, rules).record, event, now, rules).record
        if (ended !== undefined) expect(record.outcome).toEqual(ended)
        expect(record.outcome === undefined).toBe(record.state !== 'closed')
        if (record.state !== 'closed') expect(requestDue(record)).toBeDefined()
        expect(record.flights.length).toBeLessThanOrEqual(8)
        expect(new Set(record.flights.map(({ key }) => key)).size).toBe(record.flights.length)
      }
    }),
  )
})
