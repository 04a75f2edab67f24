/** The contacts of a woman's schedule as dates, and which contact a visit belongs to. */
import type { Day } from '@dhatri/text/day'
import type { Record } from './record.ts'
import type { Contact, Rules } from './schedule.ts'

/** One contact with its dates; `from` and `to` bound its window, both included. */
export type DatedContact = { contact: string; day: Day; from: Day; to: Day; isLeftOut: boolean }

/** Her contacts, earliest first; those whose time had passed when she was registered are left out of the plan. */
export function listContacts(record: Pick<Record, 'lmp' | 'registered' | 'schedule'>, rules: Rules): DatedContact[] {
  const schedule = rules.schedules[record.schedule]
  return (schedule?.contacts ?? []).map((contact) => dateContact(contact, record, schedule?.late ?? 0))
}

/** The contact a visit on a day counts for: the latest whose window had opened, or the first. */
export function findContact(record: Record, rules: Rules, day: Day): DatedContact | undefined {
  const contacts = listContacts(record, rules)
  return contacts.findLast(({ from }) => from <= day) ?? contacts[0]
}

/** The contact that "did you go?" is about on a day: the latest whose own day has come, or the one whose window is open. */
export function findAsked(record: Record, rules: Rules, day: Day): DatedContact | undefined {
  return listContacts(record, rules).findLast((contact) => contact.day <= day) ?? findContact(record, rules, day)
}

/** The next contact she is expected at, today included. */
export function findNext(record: Record, rules: Rules, today: Day): DatedContact | undefined {
  return listContacts(record, rules).find(
    ({ contact, day, isLeftOut }) => day >= today && !isLeftOut && record.visits[contact] === undefined,
  )
}

/** Whether a visit lay in the window of its contact: what "timely" counts. */
export function isTimely(record: Record, rules: Rules, contact: string): boolean {
  const day = record.visits[contact]
  const dated = listContacts(record, rules).find((each) => each.contact === contact)
  return day !== undefined && dated !== undefined && day >= dated.from && day <= dated.to
}

function dateContact(
  { contact, week, from, to }: Contact,
  { lmp, registered }: Pick<Record, 'lmp' | 'registered'>,
  late: number,
): DatedContact {
  const window = { from: lmp + from * 7, to: lmp + to * 7 + 6 }
  const planned = lmp + week * 7
  if (planned >= registered) return { contact, day: planned, ...window, isLeftOut: false }
  // A woman registered late, inside the window, is asked to come soon rather than not at all (OpenSRP contact rules).
  const soon = registered + late
  const isLeftOut = soon > window.to
  return { contact, day: isLeftOut ? planned : soon, ...window, isLeftOut }
}
