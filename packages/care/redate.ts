/**
 * A better date for the pregnancy moves everything that is still ahead and nothing that was sent: an item settled under
 * the old dates stays settled, one not yet begun waits for its new day. The history keeps both dates and their source.
 */
import { type Day, printIso } from '@dhatri/text/day'
import { writeEvent } from './history.ts'
import { type Item, writeMark } from './item.ts'
import { isCarrying } from './outcome.ts'
import { plan } from './plan.ts'
import type { Dating } from './pregnancy.ts'
import type { By, Record } from './record.ts'
import type { Rules } from './schedule.ts'
import { flyAll, type Stepped, settle } from './settle.ts'

/** Moves the plan of a pregnancy that goes on; the same date again changes nothing. */
export function redate(
  stepped: Stepped,
  event: { lmp: Day; dating: Dating; by: By },
  now: number,
  rules: Rules,
): Stepped {
  const { record } = stepped
  if (record.lmp === event.lmp || !isCarrying(record)) return stepped
  const facts = { from: printIso(record.lmp), to: printIso(event.lmp), dating: event.dating.by, by: event.by }
  const entry = writeEvent('redated', now, now, facts)
  const written = { record, effects: [...stepped.effects, { do: 'history' as const, ...entry }] }
  return followDates(written, { ...record, lmp: event.lmp, dating: event.dating }, now, rules)
}

/** The record with other dates: what is ahead moves with them, what was sent stays as it is. */
export function followDates(stepped: Stepped, moved: Record, now: number, rules: Rules): Stepped {
  const followed = { ...stepped, record: moveDates(stepped.record, moved, now, rules) }
  return settle(stopRetries(followed, now, rules), now, rules)
}

function moveDates(record: Record, moved: Record, now: number, rules: Rules): Record {
  const items = new Map(plan(moved, rules).map((item) => [item.key, item]))
  const freed: Item[] = []
  const flights = record.flights.flatMap((flight) => {
    const item = items.get(flight.key)
    if (!item || flight.state !== 'waiting' || flight.calls > 0) return [flight]
    // Begun but never tried: back into the plan when its day has moved away.
    if (item.at <= now) return [{ ...flight, until: item.until }]
    freed.push(item)
    return []
  })
  return freed.reduce<Record>(
    (sum, { course, offset = 0 }) => (course === undefined ? sum : writeMark(sum, course, offset - 1)),
    { ...moved, flights },
  )
}

/** A message that may be out says the old date: it is not sent a second time. */
function stopRetries(stepped: Stepped, now: number, rules: Rules): Stepped {
  return flyAll(
    stepped,
    (flight) =>
      flight.calls > 0 && (flight.state === 'waiting' || flight.state === 'unknown')
        ? { kind: 'cancelled', reason: 'redated' }
        : undefined,
    now,
    rules,
  )
}
