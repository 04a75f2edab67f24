/** The verdict as people read it. */
import type { Verdict } from './goals.ts'

const signs = { atMost: '<=', atLeast: '>=', exactly: '=' }
const words = {
  met: 'ok',
  behind: 'not yet',
  missed: 'MISSED',
  skipped: 'skipped',
  noGoal: 'NO GOAL',
  noFigure: 'NO FIGURE',
  twice: 'TWICE',
}

/** Lines of a table: what was measured, the figure, its goal, whether it is met. */
export function printTable(verdicts: readonly Verdict[]): string[] {
  const rows = verdicts.map(({ name, value, unit = '', goal, direction, outcome, means = '', why, holds }) => [
    name,
    value === undefined ? '–' : `${printValue(value)} ${unit}`.trim(),
    goal === undefined || direction === undefined ? '–' : `${signs[direction]} ${printValue(goal)}`,
    outcome === 'behind' ? `${words.behind}, holds ${printValue(holds ?? 0)}` : words[outcome],
    why ?? means,
  ])
  const head = ['figure', 'value', 'goal', '', 'what it means']
  const all = [head, ...rows]
  const widths = head.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)))
  return all.map((row) => row.map((cell, column) => cell.padEnd(column === 4 ? 0 : (widths[column] ?? 0))).join('  '))
}

function printValue(value: number): string {
  if (Number.isInteger(value)) return value.toLocaleString('en').replaceAll(',', ' ')
  return Math.abs(value) >= 100 ? value.toFixed(0) : value.toPrecision(3)
}
