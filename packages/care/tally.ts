/**
 * What a report adds to a worker's week: registrations, visits and how many of them were timely, births. Her own results
 * and her supervisor's report are sums of these; a report taken back takes its own away again.
 */
import { findContact, isTimely } from './contact.ts'
import { findCourseContact } from './course.plan.ts'
import { findBirth } from './outcome.ts'
import { findPostnatal, POSTNATAL } from './postnatal.ts'
import type { Record } from './record.ts'
import type { AboutReport } from './report.about.ts'
import type { Rules } from './schedule.ts'

/** What is counted. */
export const TALLIES = ['reg', 'visit', 'timely', 'birth'] as const
/** Counts by name; what is not named is nothing. */
export type Tally = { [name in (typeof TALLIES)[number]]?: number }

/** Days by which a check after the birth, or vaccines, may be late and still count as timely [unconfirmed]. */
const allowed = { pnc: 7, epi: 28 }

/** What a report about a woman adds; `after` is her record with it. */
export function tallyOf(before: Record, after: Record, report: AboutReport, rules: Rules): Tally {
  switch (report.kind) {
    case 'birth':
      // One that was on record already is only put right.
      return before.state === 'born' ? {} : { birth: 1 }
    case 'visit': {
      const isGood = report.care === 'anc' ? isAncTimely(before, after, report, rules) : isPncTimely(before, report)
      return { visit: 1, ...(isGood && { timely: 1 }) }
    }
    case 'vaccine': {
      const planned = findCourseContact(after, rules, report.visit)
      const isGood = planned !== undefined && report.day <= planned + allowed.epi
      return { visit: 1, ...(isGood && { timely: 1 }) }
    }
    default:
      return {}
  }
}

/** The same counts, taken away. */
export function negate(tally: Tally): Tally {
  return Object.fromEntries(Object.entries(tally).map(([name, count]) => [name, -count]))
}

type Visit = Extract<AboutReport, { kind: 'visit' }>

function isAncTimely(before: Record, after: Record, { day }: Visit, rules: Rules): boolean {
  const contact = findContact(before, rules, day)?.contact
  return contact !== undefined && isTimely(after, rules, contact)
}

function isPncTimely(before: Record, { day }: Visit): boolean {
  const birth = findBirth(before)
  const check = POSTNATAL.find(({ contact }) => contact === findPostnatal(before, day))
  return birth !== undefined && check !== undefined && Math.abs(day - birth - check.best) <= allowed.pnc
}
