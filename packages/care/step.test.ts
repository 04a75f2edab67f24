import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { hour, minute } from './dhaka.ts'
import type { CareEvent, Effect } from './event.ts'
import { at, exampleRules, on, registered } from './example.ts'
import type { Dating } from './pregnancy.ts'
import { createRecord, type Record, type Registration } from './record.ts'
import { listReady, nextDue, step } from './step.ts'

const read = (pin: string): string =>
  readFileSync(new URL(`../../flows/schedules/${pin}.yaml`, import.meta.url), 'utf8')
const rules = exampleRules({ 'bd-4@1.yaml': read('bd-4@1'), 'who-8@1.yaml': read('who-8@1') })
const start = at('2026-02-12 09:00')
const dating: Dating = { by: 'edd', within: 3 }

/** A woman whose life is told event by event; what the steps asked for is kept in `said`. */
function tell(more: Partial<Registration> = {}, from = start) {
  let record = registered(from, rules, more)
  const told = { said: [] as string[], record: () => record, at: from }
  const take = (event: CareEvent): Effect[] => {
    const stepped = step(record, event, told.at, rules)
    record = stepped.record
    told.said.push(...stepped.effects.map(describeEffect).filter((line) => line !== ''))
    return stepped.effects
  }
  const when = (instant: string): typeof told => Object.assign(told, { at: at(instant) })
  const hear = (): string[] => told.said.splice(0)
  const due = (): number | undefined => nextDue(record, told.at, rules)
  const claim = (key: string): number => {
    take({ kind: 'claim', key })
    return record.flights.find((flight) => flight.key === key)?.claim ?? 0
  }
  /** Sends what is ready and has each delivered. */
  const deliver = (): void => {
    take({ kind: 'tick' })
    for (const key of listReady(record, told.at)) {
      take({ kind: 'accepted', key, ref: 'r', claim: claim(key) })
      take({ kind: 'receipt', key, state: 'delivered', ref: 'r' })
    }
  }
  return { take, when, hear, due, claim, deliver, flights: () => record.flights, record: () => record }
}

function describeEffect(effect: Effect): string {
  switch (effect.do) {
    case 'history':
      return effect.what.startsWith('item.') ? `${effect.facts?.['item']} ${effect.what.slice(5)}` : effect.what
    case 'tell':
      return `tell ${effect.who} ${effect.message}${effect.facts.date ? ` ${effect.facts.date}` : ''}`
    case 'handOff':
      return `send ${effect.flight.message}${effect.facts.date ? ` ${effect.facts.date}` : ''}`
    case 'ask':
      return 'ask the gateway'
    case 'count':
      return ''
  }
}

describe('a registration', () => {
  test('is written down once', () => {
    const woman = createRecord({ ...registered(start, rules), id: 'w1' }, start)
    const once = step(woman, { kind: 'registered' }, start, rules)
    expect(once.effects.map(describeEffect)).toEqual(['registered'])
    expect(step(once.record, { kind: 'registered' }, start + minute, rules)).toEqual({
      record: once.record,
      effects: [],
    })
  })

  test('happens with the first event, whichever comes first, and is due at once until then', () => {
    const woman = createRecord({ ...registered(start, rules), id: 'w1' }, start)
    expect(nextDue(woman, start, rules)).toBe(start)
    expect(step(woman, { kind: 'tick' }, start, rules).effects.map(describeEffect)).toEqual(['registered'])
  })

  test('looks at her again when the first reminder falls due', () => {
    const { due } = tell()
    expect(due()).toBeGreaterThanOrEqual(at('2026-04-16 10:00'))
    expect(due()).toBeLessThan(at('2026-04-16 13:00'))
  })
})

describe('around a contact', () => {
  test('she hears a week before and the day before, with the date, and is asked three days after', () => {
    const { when, deliver, hear } = tell()
    for (const day of ['2026-04-16', '2026-04-22', '2026-04-26']) {
      when(`${day} 13:00`)
      deliver()
    }
    expect(hear()).toEqual([
      'send anc.week 2026-04-23',
      'anc1.week delivered',
      'send anc.day 2026-04-23',
      'anc1.day delivered',
      'send anc.asked 2026-04-23',
      'anc1.asked delivered',
    ])
  })

  test('when she does not answer, her CHW is told a week after', () => {
    const { when, take, hear } = tell()
    when('2026-04-26 13:00')
    take({ kind: 'tick' })
    hear()
    when('2026-04-30 13:00')
    take({ kind: 'tick' })
    expect(hear()).toEqual(['anc1.asked expired', 'anc1.silent told', 'tell chw chw.silent 2026-04-23'])
  })

  test('when she says no, her CHW is told at once, once, and not again for silence', () => {
    const { when, take, hear } = tell()
    when('2026-04-27 09:00')
    take({ kind: 'tick' })
    hear()
    take({ kind: 'visit', didGo: false, by: 'self' })
    take({ kind: 'visit', didGo: false, by: 'self' })
    when('2026-05-10 13:00')
    take({ kind: 'tick' })
    expect(hear()).toEqual(['missed', 'tell chw chw.missed 2026-04-23', 'anc1.asked expired'])
  })

  test('when she says yes, the day of the contact is noted, and nothing more is said about it', () => {
    const { when, take, hear, record, flights } = tell()
    when('2026-04-26 13:00')
    take({ kind: 'tick' })
    hear()
    take({ kind: 'visit', didGo: true, by: 'self' })
    take({ kind: 'visit', didGo: true, by: 'self' })
    expect(record().visits).toEqual({ anc1: on('2026-04-23') })
    expect(flights()).toEqual([])
    expect(hear()).toEqual(['visit', 'anc1.asked cancelled'])
    when('2026-05-10 13:00')
    expect(take({ kind: 'tick' })).toEqual([])
  })

  test("a CHW's report before the day takes the reminders away", () => {
    const { when, take, due, record } = tell()
    when('2026-04-10 09:00')
    take({ kind: 'visit', didGo: true, by: 'worker', day: on('2026-04-09') })
    expect(record().visits).toEqual({ anc1: on('2026-04-09') })
    expect(due()).toBeGreaterThan(at('2026-06-11 10:00'))
  })

  test('a yes after a no counts, a no after a yes does not', () => {
    const { when, take, record, hear } = tell()
    when('2026-04-27 09:00')
    take({ kind: 'visit', didGo: false, by: 'self' })
    take({ kind: 'visit', didGo: true, by: 'worker', contact: 'anc1' })
    hear()
    take({ kind: 'visit', didGo: false, by: 'self', contact: 'anc1' })
    expect(record()).toMatchObject({ visits: { anc1: on('2026-04-27') }, missed: [] })
    expect(hear()).toEqual([])
  })

  test('a contact that does not exist changes nothing', () => {
    const { take, record } = tell()
    const before = record()
    take({ kind: 'visit', didGo: true, by: 'worker', contact: 'anc9' })
    expect(record()).toBe(before)
  })
})

describe('registered by a worker', () => {
  test('one SMS, one call the next day, then nothing, and her CHW goes on hearing of her', () => {
    const { when, take, claim, due, hear } = tell({ by: 'worker' })
    when('2026-02-12 09:01')
    take({ kind: 'tick' })
    take({ kind: 'accepted', key: 'invite', claim: claim('invite'), ref: 'a' })
    take({ kind: 'receipt', key: 'invite', state: 'delivered' })
    when('2026-02-13 13:00')
    take({ kind: 'tick' })
    take({ kind: 'accepted', key: 'invite.call', claim: claim('invite.call'), ref: 'b' })
    take({ kind: 'heard', key: 'invite.call', seconds: 0, cause: 'noAnswer' })
    expect(hear()).toEqual(['send invite', 'invite delivered', 'send invite', 'invite.call undelivered'])
    expect(due()).toBeGreaterThan(at('2026-04-30 10:00'))
    when('2026-04-30 13:00')
    take({ kind: 'tick' })
    expect(hear()).toEqual(['anc1.silent told', 'tell chw chw.silent 2026-04-23'])
  })

  test('her yes starts the plan and stops the call', () => {
    const { when, deliver, take, hear, record } = tell({ by: 'worker' })
    when('2026-02-12 09:30')
    deliver()
    take({ kind: 'agreed', words: 'invite.1' })
    when('2026-04-16 13:00')
    deliver()
    expect(hear()).toEqual([
      'send invite',
      'invite delivered',
      'consent.agreed',
      'send anc.week 2026-04-23',
      'anc1.week delivered',
    ])
    expect(record()).toMatchObject({ consent: 'agreed', consentWords: 'invite.1' })
  })

  test.each(['declined', 'wrongNumber'] as const)('%s: nothing ever, and her CHW is told', (kind) => {
    const { when, take, hear, flights } = tell({ by: 'worker' })
    when('2026-02-12 09:01')
    take({ kind: 'tick' })
    take({ kind })
    take({ kind })
    expect(flights()).toEqual([])
    expect(hear()).toEqual([`consent.${kind}`, 'tell chw chw.changed', 'invite cancelled'])
  })

  test('a wrong number never becomes right, but who declined may agree', () => {
    const wrong = tell({ by: 'worker' })
    wrong.take({ kind: 'wrongNumber' })
    wrong.take({ kind: 'agreed' })
    expect(wrong.record().consent).toBe('wrongNumber')
    const declined = tell({ by: 'worker' })
    declined.take({ kind: 'declined' })
    declined.take({ kind: 'agreed' })
    expect(declined.record().consent).toBe('agreed')
  })
})

describe('an outcome', () => {
  const claimed = () => {
    const woman = tell()
    woman.when('2026-04-22 13:00')
    woman.take({ kind: 'tick' })
    const claim = woman.claim('anc1.day')
    woman.hear()
    return { ...woman, serial: claim }
  }

  test.each([
    [{ kind: 'lost', loss: 'miscarriage', by: 'self' }, 'lost', 'miscarriage'],
    [{ kind: 'lost', loss: 'loss', by: 'self' }, 'lost', 'loss'],
    [{ kind: 'born', day: on('2026-04-22'), by: 'self' }, 'born', 'liveBirth'],
  ] as [
    CareEvent,
    string,
    string,
  ][])('%o takes away even what was claimed, and the CHW is told once', (event, state, what) => {
    const { take, hear, flights, record, due } = claimed()
    take(event)
    take(event)
    expect(flights()).toEqual([])
    expect(record().state).toBe(state)
    expect(hear()).toEqual([what, 'tell chw chw.changed', 'anc1.day cancelled'])
    expect(due()).toBeUndefined()
  })

  test('the outcome of a hand-off that was under way changes nothing any more', () => {
    const { take, record, serial } = claimed()
    take({ kind: 'lost', loss: 'loss', by: 'self' })
    const before = record()
    take({ kind: 'accepted', key: 'anc1.day', claim: serial, ref: 'r' })
    take({ kind: 'rejected', key: 'anc1.day', claim: serial, error: 'x', isCertain: true, isPermanent: false })
    expect(record()).toBe(before)
  })

  test('her death and a wrong entry end everything; of a death the supervisor hears too', () => {
    const died = claimed()
    died.take({ kind: 'died', by: 'worker' })
    expect(died.hear()).toEqual([
      'maternalDeath',
      'tell chw chw.changed',
      'tell supervisor chw.changed',
      'anc1.day cancelled',
    ])
    expect(died.due()).toBeUndefined()
    const wrong = claimed()
    wrong.take({ kind: 'wrongEntry', by: 'worker' })
    wrong.take({ kind: 'visit', contact: 'anc1', didGo: true, by: 'worker' })
    expect(wrong.hear()).toEqual(['wrongEntry', 'anc1.day cancelled'])
  })

  test('a woman who moved keeps her reminders; her CHW is told once and not reminded of her', () => {
    const { when, take, deliver, hear } = tell()
    when('2026-04-01 12:00')
    take({ kind: 'moved', by: 'self' })
    for (const day of ['2026-04-16', '2026-04-30']) {
      when(`${day} 13:00`)
      deliver()
    }
    expect(hear()).toEqual([
      'moved',
      'tell chw chw.changed',
      'send anc.week 2026-04-23',
      'anc1.week delivered',
      'anc1.day expired',
      'anc1.asked expired',
    ])
  })

  test('what was due but not yet looked at is accounted for when the loss comes first', () => {
    const { when, take, hear } = tell()
    when('2026-04-22 13:00')
    take({ kind: 'lost', loss: 'loss', by: 'worker' })
    expect(hear()).toEqual(['anc1.week expired', 'loss', 'tell chw chw.changed', 'anc1.day cancelled'])
  })
})

describe('an undo', () => {
  test('brings back what is ahead and nothing that was taken away', () => {
    const { when, take, hear, due } = tell()
    when('2026-04-22 13:00')
    take({ kind: 'lost', loss: 'loss', by: 'self' })
    when('2026-04-22 15:00')
    hear()
    take({ kind: 'undone', by: 'worker' })
    take({ kind: 'undone', by: 'worker' })
    expect(hear()).toEqual(['undone'])
    expect(due()).toBeGreaterThan(at('2026-04-26 10:00'))
  })

  test('catches up on one message at most', () => {
    const { when, take, hear, flights } = tell()
    when('2026-04-21 20:00')
    take({ kind: 'lost', loss: 'loss', by: 'self' })
    hear()
    when('2026-04-22 19:00')
    take({ kind: 'undone', by: 'worker' })
    expect(flights().map(({ key }) => key)).toEqual(['anc1.day'])
    expect(hear()).toEqual(['undone'])
  })

  test('after a day is too late', () => {
    const { when, take, record } = tell()
    take({ kind: 'born', day: on('2026-02-12'), by: 'self' })
    when('2026-02-13 09:01')
    take({ kind: 'undone', by: 'worker' })
    expect(record().state).toBe('born')
  })
})

describe('a new dating', () => {
  const later: CareEvent = { kind: 'redated', lmp: on('2026-01-15'), dating, by: 'worker' }

  test('moves what is ahead, sends nothing twice, and writes both dates down', () => {
    const { when, take, deliver, hear } = tell()
    when('2026-04-16 13:00')
    deliver()
    when('2026-04-17 09:00')
    take(later)
    take(later)
    for (const day of ['2026-04-30', '2026-05-06']) {
      when(`${day} 13:00`)
      deliver()
    }
    expect(hear()).toEqual([
      'send anc.week 2026-04-23',
      'anc1.week delivered',
      'redated',
      'send anc.day 2026-05-07',
      'anc1.day delivered',
    ])
  })

  test('puts a message that waited for the morning back into the plan', () => {
    const { when, take, flights, due } = tell()
    when('2026-04-16 21:30')
    take({ kind: 'tick' })
    expect(flights().map(({ key }) => key)).toEqual(['anc1.week'])
    take(later)
    expect(flights()).toEqual([])
    expect(due()).toBeGreaterThanOrEqual(at('2026-04-30 10:00'))
  })

  test('to an earlier date never floods: at most one message is caught up on', () => {
    const { when, take, flights, hear } = tell()
    when('2026-04-01 18:00')
    take({ kind: 'redated', lmp: on('2025-11-01'), dating, by: 'worker' })
    expect(flights().length).toBeLessThanOrEqual(1)
    expect(hear().filter((line) => line.startsWith('send'))).toEqual([])
  })

  test('after an outcome changes nothing', () => {
    const { take, record } = tell()
    take({ kind: 'lost', loss: 'loss', by: 'self' })
    const before = record()
    take(later)
    expect(record()).toBe(before)
  })
})

describe('STOP and START', () => {
  test('end what waits and what may be out, and revive nothing that was due before', () => {
    const { when, take, hear, flights, due } = tell()
    when('2026-04-16 13:00')
    take({ kind: 'tick' })
    take({ kind: 'stopped' })
    expect(flights()).toEqual([])
    when('2026-04-22 19:00')
    take({ kind: 'started' })
    expect(flights()).toEqual([])
    expect(hear()).toEqual(['anc1.week suppressed', 'anc1.day suppressed'])
    expect(due()).toBeGreaterThan(at('2026-04-26 10:00'))
  })

  test('leave a message that is being handed off to its look at the phone, without a second try', () => {
    const { when, take, claim, hear } = tell()
    when('2026-04-16 13:00')
    take({ kind: 'tick' })
    const serial = claim('anc1.week')
    take({ kind: 'stopped' })
    take({ kind: 'rejected', key: 'anc1.week', claim: serial, error: 'busy', isCertain: true, isPermanent: false })
    expect(hear()).toEqual(['send anc.week 2026-04-23', 'anc1.week expired'])
  })

  test('stop a call that rings just then from ringing again', () => {
    const { when, take, claim, hear } = tell({ channel: 'voice' })
    when('2026-04-16 13:00')
    take({ kind: 'tick' })
    take({ kind: 'accepted', key: 'anc1.week', claim: claim('anc1.week') })
    take({ kind: 'started' })
    take({ kind: 'heard', key: 'anc1.week', seconds: 0, cause: 'noAnswer' })
    expect(hear()).toEqual(['send anc.week 2026-04-23', 'anc1.week undelivered'])
  })

  test('suppressed at the hand-off, an item is settled for good', () => {
    const { when, take, claim, hear } = tell()
    when('2026-04-22 13:00')
    take({ kind: 'tick' })
    take({ kind: 'suppressed', key: 'anc1.day', reason: 'stop', claim: claim('anc1.day') })
    take({ kind: 'tick' })
    expect(hear()).toEqual(['anc1.week expired', 'send anc.day 2026-04-23', 'anc1.day suppressed'])
  })
})

describe('what her phone prefers', () => {
  test('is how the next messages go, those that wait included', () => {
    const { when, take, flights } = tell()
    when('2026-04-16 13:00')
    take({ kind: 'tick' })
    take({ kind: 'preferred', channel: 'voice' })
    expect(flights().map(({ channel }) => channel)).toEqual(['voice'])
  })

  test('does not change what is being sent, nor the invitation', () => {
    const { when, take, claim, flights } = tell({ by: 'worker' })
    when('2026-02-12 09:01')
    take({ kind: 'tick' })
    take({ kind: 'preferred', channel: 'voice' })
    claim('invite')
    expect(flights().map(({ channel }) => channel)).toEqual(['sms'])
  })
})

describe('after the due date', () => {
  test('first her CHW is asked, then she, then the supervisor, and never a word of a baby', () => {
    const { when, take, deliver, hear } = tell()
    for (const contact of ['anc1', 'anc2', 'anc3', 'anc4']) take({ kind: 'visit', contact, didGo: true, by: 'worker' })
    hear()
    for (const day of ['2026-10-15', '2026-10-18', '2026-10-22']) {
      when(`${day} 13:00`)
      deliver()
    }
    expect(hear()).toEqual([
      'overdue told',
      'tell chw chw.overdue',
      'send birth.asked',
      'birth delivered',
      'late told',
      'tell supervisor chw.overdue',
    ])
  })
})

describe('when the tick was silent for weeks', () => {
  test('what is past expires with a reason and one message at most goes out', () => {
    const { when, take, hear, flights } = tell()
    when('2026-07-01 09:00')
    take({ kind: 'tick' })
    expect(hear()).toEqual([
      'anc1.week expired',
      'anc1.day expired',
      'anc1.asked expired',
      'anc1.silent expired',
      'anc2.week expired',
      'anc2.day expired',
      'anc2.asked expired',
      'anc2.silent told',
      'tell chw chw.silent 2026-06-18',
    ])
    expect(flights()).toEqual([])
  })

  test('a lease that ran out meanwhile is handled by class, and the timer knows of it', () => {
    const { when, take, claim, due, hear } = tell()
    when('2026-04-16 13:00')
    take({ kind: 'tick' })
    claim('anc1.week')
    expect(due()).toBe(at('2026-04-16 13:00') + rules.policy.lease)
    when('2026-04-16 13:02')
    take({ kind: 'tick' })
    expect(due()).toBe(at('2026-04-16 13:02') + 6 * hour)
    expect(hear()).toEqual(['send anc.week 2026-04-23', 'ask the gateway'])
  })
})

test('history ids say what they are of, so that a second write of a step changes nothing', () => {
  const woman: Record = registered(start, rules)
  const event: CareEvent = { kind: 'visit', contact: 'anc1', didGo: true, by: 'worker' }
  const ids = () =>
    step(woman, event, start, rules).effects.flatMap((effect) => (effect.do === 'history' ? [effect.id] : []))
  expect(ids()).toEqual(['visit.anc1'])
  expect(ids()).toEqual(ids())
})
