/**
 * A woman who named no place has nobody near her: the duty desk is told within hours, and again after one, two, four and
 * seven days and then every week, until somebody has set her place. Meanwhile she gets what she agreed to.
 */
import { day, hour } from './dhaka.ts'
import { writeEvent } from './history.ts'
import type { Item } from './item.ts'
import { isCarrying } from './outcome.ts'
import { nextAllowed } from './quiet.ts'
import type { By, Record } from './record.ts'
import type { Rules } from './schedule.ts'
import type { Stepped } from './settle.ts'

/** When the desk is told, from her registration; after these every week. */
const times = [2 * hour, day, 2 * day, 4 * day, 7 * day]
const weeks = 44

/** What the duty desk is told as long as her place is not known. */
export function planUnplaced(record: Record, { policy }: Rules): Item[] {
  if (record.area !== '' || record.settledTo === 0 || !isCarrying(record)) return []
  const all = [...times, ...Array.from({ length: weeks }, (_, index) => (index + 2) * 7 * day)]
  return all.map((after, offset) => {
    const at = nextAllowed(record.settledTo + after, policy.hours)
    return {
      key: `place.${offset}`,
      at,
      until: at + 6 * day,
      message: 'desk.place',
      class: 'act',
      about: 'service',
      to: 'worker',
      rank: 0,
      tell: 'desk',
      course: 'place',
      offset,
    }
  })
}

/** Keeps where she lives and who watches over her there. */
export function place(stepped: Stepped, event: { area: string; chw?: string; by: By }, now: number): Stepped {
  const { record } = stepped
  if (record.area === event.area) return stepped
  const { chw: _, ...rest } = record
  const entry = writeEvent('placed', now, now, { by: event.by })
  const placed: Record = { ...rest, area: event.area, ...(event.chw === undefined ? {} : { chw: event.chw }) }
  return { record: placed, effects: [...stepped.effects, { do: 'history', ...entry }] }
}
