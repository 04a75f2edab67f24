/**
 * The rows of a woman's courses as planned messages. A course counted from the last period runs while she is carrying;
 * the others run after the outcomes they name, and of each row its own subject is asked too. What was past when the
 * outcome became known is not filled in behind, but for one message after a live birth that is still worth sending.
 */
import type { Day } from '@dhatri/text/day'
import { type Course, type CourseRow, pinCourses } from './course.ts'
import { civilDay, hour, instantOf } from './dhaka.ts'
import { type Item, isFlying, readMark } from './item.ts'
import { findBirth, isCarrying, mayHear } from './outcome.ts'
import { nextAllowed } from './quiet.ts'
import { isCared, type Record } from './record.ts'
import type { Rules } from './schedule.ts'
import { spread } from './spread.ts'

/** Minutes after midnight at which the sending window opens. */
export const opens = 10 * 60

/** Days for which what has been begun is still listed: an answer to it may come that late. */
const kept = 60

/** Everything that her courses plan under her present dates and state, what was begun of late included. */
export function planCourses(record: Record, rules: Rules): Item[] {
  const after = spread(record.id)
  const items = pinCourses(rules.courses, record.registered).flatMap((course) => {
    const from = findAnchor(course, record)
    if (from === undefined || !isAllowed(course, record)) return []
    const past = readMark(record, course.name) - kept
    return (
      course.rows
        .filter((row) => row.days > past && row.effective <= record.registered && mayHear(record, row.about))
        // Her CHW was told at once when she said that she had not gone.
        .filter((row) => !(row.tell && row.contact && record.missed.includes(row.contact)))
        .map((row) => makeItem(course, row, from, after, rules.policy.hours.to))
    )
  })
  const { outcome } = record
  if (!outcome || isCarrying(record)) return items
  const late = outcome.kind === 'liveBirth' ? findLate(items, outcome.at, rules) : undefined
  return [
    ...items.filter((item) => item !== late?.item && (item.at > outcome.at || isFlying(item, record))),
    ...(late ? [{ ...late.item, at: late.at }] : []),
  ]
}

/** The day of a contact of one of her courses; undefined where none of them has it now. */
export function findCourseContact(record: Record, rules: Rules, contact: string): Day | undefined {
  for (const course of pinCourses(rules.courses, record.registered)) {
    const row = course.rows.find((each) => each.contact === contact)
    const from = findAnchor(course, record)
    if (from !== undefined && row?.names !== undefined) return from + row.names
  }
  return undefined
}

/** The day a course counts from; undefined where it does not run. */
function findAnchor({ anchor, after, needs }: Course, record: Record): Day | undefined {
  if (anchor === 'lmp') return isCarrying(record) ? record.lmp : undefined
  const { outcome, support } = record
  if (!outcome || !after.includes(outcome.kind)) return undefined
  if (anchor === 'birth') return isCared(record) ? outcome.born : findBirth(record)
  // Counted from when it was told, or she agreed: what is said of it comes after that.
  return civilDay(Math.max(outcome.at, (needs === 'support' && support?.at) || 0))
}

/** Whether what the course needs beside her own consent has been agreed to; the family is another phone than hers. */
function isAllowed({ needs }: Course, { family, support, phone }: Record): boolean {
  if (needs === 'support') return support !== undefined
  return needs === undefined || (family !== undefined && family.phone !== phone)
}

function makeItem(course: Course, row: CourseRow, from: Day, after: number, closes: number): Item {
  const { item, days, lasts, message, about, tell, asks, contact, names } = row
  const own = course.needs === 'family' ? 'family' : 'woman'
  return {
    key: `${course.name}.${item}`,
    at: instantOf(from + days, opens) + after,
    until: instantOf(from + days + lasts, closes),
    message,
    class: row.class,
    about,
    to: tell ? 'worker' : own,
    rank: course.rank,
    course: course.name,
    offset: days,
    ...(tell && { tell }),
    ...(asks !== undefined && { asks }),
    ...(contact !== undefined && { contact }),
    ...(names !== undefined && { date: from + names }),
  }
}

/** Of what was already due when a birth was told, the most important that is still worth sending, the newest first. */
function findLate(items: Item[], told: number, rules: Rules): { item: Item; at: number } | undefined {
  const at = nextAllowed(told + hour, rules.policy.hours)
  const [item] = items
    .filter((each) => each.to === 'woman' && each.asks === undefined && each.at <= told && each.until > at)
    .sort((one, other) => one.rank - other.rank || other.at - one.at)
  return item && { item, at }
}
