/**
 * What is planned for a woman, as a function of her dates: never a counter, never stored. Correcting the LMP moves
 * everything, an outcome empties it, and a visit that is known takes its reminders away.
 */
import type { Day } from '@dhatri/text/day'
import { allows } from './consent.ts'
import { type DatedContact, listContacts } from './contact.ts'
import { opens, planCourses } from './course.plan.ts'
import { civilDay, hour, instantOf, minute } from './dhaka.ts'
import { type Item, isVisited } from './item.ts'
import { planKin } from './kin.ts'
import { isHeldBack } from './minor.ts'
import { isCarrying, isFollowed } from './outcome.ts'
import { estimateDue } from './pregnancy.ts'
import { nextAllowed } from './quiet.ts'
import { isCared, type Record } from './record.ts'
import { fitInto, narrowRules } from './safe.ts'
import type { Row, Rules } from './schedule.ts'
import { spaceOut } from './spacing.ts'
import { spread } from './spread.ts'
import { planUnplaced } from './unplaced.ts'

/** Everything planned for her under her present dates and state, settled items included, earliest first. */
export function plan(record: Record, general: Rules): Item[] {
  const rules = narrowRules(record, general)
  const isReached = record.phone !== undefined && isCarrying(record)
  const isAsked = isReached || (record.phone !== undefined && isCared(record))
  const items = [
    ...(isAsked && record.consent === 'invited' ? planInvite(record, rules) : []),
    ...(isReached || isFollowed(record) ? planRows(record, rules) : []),
    ...planCourses(record, rules),
    ...(isCarrying(record) ? planKin(record, rules) : []),
    ...planUnplaced(record, rules),
  ]
  // A visit that becomes known frees no day: nothing that waited for another day comes back to this one.
  const { hours } = rules.policy
  const isNarrow = rules !== general
  const fitted = isNarrow
    ? items.map((item) => (item.to === 'worker' ? item : { ...item, at: fitInto(item.at, hours) }))
    : items
  return spaceOut(fitted.filter((item) => isPlanned(item, record, rules)))
    .filter(({ contact }) => !isVisited(record, contact))
    .sort((one, other) => one.at - other.at)
}

function isPlanned(item: Item, record: Record, rules: Rules): boolean {
  // What was past when she was registered or agreed was never planned: nothing is filled in behind.
  if (item.to === 'worker') return (item.course !== undefined || isFollowed(record)) && item.at > record.settledTo
  // Held back for her age; what fell due before a guardian agreed is not filled in behind.
  if (isHeldBack(record, rules, item.at) || item.at <= (record.guardian ?? 0)) return false
  if (item.to === 'family') return record.consent === 'agreed' && item.at > familySince(item, record)
  const isReached = record.phone !== undefined && (item.course !== undefined || isCarrying(record) || isCared(record))
  return isReached && item.at > record.consentAt && allows(record.consent, item.asks)
}

/** Since when the family's phone may be written to: asked, or, for all else, agreed. */
function familySince({ asks }: Item, { kin, family }: Record): number {
  return (asks === undefined ? family?.at : kin?.at) ?? Number.POSITIVE_INFINITY
}

/** The invitation: one neutral SMS, then one call the next day if nobody answered, then nothing. */
function planInvite(record: Record, { policy }: Rules): Item[] {
  const at = nextAllowed(record.consentAt + minute, policy.hours)
  const next = civilDay(at) + 1
  const invite = { message: 'invite', class: 'act', about: 'service', to: 'woman', rank: 0, asks: 'invite' } as const
  return [
    { ...invite, key: 'invite', at, until: instantOf(next, opens) - hour, channel: 'sms' },
    {
      ...invite,
      key: 'invite.call',
      at: instantOf(next, opens) + spread(record.id),
      until: instantOf(next, policy.hours.to),
      channel: 'voice',
      most: 1,
    },
  ]
}

function planRows(record: Record, rules: Rules): Item[] {
  const { around = [], overdue = [] } = rules.schedules[record.schedule] ?? {}
  const after = spread(record.id)
  const closes = rules.policy.hours.to
  const ahead = listContacts(record, rules).filter(({ isLeftOut }) => !isLeftOut)
  return [
    ...ahead.flatMap((contact) =>
      around
        // Her CHW was told at once when she said that she had not gone.
        .filter((row) => !(row.tell && record.missed.includes(contact.contact)))
        // Past her due date anything may have happened: she is asked nothing but how she is, and her CHW is asked first.
        .filter((row) => row.tell || row.asks === undefined || contact.day + row.days < estimateDue(record.lmp))
        .map((row) => makeItem(row, contact.day + row.days, after, closes, contact)),
    ),
    ...overdue.map((row) => makeItem(row, record.lmp + row.days, after, closes)),
  ]
}

function makeItem(row: Row, day: Day, after: number, closes: number, contact?: DatedContact): Item {
  const item: Item = {
    key: contact ? `${contact.contact}.${row.item}` : row.item,
    at: instantOf(day, opens) + after,
    until: instantOf(day + row.lasts, closes),
    message: row.message,
    class: row.class,
    about: row.about,
    to: row.tell ? 'worker' : 'woman',
    rank: 0,
  }
  if (row.tell) item.tell = row.tell
  if (row.asks !== undefined) item.asks = row.asks
  if (contact) Object.assign(item, { contact: contact.contact, date: contact.day })
  return item
}
