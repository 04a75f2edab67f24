import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { midnight, playCase } from './case.example.ts'
import type { Opening } from './case.record.ts'
import { caseDue } from './case.ts'
import { loadLadder } from './ladder.ts'
import { policy } from './policy.ts'

const loaded = loadLadder(readFileSync(new URL('../../flows/ladder.yaml', import.meta.url), 'utf8'))
if (!loaded.ok) throw new Error('ladder')
const rules = { ladder: loaded.ladder, policy }
const minute = 60_000
const hour = 60 * minute
const play = (changes: Partial<Opening> = {}, isAnswering = true) =>
  playCase(rules, (kept, stepped) => expect(kept).toEqual(stepped), changes, isAnswering)

describe('up the ladder', () => {
  test('the worker is rung and texted at once, at midnight, and told only that it is urgent', () => {
    const { sent, record } = play()
    expect(sent).toEqual(['chw.alert HA-1 sms', 'chw.alert HA-1 voice'])
    expect(record.flights.every((flight) => flight.at === midnight && flight.class === 'alert')).toBe(true)
  })
  test('then the supervisor, then the duty desk', () => {
    const line = play()
    line.pass(11 * minute)
    expect(line.sent.filter((each) => each.endsWith('sms'))).toEqual([
      'chw.alert HA-1 sms',
      'chw.alert SUP-1 sms',
      'chw.alert DESK-1 sms',
    ])
    expect(line.isRed).toBe(false)
  })
  test('at the end the caller is told the truth once, the desk is red, and the ladder starts again', () => {
    const line = play()
    line.pass(21 * minute)
    expect(line.sent.filter((each) => each.includes('caller'))).toEqual(['case.nobody caller sms'])
    expect(line.isRed).toBe(true)
    line.pass(5 * minute)
    expect(line.sent.filter((each) => each === 'chw.alert HA-1 sms')).toHaveLength(2)
    line.pass(24 * hour)
    expect(line.sent.filter((each) => each.includes('caller'))).toEqual(['case.nobody caller sms'])
    expect(line.sent.filter((each) => each === 'chw.alert DESK-1 sms').length).toBeGreaterThan(20)
    expect(line.isRed).toBe(true)
  })
  test('a worker who is missing is covered, and without cover passed over', () => {
    expect(play({ people: { supervisor: 'SUP-1', desk: 'DESK-1' } }).sent[0]).toBe('chw.alert SUP-1 sms')
    expect(play({ people: { desk: 'DESK-1' } }).sent[0]).toBe('chw.alert DESK-1 sms')
  })
  test('with nobody at all she is told so at once, and it is tried again', () => {
    const line = play({ people: {} })
    expect(line.sent).toEqual(['case.nobody caller sms'])
    expect(line.isRed).toBe(true)
    line.pass(6 * minute)
    expect(line.record.round).toBe(1)
  })
  test('where local workers may not be told only the duty desk is rung', () => {
    const line = play({ isLocal: false })
    line.pass(3 * hour)
    expect(line.sent.filter((each) => /HA-1|SUP-1/.test(each))).toEqual([])
    expect(line.sent).toContain('chw.alert DESK-1 sms')
  })
  test('who cannot come passes it on at once; a pass from anyone else changes nothing', () => {
    const line = play()
    line.step({ kind: 'passed', by: 'SUP-1' })
    expect(line.record.rung).toBe(0)
    line.step({ kind: 'passed', by: 'HA-1' })
    expect(line.sent.at(-1)).toBe('chw.alert SUP-1 voice')
  })
  test('nobody who listens only is ever written to', () => {
    const line = play({ answers: 'none' })
    line.pass(2 * hour)
    line.step({ kind: 'taken', by: 'DESK-1' })
    expect(line.sent.filter((each) => each.includes('caller'))).toEqual([])
  })
})

describe('somebody takes it', () => {
  test('only then she is told that somebody has it, and the ringing stops', () => {
    const line = play()
    line.pass(6 * minute)
    expect(line.sent.filter((each) => each.includes('someone'))).toEqual([])
    line.step({ kind: 'taken', by: 'HA-1' })
    expect(line.sent.at(-1)).toBe('case.someone caller sms')
    const before = line.sent.length
    line.pass(hour)
    expect(line.sent.length).toBe(before)
  })
  test('a word that nobody has answered, not sent yet, is not sent after somebody has', () => {
    const line = play({}, false)
    line.pass(20 * minute)
    line.step({ kind: 'taken', by: 'DESK-1' })
    expect(line.record.flights.filter(({ key }) => key.startsWith('nobody'))).toEqual([])
  })
  test('a second taker changes nothing', () => {
    const line = play()
    line.step({ kind: 'taken', by: 'HA-1' })
    line.step({ kind: 'taken', by: 'SUP-1' })
    expect(line.record.taken?.by).toBe('HA-1')
  })
  test('after 2 hours it is asked whether she has left, on day 1 and day 3 whether she was seen, then daily; from the second time the one above is asked too', () => {
    const line = play()
    line.step({ kind: 'taken', by: 'HA-1' })
    const asked = (): string[] => line.sent.filter((each) => /^case.(left|seen)/.test(each))
    line.pass(119 * minute)
    expect(asked()).toEqual([])
    line.pass(2 * minute)
    expect(asked()).toEqual(['case.left HA-1 sms'])
    line.pass(22 * hour)
    expect(asked().slice(1)).toEqual(['case.seen HA-1 sms', 'case.seen SUP-1 sms'])
    expect(line.isRed).toBe(true)
    line.pass(48 * hour)
    expect(asked()).toHaveLength(5)
    line.pass(5 * 24 * hour)
    expect(asked()).toHaveLength(15)
  })
  test('not seen: asked again in two hours; seen: closed with that outcome, and silent', () => {
    const line = play()
    line.step({ kind: 'taken', by: 'HA-1' })
    line.pass(25 * hour)
    line.step({ kind: 'seen', didSee: false, by: 'HA-1' })
    const before = line.sent.length
    line.pass(2 * hour + minute)
    expect(line.sent.length).toBe(before + 2)
    line.step({ kind: 'seen', didSee: true, by: 'SUP-1' })
    expect(line.record).toMatchObject({ state: 'closed', outcome: { kind: 'seen', by: 'SUP-1' }, flights: [] })
    expect(caseDue(line.record)).toBeUndefined()
    line.step({ kind: 'taken', by: 'HA-1' })
    line.step({ kind: 'joined' })
    expect(line.record.state).toBe('closed')
    expect(line.isRed).toBe(false)
  })
  test('handed on: the ladder goes on above them, and she hears of the end again', () => {
    const line = play()
    line.step({ kind: 'taken', by: 'HA-1' })
    line.step({ kind: 'handedOn', by: 'SUP-1' })
    expect(line.record.state).toBe('taken')
    line.step({ kind: 'handedOn', by: 'HA-1' })
    expect(line.sent.at(-1)).toBe('chw.alert SUP-1 voice')
    line.pass(16 * minute)
    expect(line.sent.filter((each) => each.includes('nobody'))).toHaveLength(1)
  })
})

describe('has she left?', () => {
  test('not yet: the same is asked in two hours, of the one above too, until she has; then whether she was seen', () => {
    const line = play()
    line.step({ kind: 'taken', by: 'HA-1' })
    line.pass(2 * hour + minute)
    line.step({ kind: 'left', didLeave: false, by: 'HA-1' })
    const before = line.sent.length
    line.pass(2 * hour + minute)
    expect(line.sent.slice(before)).toEqual(['case.left HA-1 sms', 'case.left SUP-1 sms'])
    expect(line.record.taken).toMatchObject({ asked: 'left', isThere: true })
    line.step({ kind: 'left', didLeave: true, by: 'SUP-1' })
    line.pass(24 * hour)
    expect(line.sent.at(-1)).toBe('case.seen SUP-1 sms')
    expect(line.record.state).toBe('taken')
    expect(line.past).toContain('case.left')
  })
  test('nobody answers: it stays open, red, and is asked for ever', () => {
    const line = play()
    line.step({ kind: 'taken', by: 'HA-1' })
    line.pass(30 * 24 * hour)
    expect([line.record.state, line.isRed]).toEqual(['taken', true])
    expect(caseDue(line.record)).toBeDefined()
  })
  test('what was found may be said more exactly, by whoever said it; nothing else changes what is closed', () => {
    const line = play()
    line.step({ kind: 'taken', by: 'HA-1' })
    line.step({ kind: 'seen', didSee: true, by: 'HA-1' })
    line.step({ kind: 'closed', outcome: 'admitted', by: 'SUP-1' })
    expect(line.record.outcome?.kind).toBe('seen')
    line.step({ kind: 'closed', outcome: 'admitted', by: 'HA-1' })
    line.step({ kind: 'closed', outcome: 'mistake', by: 'HA-1' })
    expect(line.record.outcome?.kind).toBe('admitted')
  })
})
