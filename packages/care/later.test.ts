import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { civilDay, clockMinutes } from './dhaka.ts'
import { at, exampleRules, registered } from './example.ts'
import { chooseQuestion, type Question } from './later.ts'
import { isHeldBack } from './minor.ts'
import { plan } from './plan.ts'
import type { Hours } from './quiet.ts'
import type { Rules } from './schedule.ts'
import { nextDue, step } from './step.ts'
import { tellStory } from './story.ts'

const folder = new URL('../../flows/schedules/', import.meta.url)
const rules = exampleRules(
  Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(new URL(name, folder), 'utf8')])),
)
const start = at('2026-02-12 09:00')
const day = 86_400_000
const known = { isShared: false, isFull: false, hasName: false }

test('one question a day, each once, in an order', () => {
  let record = registered(start, rules)
  const put: (Question | undefined)[] = []
  for (let days = 0; days < 8; days++) {
    const now = start + days * day
    const question = chooseQuestion(record, known, now, rules)
    put.push(question)
    if (question !== undefined) record = step(record, { kind: 'asked', question }, now, rules).record
    expect(chooseQuestion(record, known, now + 1000, rules)).toBeUndefined()
  }
  expect(put).toEqual(['whose', 'hours', 'channel', 'age', 'name', 'family', undefined, undefined])
})

test('nobody is asked who has not agreed, and a shared phone is nobody’s own', () => {
  const invited = registered(start, rules, { by: 'worker' })
  expect(chooseQuestion(invited, known, start, rules)).toBeUndefined()
  const own = registered(start, rules)
  expect(chooseQuestion(own, { ...known, isShared: true }, start, rules)).toBe('hours')
})

test('after a loss one thing is asked, later and once; after none was there, nothing', () => {
  const ends = (loss: 'miscarriage' | 'falsePregnancy') =>
    step(registered(start, rules), { kind: 'lost', loss, by: 'self' }, start + day, rules).record
  const lost = ends('miscarriage')
  expect(chooseQuestion(lost, known, start + day + 1000, rules)).toBeUndefined()
  expect(chooseQuestion(lost, known, start + 3 * day, rules)).toBe('support')
  const asked = step(lost, { kind: 'asked', question: 'support' }, start + 3 * day, rules).record
  expect(chooseQuestion(asked, known, start + 9 * day, rules)).toBeUndefined()
  expect(chooseQuestion(ends('falsePregnancy'), known, start + 3 * day, rules)).toBeUndefined()
})

test.each<Hours>([
  { from: 480, to: 720 },
  { from: 720, to: 1020 },
  { from: 1020, to: 1260 },
])('safe hours %o move what is planned inside its own day', (hours) => {
  const record = registered(start, rules)
  const safe = step(record, { kind: 'safe', hours }, start, rules).record
  const before = new Map(plan(record, rules).map((item) => [item.key, item]))
  const own = plan(safe, rules).filter(({ to }) => to === 'woman')
  expect(own.length).toBeGreaterThan(10)
  for (const { key, at: when } of own) {
    expect(clockMinutes(when), key).toBeGreaterThanOrEqual(hours.from)
    expect(clockMinutes(when), key).toBeLessThan(hours.to)
    expect(civilDay(when), key).toBe(civilDay(before.get(key)?.at ?? 0))
  }
})

test('a number that moves away takes its own safe hours and questions with it', () => {
  const record = registered(start, rules)
  const asked = step(record, { kind: 'asked', question: 'hours' }, start, rules).record
  const safe = step(asked, { kind: 'safe', hours: { from: 1020, to: 1260 } }, start, rules).record
  const moved = step(safe, { kind: 'rephoned', phone: 'x'.repeat(26), by: 'worker' }, start + day, rules).record
  expect(moved.safe).toBeUndefined()
  expect(moved.asked?.what).toBe('')
})

test('under eighteen each setting does something else, and the plan wakes by itself when she is grown', () => {
  const record = step(registered(start, rules), { kind: 'aged', years: 17, by: 'self' }, start, rules).record
  const owns = (who: typeof record, by: Rules) => plan(who, by).filter(({ to }) => to === 'woman').length
  const agreed = step(record, { kind: 'guardian', by: 'worker' }, start + day, rules).record
  expect(owns(record, { ...rules, minors: 'serve' })).toBeGreaterThan(0)
  // She may come of age within the year: only what comes after that is planned.
  const grown = start + 366 * day
  expect(plan(record, rules).every(({ to, at: when }) => to !== 'woman' || when >= grown - 2 * day)).toBe(true)
  expect(owns(record, { ...rules, minors: 'guardian' })).toBe(owns(record, rules))
  expect(owns(agreed, { ...rules, minors: 'guardian' })).toBeGreaterThan(owns(record, rules))
  expect(owns(agreed, { ...rules, minors: 'workerOnly' })).toBe(owns(record, rules))
  expect(isHeldBack(record, rules, grown + day)).toBe(false)
  const alone = { ...record, chw: undefined, settledTo: start, state: 'pregnant' as const, lmp: record.lmp - 270 }
  const { chw: _, ...bare } = alone
  expect(nextDue(bare, grown - 30 * day, rules)).toBeLessThanOrEqual(grown + day)
})

test('a place that nobody knows is told to the desk within hours and again, until it is known', () => {
  const story = tellStory({ ...rules, courses: {} }, start, { area: '', chw: undefined as never })
  const desk: string[] = []
  for (const when of [
    '2026-02-12 12:00',
    '2026-02-13 12:00',
    '2026-02-14 12:00',
    '2026-02-16 12:00',
    '2026-02-20 12:00',
  ]) {
    story.when(when)
    story.take({ kind: 'tick' })
    desk.push(...story.hear().filter((line) => line.startsWith('tell desk')))
  }
  expect(desk).toHaveLength(5)
  story.take({ kind: 'placed', area: '302614', chw: 'H1', by: 'worker' })
  story.when('2026-03-20 12:00')
  story.take({ kind: 'tick' })
  expect(story.hear().filter((line) => line.startsWith('tell desk'))).toEqual([])
})

test('watchers are few, each once, the first stays first', () => {
  let record = registered(start, rules)
  for (const code of ['H1', 'F1', 'F1', 'C1', 'S1', 'S2']) {
    record = step(record, { kind: 'watched', code, by: 'worker' }, start, rules).record
  }
  expect([record.chw, record.watchers]).toEqual(['H1', ['F1', 'C1', 'S1']])
})
