/** An exploration as lines for a terminal: one row a flow. */
import type { Exploration, FlowFigures } from './ground.ts'

const HEAD = ['flow', 'states', 'edges', 'inputs', 'keys', 'USSD worst', 'SMS', 'call', 'guarantee']

/** The rows and what they come to; `seconds` is how long the exploration took. */
export function printExploration({ flows, states, edges, compared, walked }: Exploration, seconds: number): string[] {
  const rows = [HEAD, ...flows.map(rowOf)]
  const widths = HEAD.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  const lines = rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  )
  const sampled = flows.filter(({ guarantee }) => guarantee === 'sampled').length
  const held = sampled === 0 ? 'every state of every flow' : `all flows but ${sampled} whole, the rest by random walks`
  return [
    ...lines,
    `${states} states, ${edges} edges in ${seconds.toFixed(1)} s: ${held}; channels side by side in ${compared} states, ${walked} random entries`,
  ]
}

function rowOf({ flow, states, edges, longest, ussd, segments, seconds, guarantee }: FlowFigures): string[] {
  const worst = ussd.map(({ language, profile, units, limit }) => `${language}/${profile} ${units}/${limit}`)
  return [
    flow,
    String(states),
    String(edges),
    String(longest.inputs),
    String(longest.keys),
    worst.join(' ') || '-',
    segments === 0 ? '-' : String(segments),
    seconds === 0 ? '-' : `${Math.round(seconds)} s`,
    guarantee,
  ]
}
