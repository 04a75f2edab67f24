import { readFileSync } from 'node:fs'
import type { Day } from '@dhatri/text/day'
import { describe, expect, test } from 'vitest'
import { findAsked, findContact, findNext, isTimely, listContacts } from './contact.ts'
import { civilDay, clockMinutes, instantOf } from './dhaka.ts'
import { at, exampleRules, on, registered } from './example.ts'
import type { Item } from './item.ts'
import { applyOutcome, outcomes } from './outcome.ts'
import { plan } from './plan.ts'
import { policy } from './policy.ts'
import { isAllowed } from './quiet.ts'
import type { OutcomeKind, Record } from './record.ts'

const read = (pin: string): string =>
  readFileSync(new URL(`../../flows/schedules/${pin}.yaml`, import.meta.url), 'utf8')
const rules = exampleRules({ 'bd-4@1.yaml': read('bd-4@1'), 'who-8@1.yaml': read('who-8@1') })
const woman = registered(at('2026-02-12 09:00'), rules)

const days = (record: Record, from: Day): string[] =>
  plan(record, rules).map(({ key, at: due }) => `${key} ${civilDay(due) - from}`)

test('a woman of six weeks has her four contacts ahead of her, week by week', () => {
  expect(days(woman, on('2026-01-01'))).toEqual([
    'anc1.week 105',
    'anc1.day 111',
    'anc1.asked 115',
    'anc1.silent 119',
    'anc1.unseen 126',
    'anc2.week 161',
    'anc2.day 167',
    'anc2.asked 171',
    'anc2.silent 175',
    'anc2.unseen 182',
    'anc3.week 217',
    'anc3.day 223',
    'anc3.asked 227',
    'anc3.silent 231',
    'anc3.unseen 238',
    'anc4.week 245',
    'anc4.day 251',
    'anc4.asked 255',
    'anc4.silent 259',
    'anc4.unseen 266',
    'overdue 287',
    'birth 290',
    'late 294',
  ])
})

test('texts name the day of the contact, not the day they are sent', () => {
  const dates = plan(woman, rules).flatMap(({ contact, date }) => (contact === 'anc2' ? [date] : []))
  expect(new Set(dates)).toEqual(new Set([on('2026-01-01') + 168]))
})

test('the reminder of the day before dies with its day', () => {
  const item = plan(woman, rules).find(({ key }) => key === 'anc1.day')
  expect(item?.until).toBe(at('2026-04-22 21:00'))
})

test('only her CHW and the supervisor hear of what was not answered', () => {
  const workers = plan(woman, rules).filter((item) => item.to === 'worker')
  expect(workers.map(({ key, tell }) => `${key} ${tell}`)).toEqual([
    'anc1.silent chw',
    'anc1.unseen supervisor',
    'anc2.silent chw',
    'anc2.unseen supervisor',
    'anc3.silent chw',
    'anc3.unseen supervisor',
    'anc4.silent chw',
    'anc4.unseen supervisor',
    'overdue chw',
    'late supervisor',
  ])
})

describe('registered late', () => {
  const first = (when: string): string | undefined => days(registered(at(when), rules), on('2026-01-01'))[0]

  test('what was past is never filled in', () => {
    expect(first('2026-04-22 18:00')).toBe('anc1.asked 115')
    expect(first('2026-05-01 12:00')).toBe('anc2.week 161')
  })

  test('a contact still inside its window is asked for within a week', () => {
    // 25 weeks and 0 days: the second contact was due at 24 weeks, its window ends with week 28.
    const late = registered(at('2026-06-25 08:00'), rules)
    expect(days(late, on('2026-06-25')).slice(0, 4)).toEqual([
      'anc2.week 0',
      'anc2.day 6',
      'anc2.asked 10',
      'anc2.silent 14',
    ])
  })

  test('up to the last day of its window, and not a day longer', () => {
    const before = (when: string): boolean =>
      days(registered(at(when), rules), 0).some((line) => line.startsWith('anc2'))
    expect(['2026-07-15 08:00', '2026-07-16 08:00'].map(before)).toEqual([true, false])
  })

  test('nobody asks after a contact that was over before she was registered', () => {
    // 16 weeks and 5 days: "did you go?" and the silence of the first contact would still lie ahead.
    const late = registered(at('2026-04-28 08:00'), rules)
    expect(days(late, on('2026-01-01'))[0]).toBe('anc2.week 161')
  })

  test('nobody is told that she is overdue for a day before she was registered', () => {
    const late = registered(at('2026-10-17 08:00'), rules)
    expect(days(late, on('2026-01-01'))).toEqual(['birth 290', 'late 294'])
  })

  test('a contact whose window is closed is left out', () => {
    const late = registered(at('2026-07-23 08:00'), rules)
    expect(listContacts(late, rules).map(({ isLeftOut }) => isLeftOut)).toEqual([true, true, false, false])
    expect(days(late, on('2026-01-01'))[0]).toBe('anc3.week 217')
  })
})

describe('consent', () => {
  const invited = registered(at('2026-02-12 22:00'), rules, { by: 'worker' })
  const herOwn = (record: Record): string[] =>
    plan(record, rules).flatMap(({ key, to }) => (to === 'woman' ? [key] : []))

  test('until she agrees there is an SMS in the morning and one call the next day, and nothing else', () => {
    const items = plan(invited, rules).filter(({ to }) => to === 'woman')
    expect(items.map(({ key, asks, channel, most }) => [key, asks, channel, most])).toEqual([
      ['invite', 'invite', 'sms', undefined],
      ['invite.call', 'invite', 'voice', 1],
    ])
    expect(items[0]?.at).toBe(at('2026-02-13 08:00'))
    expect(civilDay(items[1]?.at ?? 0)).toBe(on('2026-02-14'))
  })

  test('while she has not agreed, her CHW still hears of contacts that nobody reported', () => {
    expect(plan(invited, rules).some(({ key }) => key === 'anc1.silent')).toBe(true)
  })

  test('from her yes on, what is ahead is planned and what was before it is not', () => {
    const agreed: Record = { ...invited, consent: 'agreed', consentAt: at('2026-06-12 12:00') }
    expect(herOwn(agreed)[0]).toBe('anc2.day')
    expect(herOwn(agreed)).not.toContain('invite')
  })

  test.each(['declined', 'wrongNumber'] as const)('after %s nothing goes to the number, ever', (consent) => {
    expect(herOwn({ ...invited, consent })).toEqual([])
  })

  test('a woman without a phone has nothing sent to her', () => {
    const { phone: _, ...bare } = invited
    expect(herOwn({ ...bare, consent: 'agreed' })).toEqual([])
  })
})

test('a visit that is known takes its reminders away, and a "no" takes the silence away', () => {
  const keys = (record: Record): string =>
    plan(record, rules)
      .map(({ key }) => key)
      .join(' ')
  expect(keys({ ...woman, visits: { anc1: on('2026-04-20') } })).not.toContain('anc1')
  expect(keys({ ...woman, missed: ['anc2'] })).not.toContain('anc2.silent')
  expect(keys({ ...woman, missed: ['anc2'] })).toContain('anc2.asked')
})

test('nothing is planned for her after any outcome but a change of place', () => {
  for (const kind of Object.keys(outcomes) as OutcomeKind[]) {
    const after = applyOutcome(woman, kind, {}, at('2026-03-01 12:00')) ?? woman
    const left = plan(after, rules).map(({ to }) => to)
    expect([kind, left.length > 0, left.includes('worker')]).toEqual([kind, kind === 'moved', false])
  }
})

test('an unknown schedule plans nothing and throws nothing', () => {
  expect(plan({ ...woman, schedule: 'bd-4@9' }, rules)).toEqual([])
})

describe('every last period of four years, in both schedules', () => {
  const first = on('2023-01-01')
  const all = Array.from({ length: 4 * 365 + 1 }, (_, index) => first + index)

  test.each(['bd-4@1', 'who-8@1'])('%s', (schedule) => {
    for (const lmp of all) {
      const record = registered(instantOf(lmp + 28, 9 * 60), rules, { lmp, schedule, id: `w${lmp}` })
      const items = plan(record, rules)
      const contacts = listContacts(record, rules)
      const weeks = rules.schedules[schedule]?.contacts.map(({ week }) => week) ?? []
      // Far fewer expectations than items: a failure names the last period and the item.
      const wrong = [
        ...items.filter((item, index) => index > 0 && item.at < (items[index - 1]?.at ?? 0)),
        ...items.filter((item) => !isAllowed(item.at, policy.hours) || !isAllowed(item.until - 1, policy.hours)),
        ...items.filter((item) => clockMinutes(item.at) < 600 || clockMinutes(item.at) >= 780),
        ...items.filter((item) => item.until <= item.at),
        ...overlaps(items),
      ]
      if (wrong.length > 0) expect([lmp, wrong]).toEqual([lmp, []])
      if (contacts.map(({ day }) => (day - lmp) / 7).join() !== weeks.join()) expect(lmp).toBe('on the right weeks')
      // "Did you go?" is not asked past the due date.
      const planned = weeks.length * 5 + 3 - weeks.filter((week) => week * 7 + 3 >= 280).length
      if (items.length !== planned) expect([lmp, items.length]).toEqual([lmp, planned])
    }
    expect(all.length).toBe(1461)
  })

  /** Her messages that would still be alive when the next one begins. */
  function overlaps(items: Item[]): Item[] {
    const own = items.filter(({ to }) => to === 'woman')
    return own.filter((item, index) => item.until > (own[index + 1]?.at ?? Number.POSITIVE_INFINITY))
  }
})

test.each([
  'bd-4@1',
  'who-8@1',
])('%s: past the due date her CHW is asked first, then she how she is, then the supervisor', (schedule) => {
  const record = registered(at('2026-02-12 09:00'), rules, { schedule })
  const asked = plan(record, rules).filter(
    ({ at: due, asks, tell, key }) => civilDay(due) >= on('2026-10-08') && (asks || (tell && !key.includes('.'))),
  )
  const lines = asked.map(({ at: due, asks, tell }) => `${(civilDay(due) - record.lmp) / 7} ${asks ?? tell}`)
  expect(lines).toEqual(['41 chw', `${290 / 7} howareyou`, '42 supervisor'])
})

test('over many women the sending window fills evenly', () => {
  const counts = [0, 0, 0]
  for (let index = 0; index < 3000; index++) {
    const item = plan(registered(at('2026-02-12 09:00'), rules, { id: `w${index}` }), rules)[0]
    const third = Math.floor((clockMinutes(item?.at ?? 0) - 600) / 60)
    counts[third] = (counts[third] ?? 0) + 1
  }
  for (const count of counts) expect(Math.abs(count - 1000)).toBeLessThan(120)
})

describe('which contact a visit belongs to', () => {
  test.each([
    ['2026-02-01', 'anc1'],
    ['2026-01-05', 'anc1'],
    ['2026-06-17', 'anc1'],
    ['2026-06-18', 'anc2'],
    ['2026-08-20', 'anc3'],
    ['2026-10-08', 'anc4'],
  ])('a report on %s is about %s', (day, contact) => {
    expect(findContact(woman, rules, on(day))?.contact).toBe(contact)
  })

  test('"did you go?" is about the latest contact whose day has come', () => {
    expect(findAsked(woman, rules, on('2026-04-26'))?.contact).toBe('anc1')
    expect(findAsked(woman, rules, on('2026-06-17'))?.contact).toBe('anc1')
    expect(findAsked(woman, rules, on('2026-06-18'))?.contact).toBe('anc2')
    expect(findAsked(woman, rules, on('2026-02-20'))?.contact).toBe('anc1')
  })

  test('the next one is the first ahead that she has not been to', () => {
    expect(findNext(woman, rules, on('2026-04-23'))?.contact).toBe('anc1')
    expect(findNext(woman, rules, on('2026-04-24'))?.contact).toBe('anc2')
    expect(findNext({ ...woman, visits: { anc2: on('2026-06-18') } }, rules, on('2026-04-24'))?.contact).toBe('anc3')
    expect(findNext(woman, rules, on('2026-10-01'))).toBeUndefined()
  })

  test('timely is inside the window, to its last day', () => {
    const went = (day: string): boolean => isTimely({ ...woman, visits: { anc2: on(day) } }, rules, 'anc2')
    expect(['2026-06-17', '2026-06-18', '2026-07-22', '2026-07-23'].map(went)).toEqual([false, true, true, false])
    expect(isTimely(woman, rules, 'anc2')).toBe(false)
  })
})
