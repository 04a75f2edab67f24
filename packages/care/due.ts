/** What a worker must see to for one woman this week: what is overdue, a visit or a birth that is due, a check after it. */
import { type Day, splitDay } from '@dhatri/text/day'
import { CHILD_VISITS } from './child.ts'
import { findContact, listContacts } from './contact.ts'
import { findCourseContact } from './course.plan.ts'
import { isCarrying } from './outcome.ts'
import { nextPostnatal } from './postnatal.ts'
import { estimateDue } from './pregnancy.ts'
import { isCared, type Record } from './record.ts'
import type { Rules } from './schedule.ts'
import { findUnseen } from './seen.ts'

/** One line of the list; the sooner its day, the more urgent among its own kind. */
export type Due = { is: 'overdue' | 'due'; what: 'visit' | 'birth'; day: Day }

const week = 6
/** For so many days a missed visit of the child stands on the list [unconfirmed]. */
const catchUp = 28

/** The most urgent thing to see to by the end of the week, or undefined. */
export function findDue(record: Record, rules: Rules, today: Day): Due | undefined {
  if (isDone(record)) return undefined
  if (!isCarrying(record)) return findAfterBirth(record, rules, today)
  const edd = estimateDue(record.lmp)
  if (edd < today) return { is: 'overdue', what: 'birth', day: edd }
  const current = findContact(record, rules, today)?.contact
  const open = listContacts(record, rules).filter(
    ({ contact, isLeftOut }) => !isLeftOut && record.visits[contact] === undefined,
  )
  // Only the contact whose turn it is: an older one that was missed cannot be caught up on.
  const late = open.findLast(({ contact, day }) => day < today && contact === current)
  if (late !== undefined) return { is: 'overdue', what: 'visit', day: late.day }
  if (edd <= today + week) return { is: 'due', what: 'birth', day: edd }
  const soon = open.find(({ day }) => day >= today && day <= today + week)
  return soon && { is: 'due', what: 'visit', day: soon.day }
}

/** Nothing is left to see to: she died, and nobody looks after a child of hers; or there was none. */
function isDone(record: Record): boolean {
  return (record.state === 'died' && !isCared(record)) || record.state === 'wrongEntry'
}

/** The mother's next check, the visit after a loss or the child's next vaccines, whichever comes first. */
function findAfterBirth(record: Record, rules: Rules, today: Day): Due | undefined {
  const check = isCared(record) ? undefined : nextPostnatal(record, today)
  const vaccines = nextVaccines(record, rules, today)
  const unseen = findUnseen(record, today)
  const days = [check?.day, vaccines, unseen].filter((day) => day !== undefined && day <= today + week)
  const day = Math.min(...days.map(Number))
  return days.length === 0 ? undefined : { is: day < today ? 'overdue' : 'due', what: 'visit', day }
}

/** The day of the child's next vaccines: the latest visit whose day has come and was missed, or the one after it. */
export function nextVaccines(record: Record, rules: Rules, today: Day): Day | undefined {
  if (record.state !== 'born' && !isCared(record)) return undefined
  const open = CHILD_VISITS.flatMap((visit) => {
    const day = record.child?.[visit] === undefined ? findCourseContact(record, rules, visit) : undefined
    return day === undefined ? [] : [day]
  })
  const missed = open.findLast((day) => day < today && day >= today - catchUp)
  return missed ?? open.find((day) => day >= today)
}

/** Sorts by urgency: overdue before due, the longest wait first. */
export function compareDue(one: Due, other: Due): number {
  if (one.is !== other.is) return one.is === 'overdue' ? -1 : 1
  return one.day - other.day
}

/**
 * Whether a list is worth a message this morning: the whole week's on Sunday; on other days danger that is open, whoever
 * is due today and whoever was missed yesterday. The same list every morning would soon be read by nobody.
 */
export function isWorthSending(lines: readonly { isDanger: boolean; due?: Due }[], today: Day): boolean {
  if (splitDay(today).weekday === 0) return lines.length > 0
  return lines.some(
    ({ isDanger, due }) => isDanger || (due !== undefined && (due.day === today || due.day === today - 1)),
  )
}

/** However long nothing seems due, she is looked at again after so many days: schedules may have changed meanwhile. */
const lookAgain = 28

/** No day before this one has her on the list, as her record stands; `NEVER` after her death or a mistaken entry. */
export function listedFrom(record: Record, rules: Rules, today: Day): Day {
  if (isDone(record)) return NEVER
  // What is due shows a week ahead, so that a look every seventh day misses nothing.
  for (let day = today; day <= today + lookAgain; day += week + 1) {
    if (findDue(record, rules, day) !== undefined) return Math.max(today, day - week)
  }
  return today + lookAgain + 1
}

/** A day that does not come. */
export const NEVER: Day = 99_999

/** Whether something changed by which the day of `listedFrom` may move. */
export function isMoved(before: Record, after: Record): boolean {
  return LISTED_BY.some((name) => before[name] !== after[name])
}

const LISTED_BY = ['state', 'outcome', 'visits', 'child', 'lmp', 'schedule', 'chw', 'watchers', 'carer'] as const
