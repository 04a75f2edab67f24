/**
 * At most one planned message a day to one phone. Where several fall on a day the more important keeps it and the others
 * take the next free day of their lives. One without a free day stays where it is: it ends unsent, and is counted.
 */
import type { Day } from '@dhatri/text/day'
import { civilDay, day as wholeDay } from './dhaka.ts'
import type { Item } from './item.ts'

/** The items with each on a day of its own as far as there are days; what goes to workers is left alone. */
export function spaceOut(items: Item[]): Item[] {
  const taken = { woman: new Set<Day>(), family: new Set<Day>() }
  const order = [...items].sort((one, other) => one.rank - other.rank || one.at - other.at)
  return order.map((item) => (item.to === 'worker' ? item : place(item, taken[item.to])))
}

function place(item: Item, taken: Set<Day>): Item {
  const own = civilDay(item.at)
  const last = civilDay(item.until - 1)
  for (let day = own; day <= last; day++) {
    if (taken.has(day)) continue
    taken.add(day)
    return day === own ? item : { ...item, at: item.at + (day - own) * wholeDay }
  }
  return item
}
