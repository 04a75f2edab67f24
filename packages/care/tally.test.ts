import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { at, exampleRules, on, registered } from './example.ts'
import type { AboutReport } from './report.about.ts'
import { step } from './step.ts'
import { negate, tallyOf } from './tally.ts'

const name = 'bd-4@1.yaml'
const rules = exampleRules({ [name]: readFileSync(new URL(`../../flows/schedules/${name}`, import.meta.url), 'utf8') })
const who = { id: '102341' }

/** What a report adds, sent at noon of its own day. */
function reportOn(iso: string, report: AboutReport, before = registered(at('2026-03-20 10:00'), rules)) {
  const day = on(iso)
  const event =
    report.kind === 'visit' && report.care === 'anc'
      ? ({ kind: 'visit', didGo: true, day, by: 'worker' } as const)
      : ({ kind: 'checked', day, by: 'worker' } as const)
  return tallyOf(before, step(before, event, at(`${iso} 12:00`), rules).record, report, rules)
}

test('a visit inside the window of its contact is timely, one after it only a visit', () => {
  expect(reportOn('2026-04-23', { who, kind: 'visit', care: 'anc', day: on('2026-04-23') })).toEqual({
    visit: 1,
    timely: 1,
  })
  expect(reportOn('2026-06-05', { who, kind: 'visit', care: 'anc', day: on('2026-06-05') })).toEqual({ visit: 1 })
})

test('a check after the birth is timely within a week of its day', () => {
  const mother = step(
    registered(at('2026-03-20 10:00'), rules),
    { kind: 'born', day: on('2026-10-01'), by: 'worker' },
    at('2026-10-01 12:00'),
    rules,
  ).record
  const check = (iso: string) => reportOn(iso, { who, kind: 'visit', care: 'pnc', day: on(iso) }, mother)
  expect(check('2026-10-02')).toEqual({ visit: 1, timely: 1 })
  expect(check('2026-12-05')).toEqual({ visit: 1 })
})

test('births are counted, other reports add nothing, and what is taken back is taken away', () => {
  const record = registered(at('2026-03-20 10:00'), rules)
  expect(tallyOf(record, record, { who, kind: 'birth', day: on('2026-10-01') }, rules)).toEqual({ birth: 1 })
  expect(tallyOf(record, record, { who, kind: 'mute', weeks: 2 }, rules)).toEqual({})
  expect(negate({ visit: 1, timely: 1 })).toEqual({ visit: -1, timely: -1 })
})
