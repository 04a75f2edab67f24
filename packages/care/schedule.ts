/**
 * Schedules of contacts as versioned data: every woman is pinned to `name@version`, so that a changed schedule is a
 * new version and moves nobody until somebody decides so.
 */
import type { Day } from '@dhatri/text/day'
import type { Courses } from './course.ts'
import type { About, Class } from './flight.record.ts'
import type { Minors } from './minor.ts'
import type { Policy } from './policy.ts'

/** One contact; weeks are completed weeks of pregnancy, both ends of the window included. */
export type Contact = { contact: string; week: number; from: number; to: number; source: string }

/** A message that goes with each contact (`days` from its day) or follows the due date (`days` from the LMP). */
export type Row = {
  item: string
  days: number
  /** Days it stays alive after its own. */
  lasts: number
  message: string
  class: Class
  about: About
  /** The flow whose first question the message is. */
  asks?: string
  /** For a worker instead of her. */
  tell?: 'chw' | 'supervisor'
}

/** One version of a schedule. */
export type Schedule = {
  name: string
  version: number
  title: { [language: string]: string }
  source: string
  /** The clinician who signed it, or 'no'. */
  reviewed: string
  effective: Day
  /** Days after a late registration at which a contact still inside its window is planned. */
  late: number
  contacts: Contact[]
  around: Row[]
  overdue: Row[]
}

/** All schedules by 'name@version'. */
export type Schedules = { [pin: string]: Schedule }

/** The data that the pure rules work by. */
export type Rules = {
  schedules: Schedules
  courses: Courses
  policy: Policy
  /** What the ministry lets us do for a woman under eighteen; the safest where nobody has decided. */
  minors?: Minors
}

/** What a woman registered today is pinned to: the newest version in effect, or undefined where there is none. */
export function pinSchedule(schedules: Schedules, name: string, today: Day): string | undefined {
  const inEffect = Object.values(schedules).filter((each) => each.name === name && each.effective <= today)
  const newest = inEffect.sort((one, other) => other.version - one.version)[0]
  return newest && `${newest.name}@${newest.version}`
}

/** The pin of a deployment that names no schedule: the four contacts of the Bangladesh set. */
export function defaultSchedule(rules: Rules, today: Day): string {
  return pinSchedule(rules.schedules, 'bd-4', today) ?? 'bd-4@1'
}
