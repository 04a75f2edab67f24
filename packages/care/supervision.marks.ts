/**
 * Marks of data that should be looked at together: last periods that fall on round days far too often (digit
 * preference, the classic mark of dates filled in at a desk), one phone for many women, many women with one last period
 * or written down within minutes. Honest workers round as well, because women remember round days: a mark is raised only
 * where chance and ordinary rounding do not explain it. It accuses nobody.
 */
import { type Day, splitDay } from '@dhatri/text/day'

/** One registration as it is kept for this: the day of the last period where a date was given, the minute, the phone's mark. */
export type Sample = { lmp?: Day; minute: number; phone?: string }

/** What is to be looked at. */
export type Mark = { is: 'dates' | 'phone' | 'same' | 'fast'; count: number }

/** Below so many dates nothing is said about them. */
const leastDates = 20
/** The share of dates on a round day (ending in 0 or 5) that ordinary rounding may reach; chance alone gives 0.2. */
const roundShare = 0.35
/** The share of dates on one and the same day of the month that recall may reach; chance alone gives 0.03. */
const oneShare = 0.12
/** How unlikely it must be for an honest worker. */
const rare = 0.0005
/** Women on one phone, women with one last period, registrations within ten minutes: beyond what families and market days bring [unconfirmed]. */
const most = { phone: 4, same: 5, fast: 8 }
const fastMinutes = 10

/** The marks that a worker's registrations of the last months bear, at most one of each kind. */
export function findMarks(samples: readonly Sample[]): Mark[] {
  const once = dropRepeats(samples)
  const marks: Mark[] = []
  const dates = once.flatMap(({ lmp }) => (lmp === undefined ? [] : [splitDay(lmp).date]))
  if (isRounded(dates)) marks.push({ is: 'dates', count: dates.length })
  const phone = mostOf(once.flatMap((sample) => sample.phone ?? []))
  if (phone > most.phone) marks.push({ is: 'phone', count: phone })
  const same = mostOf(once.flatMap(({ lmp }) => (lmp === undefined ? [] : [String(lmp)])))
  if (same >= most.same && chanceOf(once.length, same, 1 / 30) < rare) marks.push({ is: 'same', count: same })
  const fast = fastest(once.map(({ minute }) => minute))
  if (fast >= most.fast) marks.push({ is: 'fast', count: fast })
  return marks
}

/** The chance that at least `hits` of `n` come about where each comes with chance `p` (exact binomial). */
export function chanceOf(n: number, hits: number, p: number): number {
  let term = (1 - p) ** n
  let below = 0
  for (let k = 0; k < hits; k++) {
    below += term
    term *= ((n - k) / (k + 1)) * (p / (1 - p))
  }
  return Math.max(0, 1 - below)
}

function isRounded(days: number[]): boolean {
  const n = days.length
  if (n < leastDates) return false
  const round = days.filter((day) => day % 5 === 0).length
  const top = mostOf(days.map(String))
  return chanceOf(n, round, roundShare) < rare || chanceOf(n, top, oneShare) < rare / 31
}

/** A report that was taken back and sent again is one registration. */
function dropRepeats(samples: readonly Sample[]): Sample[] {
  const seen = new Set<string>()
  return samples.filter(({ lmp, phone }) => {
    if (phone === undefined) return true
    const key = `${lmp} ${phone}`
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}

function mostOf(values: string[]): number {
  const counts = new Map<string, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return Math.max(0, ...counts.values())
}

function fastest(minutes: number[]): number {
  const sorted = minutes.toSorted((one, other) => one - other)
  let from = 0
  let top = 0
  for (const [to, minute] of sorted.entries()) {
    while (minute - (sorted[from] ?? minute) >= fastMinutes) from += 1
    top = Math.max(top, to - from + 1)
  }
  return top
}
