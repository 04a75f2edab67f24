import { expect, test } from 'vitest'
import { at, on } from './example.ts'
import { newFlight } from './flight.ts'
import { packRecord, unpackRecord } from './pack.ts'
import { policy } from './policy.ts'
import { createRecord, type Record } from './record.ts'

const now = at('2026-02-12 09:00')
const bare = createRecord(
  {
    id: 'q7x2',
    area: '302614',
    by: 'self',
    lmp: on('2026-01-01'),
    dating: { by: 'lmp', within: 3 },
    schedule: 'bd-4@1',
  },
  now,
)
const flight = newFlight(
  {
    key: 'anc1.week',
    to: 'woman',
    message: 'anc.week',
    class: 'act',
    about: 'pregnancy',
    channel: 'sms',
    at: now,
    until: now,
  },
  policy,
)
const full: Record = {
  ...bare,
  chw: 'CHW0302',
  phone: 'p'.repeat(26),
  channel: 'voice',
  consentWords: 'invite@1',
  settledTo: now,
  state: 'born',
  visits: { anc1: on('2026-04-20') },
  missed: ['anc2'],
  settled: ['anc2.day', 'anc2.week', 'invite', 'invite.call', 'overdue'],
  outcome: { kind: 'liveBirth', day: on('2026-10-01'), at: now, babies: 2, dead: [1], before: { state: 'pregnant' } },
  flights: [
    { ...flight, to: 'worker', state: 'unknown', lease: now + 1, calls: 2, claim: 3, ref: 'r', why: 'timeout' },
    flight,
  ],
}

test.each([
  ['new', bare],
  ['full', full],
])('a %s record is read back as it was', (_, record) => {
  expect(unpackRecord(packRecord(record))).toEqual(record)
})

test('two records read back share nothing that one could change in the other', () => {
  const [one, other] = [unpackRecord(packRecord(bare)), unpackRecord(packRecord(bare))]
  one.missed.push('anc1')
  expect(other.missed).toEqual([])
})

test('what a newer release has added passes through an older one', () => {
  const newer = { ...bare, twins: { since: 3 } }
  expect(unpackRecord(packRecord(newer))).toMatchObject({ twins: { since: 3 } })
})

test('a new record takes a quarter of a kilobyte', () => {
  expect(packRecord(bare).length).toBeLessThan(256)
})
