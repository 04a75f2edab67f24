/** Every course and schedule over every last period of four years, and late, moved, doubled and second pregnancies. */
import { readdirSync, readFileSync } from 'node:fs'
import type { Day } from '@dhatri/text/day'
import { describe, expect, test } from 'vitest'
import { civilDay, clockMinutes, hour, instantOf } from './dhaka.ts'
import { at, exampleRules, on, registered } from './example.ts'
import type { Item } from './item.ts'
import { plan } from './plan.ts'
import { estimateDue } from './pregnancy.ts'
import type { Record } from './record.ts'
import { step } from './step.ts'
import { tellStory } from './story.ts'

const folder = new URL('../../flows/schedules/', import.meta.url)
const rules = exampleRules(
  Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(new URL(name, folder), 'utf8')])),
)
/** All of the days by default are too many for every run: CI walks each one, everybody else every fifth. */
const stride = process.env['DHATRI_EVERY_DAY'] === '1' ? 1 : 5
const schedules = ['bd-4@1', 'who-8@1']

/** Her, with a family that listens and her yes to words after a loss. */
const withAll = (record: Record): Record => ({
  ...record,
  family: { phone: 'f'.repeat(26), at: record.consentAt },
  support: { at: record.consentAt },
})
const keysOf = (items: Item[]): string[] => items.map(({ key }) => key)
const courseOf = (name: string) => rules.courses[`${name}@1`]

/** What is wrong with a plan, whoever's it is. */
function faultsOf(items: Item[], from: number): string[] {
  const faults: string[] = []
  const days = new Map<string, Item>()
  items.forEach((item, index) => {
    const { key } = item
    if (item.at < (items[index - 1]?.at ?? 0)) faults.push(`${key} out of order`)
    if (item.at <= from) faults.push(`${key} is filled in behind`)
    if (item.until <= item.at) faults.push(`${key} is dead before it begins`)
    const minutes = clockMinutes(item.at)
    const isLate = item.rank > 0 && minutes >= 480 && minutes < 1260
    if ((minutes < 600 || minutes >= 780) && !isLate) faults.push(`${key} at minute ${minutes}`)
    if (item.to === 'worker') return
    const day = `${item.to} ${civilDay(item.at)}`
    const other = days.get(day)
    days.set(day, item)
    // Only a weekly message may find no day of its own.
    if (other !== undefined && other.rank < 9 && item.rank < 9) faults.push(`${other.key} and ${key} on one day`)
  })
  return faults
}

/** The rows of a course that are not where its dates say, or were put off for longer than they live. */
function misplaced(items: Item[], name: string, anchor: Day): string[] {
  return items.flatMap(({ key, at: due, course, offset = 0 }) => {
    if (course !== name) return []
    const row = courseOf(name)?.rows.find(({ days }) => days === offset)
    const off = civilDay(due) - anchor - offset
    return row !== undefined && off >= 0 && off <= row.lasts ? [] : [`${key} ${off}`]
  })
}

test('the courses that are shipped', () => {
  const counts = Object.values(rules.courses).map(({ name, rows }) => `${name} ${rows.length}`)
  expect(counts.sort()).toEqual([
    'birthplan 6',
    'epi 31',
    'family 8',
    'ifa 8',
    'ifa-after 3',
    'loss 1',
    'pnc 16',
    'pnc-loss 15',
    'support 4',
    'tt 4',
    'week-b 52',
    'week-p 38',
  ])
})

describe('every last period of four years', () => {
  const first = on('2026-01-01')
  const lmps = Array.from({ length: Math.ceil(1461 / stride) }, (_, index) => first + index * stride)

  test.each(schedules)('%s, before and after the birth, in any week of registration', (schedule) => {
    for (const lmp of lmps) {
      const weeks = 4 + (lmp % 39)
      const now = instantOf(lmp + weeks * 7, 9 * 60)
      const woman: Record = withAll(registered(now, rules, { lmp, schedule, id: `w${lmp}` }))
      const items = plan(woman, rules)
      const faults = [
        ...faultsOf(items, now),
        ...['tt', 'ifa', 'birthplan', 'week-p'].flatMap((name) => misplaced(items, name, lmp)),
      ]
      if (faults.length > 0) expect([lmp, schedule, weeks, faults]).toEqual([lmp, schedule, weeks, []])
      if (estimateDue(lmp) - lmp !== 280) expect(lmp).toBe('280 days before the birth')
      const birth = Math.max(lmp + weeks * 7, lmp + 252 + (lmp % 45))
      const told = instantOf(birth + (lmp % 5), (lmp % 24) * 60)
      const born = step(woman, { kind: 'born', day: birth, by: 'self' }, Math.max(told, now + hour), rules).record
      const after = plan(born, rules)
      const courses = ['pnc', 'epi', 'ifa-after', 'week-b']
      const wrong = [
        ...faultsOf(after, born.outcome?.at ?? 0),
        ...after.filter(({ course }) => !courses.includes(course ?? '')).map(({ key }) => `${key} after the birth`),
        // What is caught up on comes later than its day.
        ...courses.flatMap((name) => misplaced(after, name, birth)),
      ]
      if (wrong.length > 0) expect([lmp, schedule, birth - lmp, wrong]).toEqual([lmp, schedule, birth - lmp, []])
    }
    expect(lmps.length).toBeGreaterThan(250)
  })
})

describe('a woman registered', () => {
  const lmp = on('2026-01-01')
  const full = plan(withAll(registered(instantOf(lmp + 21, 540), rules)), rules)

  test.each(
    schedules,
  )('in every week and on every due day of %s hears of nothing that is past, and of no two things at once', (schedule) => {
    const due = full.map((item) => item.at + 1000)
    const weeks = Array.from({ length: 39 }, (_, index) => instantOf(lmp + (index + 4) * 7, 15 * 60))
    for (const now of [...weeks, ...due]) {
      const woman = withAll(registered(now, rules, { schedule }))
      const items = plan(woman, rules)
      const faults = faultsOf(items, now)
      const soon = items.filter((item) => item.to === 'woman' && item.rank < 9 && item.at < now + 24 * hour)
      if (soon.length > 1) faults.push(`${keysOf(soon)} within a day`)
      if (faults.length > 0) expect([now, faults]).toEqual([now, []])
    }
  })

  test('past her due date is asked how she is, and after week 42 nothing of the pregnancy comes', () => {
    const last = full.at(-1)
    expect(civilDay(last?.at ?? 0) - lmp).toBeLessThanOrEqual(42 * 7 + 6)
    expect(keysOf(full)).toContain('birth')
  })
})

describe('a new dating', () => {
  test('moves every course, sends nothing twice and keeps what was sent', () => {
    const { when, take, deliver, hear, record } = tellStory(rules, at('2026-02-12 09:00'))
    for (let day = on('2026-02-13'); day < on('2026-05-01'); day++) {
      when(
        `2026-0${day < on('2026-03-01') ? 2 : day < on('2026-04-01') ? 3 : 4}-${String(dayOf(day)).padStart(2, '0')} 14:00`,
      )
      deliver()
    }
    const sent = hear().filter((line) => line.startsWith('send week.'))
    expect(sent).toHaveLength(11)
    // Three weeks younger than was thought: the weeks that she has heard of are not said again.
    take({ kind: 'redated', lmp: on('2026-01-22'), dating: { by: 'edd', within: 3 }, by: 'worker' })
    const next = plan(record(), rules).find(
      (item) => item.course === 'week-p' && (item.offset ?? 0) > (record().marks?.['week-p'] ?? 0),
    )
    expect(next?.message).toBe('week.p17')
    expect(civilDay(next?.at ?? 0)).toBe(on('2026-01-22') + 17 * 7 + 1)
    expect(hear()).toContain('redated')
  })

  test('to an earlier date begins one message at most', () => {
    const { when, take, flights } = tellStory(rules, at('2026-02-12 09:00'))
    when('2026-02-20 18:00')
    take({ kind: 'redated', lmp: on('2025-08-01'), dating: { by: 'edd', within: 3 }, by: 'worker' })
    expect(flights().length).toBeLessThanOrEqual(1)
  })

  const dayOf = (day: Day): number => new Date(day * 86_400_000).getUTCDate()
})

describe('after a birth', () => {
  const lmp = on('2026-01-01')
  const birth = on('2026-10-08')
  const carrying = withAll(registered(at('2026-02-12 09:00'), rules))
  const born = (report: { babies?: number } = {}, told = at('2026-10-08 21:00')): Record =>
    step(carrying, { kind: 'born', day: birth, by: 'worker', ...report }, told, rules).record
  const child = (record: Record): string[] => keysOf(plan(record, rules)).filter((key) => /^(epi|week-b)\./.test(key))

  test('told late, one message still worth sending comes, and no burst', () => {
    const record = born({}, at('2026-10-19 12:00'))
    const soon = plan(record, rules).filter((item) => item.to === 'woman' && item.at < at('2026-10-20 09:00'))
    expect(keysOf(soon)).toEqual(['epi.birth.week'].slice(0, soon.length))
    expect(soon.length).toBeLessThanOrEqual(1)
  })

  test('the vaccines of twins go on for the one that lives, and stop with the other', () => {
    const one = step(
      born({ babies: 2 }),
      { kind: 'lost', loss: 'neonatalDeath', baby: 1, by: 'worker' },
      at('2026-10-20 12:00'),
      rules,
    ).record
    expect(child(one)).toContain('epi.w6.week')
    expect(keysOf(plan(one, rules))).toContain('pnc.pnc4.week')
    const none = step(
      one,
      { kind: 'lost', loss: 'childDeath', baby: 2, by: 'worker' },
      at('2026-10-25 12:00'),
      rules,
    ).record
    expect(child(none)).toEqual([])
    expect(keysOf(plan(none, rules)).filter((key) => key.startsWith('pnc-loss.'))).toContain('pnc-loss.pnc4.week')
  })

  test('the checks of the mother stay where the birth was when the baby dies later', () => {
    const died = step(
      born(),
      { kind: 'lost', loss: 'neonatalDeath', day: on('2026-10-11'), by: 'worker' },
      at('2026-10-12 09:00'),
      rules,
    ).record
    const week = plan(died, rules).find(({ key }) => key === 'pnc-loss.pnc4.week')
    expect(week?.date).toBe(birth + 42)
  })

  test('her yes to "did you go?" is kept as the visit that was asked about, and takes its messages away', () => {
    const w6 = step(
      born(),
      { kind: 'visit', contact: 'w6', didGo: true, by: 'self' },
      at('2026-11-22 12:00'),
      rules,
    ).record
    expect(w6.child).toEqual({ w6: birth + 42 })
    const pnc = step(
      w6,
      { kind: 'visit', contact: 'pnc4', didGo: true, by: 'self' },
      at('2026-11-23 12:00'),
      rules,
    ).record
    expect(pnc.visits).toEqual({ pnc4: birth + 42 })
    expect(keysOf(plan(pnc, rules)).filter((key) => /w6|pnc4/.test(key))).toEqual([])
    const no = step(pnc, { kind: 'visit', contact: 'w10', didGo: false, by: 'self' }, at('2026-12-20 12:00'), rules)
    expect(no.effects.map((effect) => effect.do)).toContain('tell')
    expect(keysOf(plan(no.record, rules))).not.toContain('epi.w10.silent')
  })

  test('an answer that names no visit is not taken for a visit of the pregnancy', () => {
    const record = born()
    expect(step(record, { kind: 'visit', didGo: true, by: 'self' }, at('2026-10-08 22:00'), rules).record).toBe(record)
  })

  test('a second pregnancy has its own courses and leaves those of the child alone', () => {
    const second = registered(at('2027-09-01 09:00'), rules, { id: 'second', lmp: on('2027-07-01') })
    expect(child(born()).length).toBe(31 + 52)
    expect(keysOf(plan(second, rules))).toContain('tt.first')
    expect(child(second)).toEqual([])
    expect(lmp).toBeLessThan(second.lmp)
  })
})

describe('what needs a consent of its own', () => {
  const woman = registered(at('2026-02-12 09:00'), rules)
  const family = (record: Record): number => plan(record, rules).filter(({ to }) => to === 'family').length

  test('goes to nobody until it is there, and stops when it is taken back', () => {
    expect(family(woman)).toBe(0)
    const phone = 'f'.repeat(26)
    const agreed = step(
      woman,
      { kind: 'allowed', purpose: 'family', phone, words: 'family@1' },
      at('2026-02-13 09:00'),
      rules,
    )
    expect(family(agreed.record)).toBe(8)
    expect(agreed.record.family).toEqual({ phone, at: at('2026-02-13 09:00'), words: 'family@1' })
    const back = step(agreed.record, { kind: 'disallowed', purpose: 'family' }, at('2026-02-14 09:00'), rules)
    expect(family(back.record)).toBe(0)
  })

  test('is no stream of the family on her own phone', () => {
    expect(family({ ...woman, family: { phone: woman.phone ?? '', at: 1 } })).toBe(0)
  })

  test('after a loss she hears nothing, and with her yes four messages within two weeks', () => {
    const lost = step(woman, { kind: 'lost', loss: 'miscarriage', by: 'self' }, at('2026-04-02 20:00'), rules).record
    const told = plan(lost, rules).filter(({ to }) => to !== 'worker')
    expect(told).toEqual([])
    expect(keysOf(plan(lost, rules))).toEqual(['loss.unseen'])
    const agreed = step(lost, { kind: 'allowed', purpose: 'support' }, at('2026-04-05 12:00'), rules).record
    const items = plan(agreed, rules).filter(({ to }) => to !== 'worker')
    expect(items.map((item) => `${item.key} ${civilDay(item.at) - on('2026-04-05')} ${item.class}`)).toEqual([
      'support.near 1 sensitive',
      'support.body 3 sensitive',
      'support.heart 8 sensitive',
      'support.later 13 sensitive',
    ])
  })
})
