import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { midnight, opening, playCase } from './case.example.ts'
import type { Opening } from './case.record.ts'
import { openCase, stepCase } from './case.ts'
import { loadLadder } from './ladder.ts'
import { policy } from './policy.ts'

const loaded = loadLadder(readFileSync(new URL('../../flows/ladder.yaml', import.meta.url), 'utf8'))
if (!loaded.ok) throw new Error('ladder')
const rules = { ladder: loaded.ladder, policy }
const minute = 60_000
const hour = 60 * minute
const play = (changes: Partial<Opening> = {}, isAnswering = true) =>
  playCase(rules, (kept, stepped) => expect(kept).toEqual(stepped), changes, isAnswering)

describe('the hours and the place of a rung', () => {
  const rung = { minutes: 5, channels: ['sms' as const] }
  const desk = { ...rung, role: 'desk' as const }
  const asleep = { ...rung, role: 'chw' as const, hours: { from: 8 * 60, to: 21 * 60 } }
  test('outside its hours a rung is passed over at once; by day it is rung first', () => {
    const own = { ...rules, ladder: { ...rules.ladder, rungs: [asleep, desk] } }
    expect(openCase(opening, midnight, own).record.flights.map(({ key }) => key)).toEqual(['alert.0-1-0.sms.DESK-1'])
    expect(openCase(opening, midnight + 10 * hour, own).record.flights.map(({ key }) => key)).toEqual([
      'alert.0-0-0.sms.HA-1',
    ])
  })
  test('a place with a ladder of its own follows it to its end', () => {
    const own = { ...rules, ladder: { ...rules.ladder, areas: { '3026': [desk] } } }
    const { record } = openCase({ ...opening, area: '302614' }, midnight, own)
    expect(record.flights.map(({ key }) => key)).toEqual(['alert.0-0-0.sms.DESK-1'])
    const later = stepCase(record, { kind: 'tick' }, midnight + 6 * minute, own).record
    expect([later.rung, later.toldNobody]).toEqual([1, true])
  })
})

describe('she calls again', () => {
  test('while it rings: joined, and the ringing goes on', () => {
    const line = play()
    line.pass(6 * minute)
    line.step({ kind: 'joined' })
    expect(line.record).toMatchObject({ joins: 1, rung: 1 })
  })
  test('between two rounds: the ladder starts at once, and its end is told again', () => {
    const line = play()
    line.pass(21 * minute)
    line.step({ kind: 'joined' })
    expect(line.record).toMatchObject({ round: 1, rung: 0 })
    line.pass(21 * minute)
    expect(line.sent.filter((each) => each.includes('nobody'))).toHaveLength(2)
  })
  test('after it was taken: the one who has it is rung', () => {
    const line = play()
    line.step({ kind: 'taken', by: 'SUP-1' })
    line.step({ kind: 'joined' })
    expect(line.sent.slice(-2)).toEqual(['chw.alert SUP-1 sms', 'chw.alert SUP-1 voice'])
  })
  test('naming her upazila: the local worker is rung as well', () => {
    const line = play({ isLocal: false, area: '', people: { desk: 'DESK-1' } })
    line.step({ kind: 'joined', isLocal: true, area: '302614', people: { chw: 'HA-1' } })
    expect(line.sent.at(-1)).toBe('chw.alert HA-1 voice')
    expect(line.record.people).toEqual({ chw: 'HA-1', desk: 'DESK-1' })
  })
})

test('a call she does not pick up becomes a text to the same phone', () => {
  const line = play({ answers: 'voice' })
  line.step({ kind: 'taken', by: 'HA-1' })
  const call = (): string => line.record.flights.find(({ key }) => key.startsWith('someone'))?.key ?? ''
  line.step({ kind: 'heard', key: call(), seconds: 0, cause: 'noAnswer' })
  line.pass(2 * minute)
  line.step({ kind: 'heard', key: call(), seconds: 0, cause: 'noAnswer' })
  expect(line.sent.filter((each) => each.includes('caller'))).toEqual([
    'case.someone caller voice',
    'case.someone caller voice',
    'case.someone caller sms',
  ])
})

test('after an outage one rung is rung at a time, not all at once', () => {
  const { record } = openCase(opening, midnight, rules)
  const late = stepCase(record, { kind: 'tick' }, midnight + 5 * hour, rules).record
  expect(late).toMatchObject({ rung: 1, turn: midnight + 5 * hour + 5 * minute })
})

describe('somebody on the ladder leaves', () => {
  test('where it rings at hers it rings at once at whoever follows; hers to answer for no longer', () => {
    const ringing = play()
    ringing.step({ kind: 'replaced', from: 'HA-1', to: 'HA-2' })
    expect(ringing.record.people.chw).toBe('HA-2')
    expect(ringing.sent.slice(2)).toEqual(['chw.alert HA-2 sms', 'chw.alert HA-2 voice'])
    const taken = play()
    taken.step({ kind: 'taken', by: 'HA-1' })
    taken.step({ kind: 'replaced', from: 'HA-1', to: 'HA-2' })
    expect(taken.record.state).toBe('ringing')
    expect(taken.sent.slice(-2)).toEqual(['chw.alert HA-2 sms', 'chw.alert HA-2 voice'])
    taken.pass(3 * 24 * hour)
    expect(taken.sent.filter((each) => each.includes('case.seen HA-1'))).toEqual([])
  })
  test('with nobody to follow it goes on to the supervisor, and what somebody else has stays theirs', () => {
    const alone = play()
    alone.step({ kind: 'replaced', from: 'HA-1' })
    expect(alone.record.people).toEqual({ supervisor: 'SUP-1', desk: 'DESK-1' })
    expect(alone.sent.slice(2)).toEqual(['chw.alert SUP-1 sms', 'chw.alert SUP-1 voice'])
    const other = play()
    other.step({ kind: 'taken', by: 'SUP-1' })
    other.step({ kind: 'replaced', from: 'HA-1', to: 'HA-2' })
    expect(other.record).toMatchObject({ state: 'taken', taken: { by: 'SUP-1' }, people: { chw: 'HA-2' } })
    const stranger = play()
    const before = stranger.record
    stranger.step({ kind: 'replaced', from: 'HA-9', to: 'HA-2' })
    expect(stranger.record).toEqual(before)
  })
})
