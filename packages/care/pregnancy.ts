/**
 * Dating a pregnancy: EDD = LMP + 280 days, weeks = floor(days / 7) (WHO SMART ANC, ANCS01), never calendar Naegele.
 * A month is 28 days, as in the Bangladesh set, where 4 months are week 16, the 8th is week 32 and the 9th week 36.
 */
import { type Day, readIso } from '@dhatri/text/day'

/** What the dating rests on, and how many days it may be off either way. */
export type Dating = { by: 'lmp' | 'weeks' | 'months' | 'edd'; within: number }

/** What somebody said about how far along she is. */
export type DatingReading = { by: 'lmp' | 'edd'; day: Day } | { by: 'weeks' | 'months'; count: number }

/** The first day of the last period worked out, or why it cannot be right. */
export type Dated =
  | { ok: true; lmp: Day; dating: Dating }
  | { ok: false; error: 'lmp.unreadable' | 'lmp.future' | 'lmp.tooEarly' | 'lmp.tooLate' }

/** Days off either way; months [unconfirmed]. */
const within = { lmp: 3, weeks: 7, months: 14, edd: 3 }

/** Completed weeks at which a pregnancy can be registered, both included (FamilyConnect asks 2 to 42). */
export const plausible = { from: 2, to: 42 }

/** The estimated date of delivery (EDD). */
export function estimateDue(lmp: Day): Day {
  return lmp + 280
}

/** Completed weeks of pregnancy on a day; negative before the LMP. */
export function countWeeks(lmp: Day, today: Day): number {
  return Math.floor((today - lmp) / 7)
}

/** Reads the value of a `dating` answer: `d2026-01-01` (LMP), `e2026-10-08` (EDD), `m5` (months), `w12` (weeks). */
export function readDating(value: string): DatingReading | undefined {
  const [form, rest] = [value.slice(0, 1), value.slice(1)]
  const day = readIso(rest)
  if (form === 'd' || form === 'e') return day === undefined ? undefined : { by: form === 'd' ? 'lmp' : 'edd', day }
  if (!/^\d{1,2}$/.test(rest) || (form !== 'm' && form !== 'w')) return undefined
  return { by: form === 'm' ? 'months' : 'weeks', count: Number(rest) }
}

/** Dates a pregnancy from what was said, and refuses what cannot be: the reply asks back, it never drops her. */
export function dateFrom(reading: DatingReading | string, today: Day, limits = plausible): Dated {
  const said = typeof reading === 'string' ? readDating(reading) : reading
  if (!said) return { ok: false, error: 'lmp.unreadable' }
  const lmp = findLmp(said, today)
  if (lmp > today) return { ok: false, error: 'lmp.future' }
  const weeks = countWeeks(lmp, today)
  if (weeks < limits.from) return { ok: false, error: 'lmp.tooEarly' }
  if (weeks > limits.to) return { ok: false, error: 'lmp.tooLate' }
  return { ok: true, lmp, dating: { by: said.by, within: within[said.by] } }
}

function findLmp(said: DatingReading, today: Day): Day {
  switch (said.by) {
    case 'lmp':
      return said.day
    case 'edd':
      return said.day - 280
    case 'weeks':
      return today - said.count * 7
    case 'months':
      return today - said.count * 28
  }
}
