/**
 * Courses: what is sent by days from the last period, the birth or a loss, as versioned data. A woman follows of each
 * course the newest version in effect on the day she was registered, so that a new version moves nobody who is under way.
 */
import type { Day } from '@dhatri/text/day'
import type { About, Class } from './flight.record.ts'
import type { OutcomeKind } from './record.ts'

/** What the days of a course are counted from. */
export type Anchor = 'lmp' | 'birth' | 'loss'

/** What somebody must have agreed to beside being written to at all. */
export type Purpose = 'family' | 'support'

/** One message of a course, `days` from its anchor; no two of a course have the same days. */
export type CourseRow = {
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
  /** The visit it goes with; once that is known the row is not sent. */
  contact?: string
  /** Days from the anchor of the date that the text names. */
  names?: number
  source: string
  /** The clinician who signed it, or 'no'. */
  reviewed: string
  effective: Day
}

/** One version of a course; its rows are in the order of their days. */
export type Course = {
  name: string
  version: number
  title: { [language: string]: string }
  source: string
  reviewed: string
  effective: Day
  anchor: Anchor
  /** The outcomes after which it runs; none for a course counted from the last period, which ends with any. */
  after: OutcomeKind[]
  /** Who goes first to a phone when several are due on one day: 1 before 9. The contacts of her schedule are 0. */
  rank: number
  needs?: Purpose
  rows: CourseRow[]
}

/** All courses by 'name@version'. */
export type Courses = { [pin: string]: Course }

/** What a woman registered on a day follows: of each course the newest version then in effect. */
export function pinCourses(courses: Courses, registered: Day): Course[] {
  const newest = new Map<string, Course>()
  for (const course of Object.values(courses)) {
    const known = newest.get(course.name)
    if (course.effective <= registered && (known === undefined || known.version < course.version))
      newest.set(course.name, course)
  }
  return [...newest.values()]
}

/** The courses without the rows whose message nobody has written yet, and the names that are missing. */
export function keepWritten(courses: Courses, isWritten: (message: string) => boolean): [Courses, string[]] {
  const missing = Object.values(courses).flatMap(({ rows }) =>
    rows.flatMap(({ message }) => (isWritten(message) ? [] : [message])),
  )
  const kept = Object.entries(courses).map(([pin, course]): [string, Course] => [
    pin,
    { ...course, rows: course.rows.filter(({ message }) => isWritten(message)) },
  ])
  return [Object.fromEntries(kept), [...new Set(missing)]]
}
