/**
 * A supervisor's week: what her team did in each place, who has fallen silent, whose reports are often refused, which
 * registrations to look at together. Lines in the order of what needs a person most; worded by the shell, never as blame.
 */
import type { Mark } from './supervision.marks.ts'
import { TALLIES, type Tally } from './tally.ts'

/** One worker's week as it is known; `silent` is days without a report once she has been asked herself. */
export type TeamRow = {
  code: string
  /** The union where it is known, else the upazila. */
  place: string
  tally: Tally
  overdue: number
  open: number
  silent?: number
  good: number
  /** Refused reports by form. */
  bad: { [form: string]: number }
  marks: Mark[]
}

/** One line of the report. */
export type TeamLine =
  | { is: 'place'; place: string; tally: Required<Tally>; overdue: number; open: number }
  | { is: 'silent'; code: string; days: number }
  | { is: 'help'; code: string; form: string }
  | { is: 'mark'; code: string; mark: Mark['is'] }

/** From so many reports on, a share of refused ones is a sign that somebody should help [unconfirmed]. */
const leastReports = 6
const refusedShare = 1 / 3

/** The report of a team. */
export function reportTeam(rows: readonly TeamRow[]): TeamLine[] {
  const silent = rows.flatMap(({ code, silent: days }): TeamLine[] =>
    days === undefined ? [] : [{ is: 'silent', code, days }],
  )
  return [
    ...[...new Set(rows.map(({ place }) => place))].sort().map((place) => sumPlace(rows, place)),
    ...silent.sort((one, other) => daysOf(other) - daysOf(one)),
    ...rows.flatMap((row): TeamLine[] => {
      const form = findForm(row)
      return form === undefined ? [] : [{ is: 'help', code: row.code, form }]
    }),
    ...rows.flatMap(({ code, marks }) => marks.map((mark): TeamLine => ({ is: 'mark', code, mark: mark.is }))),
  ]
}

/** The form that a worker is refused most often, where she is refused often. */
export function findForm({ good, bad }: Pick<TeamRow, 'good' | 'bad'>): string | undefined {
  const refused = Object.values(bad).reduce((sum, count) => sum + count, 0)
  if (good + refused < leastReports || refused / (good + refused) < refusedShare) return undefined
  return Object.entries(bad).sort(([, one], [, other]) => other - one)[0]?.[0]
}

function sumPlace(rows: readonly TeamRow[], place: string): TeamLine {
  const here = rows.filter((row) => row.place === place)
  const sum = (read: (row: TeamRow) => number): number => here.reduce((total, row) => total + read(row), 0)
  const tally = Object.fromEntries(TALLIES.map((name) => [name, sum((row) => row.tally[name] ?? 0)]))
  return {
    is: 'place',
    place,
    tally: { reg: 0, visit: 0, timely: 0, birth: 0, ...tally },
    overdue: sum((row) => row.overdue),
    open: sum((row) => row.open),
  }
}

function daysOf(line: TeamLine): number {
  return line.is === 'silent' ? line.days : 0
}
