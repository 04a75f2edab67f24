/** Her own answer to "did you go?" about a visit of a course: a check after the birth, or the child's vaccines. */
import { type Day, printIso } from '@dhatri/text/day'
import { CHILD_VISITS, type ChildVisit, vaccinate } from './child.ts'
import { findCourseContact } from './course.plan.ts'
import { civilDay } from './dhaka.ts'
import { writeEvent } from './history.ts'
import { isVisited } from './item.ts'
import type { By } from './record.ts'
import type { Rules } from './schedule.ts'
import type { Stepped } from './settle.ts'

/** What was said of one visit. */
type Said = { contact: string; day?: Day; didGo: boolean; by: By }

/** Keeps the visit, or tells her CHW that she did not go; undefined where no course of hers has it. */
export function visitCourse(stepped: Stepped, said: Said, now: number, rules: Rules): Stepped | undefined {
  const { record } = stepped
  const { contact, by } = said
  const planned = findCourseContact(record, rules, contact)
  if (planned === undefined) return undefined
  if (isVisited(record, contact)) return stepped
  if (!said.didGo) return missCourse(stepped, contact, planned, now)
  const today = civilDay(now)
  // "Did you go?" is answered days later: what she says is about the visit's own day.
  const day = said.day ?? (by === 'self' ? Math.min(today, planned) : today)
  const child = CHILD_VISITS.find((visit): visit is ChildVisit => visit === contact)
  const missed = record.missed.filter((each) => each !== contact)
  const free = { ...stepped, record: { ...record, missed } }
  if (child !== undefined) return vaccinate(free, { visit: child, day, by }, now)
  const entry = writeEvent('visit', contact, now, { contact, day: printIso(day), by })
  return {
    record: { ...free.record, visits: { ...record.visits, [contact]: day } },
    effects: [...stepped.effects, { do: 'history', ...entry }],
  }
}

function missCourse(stepped: Stepped, contact: string, planned: Day, now: number): Stepped {
  const { record, effects } = stepped
  if (record.missed.includes(contact)) return stepped
  const entry = writeEvent('missed', contact, now, { contact })
  const facts = { date: printIso(planned) }
  return {
    record: { ...record, missed: [...record.missed, contact] },
    effects: [
      ...effects,
      { do: 'history', ...entry },
      { do: 'tell', id: `tell.${entry.id}.chw`, who: 'chw', message: 'chw.missed', facts },
    ],
  }
}
