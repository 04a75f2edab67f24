/**
 * What is planned for a woman, as a function of her dates: never a counter, never stored. Correcting the LMP moves
 * everything, an outcome empties it, and a visit that is known takes its reminders away.
 */
import type { Day } from '@dhatri/text/day'
import { allows } from './consent.ts'
import { type DatedContact, listContacts } from './contact.ts'
import { civilDay, hour, instantOf, minute } from './dhaka.ts'
import type { About, Class } from './flight.record.ts'
import { isCarrying, isFollowed } from './outcome.ts'
import { nextAllowed } from './quiet.ts'
import type { Record } from './record.ts'
import type { Row, Rules } from './schedule.ts'
import { spread } from './spread.ts'

/** One planned message: due at `at`, worthless after `until`. */
export type Item = {
  key: string
  at: number
  until: number
  message: string
  class: Class
  about: About
  to: 'woman' | 'worker'
  tell?: 'chw' | 'supervisor'
  asks?: string
  /** Only where the item cannot follow what her phone prefers. */
  channel?: 'sms' | 'voice'
  /** A bound on calls narrower than that of its class. */
  most?: number
  contact?: string
  /** The contact's day, for the text. */
  date?: Day
}

/** Minutes after midnight at which the sending window opens. */
const opens = 10 * 60

/** Everything planned for her under her present dates and state, settled items included, earliest first. */
export function plan(record: Record, rules: Rules): Item[] {
  const isReached = record.phone !== undefined && isCarrying(record)
  const items = [
    ...(isReached && record.consent === 'invited' ? planInvite(record, rules) : []),
    ...(isReached || isFollowed(record) ? planRows(record, rules) : []),
  ]
  return items.filter((item) => isPlanned(item, record, isReached)).sort((one, other) => one.at - other.at)
}

/** Whether a planned item has neither been begun nor settled. */
export function isOpen(item: Item, record: Record): boolean {
  return !record.settled.includes(item.key) && !record.flights.some((flight) => flight.key === item.key)
}

function isPlanned(item: Item, record: Record, isReached: boolean): boolean {
  // What was past when she was registered or agreed was never planned: nothing is filled in behind.
  if (item.to === 'worker') return isFollowed(record) && item.at > record.settledTo
  return isReached && item.at > record.consentAt && allows(record.consent, item.asks)
}

/** The invitation: one neutral SMS, then one call the next day if nobody answered, then nothing. */
function planInvite(record: Record, { policy }: Rules): Item[] {
  const at = nextAllowed(record.consentAt + minute, policy.hours)
  const next = civilDay(at) + 1
  const invite = { message: 'invite', class: 'act', about: 'service', to: 'woman', asks: 'invite' } as const
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
  const ahead = listContacts(record, rules).filter(
    ({ contact, isLeftOut }) => !isLeftOut && record.visits[contact] === undefined,
  )
  return [
    ...ahead.flatMap((contact) =>
      around
        // Her CHW was told at once when she said that she had not gone.
        .filter((row) => !(row.tell && record.missed.includes(contact.contact)))
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
  }
  if (row.tell) item.tell = row.tell
  if (row.asks !== undefined) item.asks = row.asks
  if (contact) Object.assign(item, { contact: contact.contact, date: contact.day })
  return item
}
