/** A visit that was reported by mistake is taken back: what was due before the report stays settled. */
import { writeEvent } from './history.ts'
import { plan } from './plan.ts'
import type { By } from './record.ts'
import type { Rules } from './schedule.ts'
import { SEEN } from './seen.ts'
import { type Stepped, settle } from './settle.ts'

/** Takes a visit back that was reported at `since`; at most one message is caught up on. */
export function undoVisit(
  stepped: Stepped,
  { contact, since, by }: { contact: string; since: number; by: By },
  now: number,
  rules: Rules,
): Stepped {
  const { [contact]: day, ...others } = stepped.record.visits
  if (day === undefined) return stepped
  // The same report may have been the visit after a loss as well.
  const { [SEEN]: seen, ...rest } = others
  const visits = seen === day ? rest : others
  const record = { ...stepped.record, visits }
  // What had come due by then was sent or ended then; it is not due a second time. A course knows that by its mark.
  const past = plan(record, rules).filter(
    (item) => item.contact === contact && item.course === undefined && item.at <= since,
  )
  const settled = [...new Set([...record.settled, ...past.map(({ key }) => key)])].sort()
  const entry = writeEvent('visit.undone', `${contact}.${now}`, now, { contact, by })
  const effects = [...stepped.effects, { do: 'history' as const, ...entry }]
  return settle({ record: { ...record, settled }, effects }, now, rules)
}
