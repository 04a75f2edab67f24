/** What only all states together show: an end that cannot be come to, a step or an option that never comes up. */
import { note, noteAt } from './report.ts'
import type { Space } from './state.ts'

/** Notes states from which no answers lead to an end; giving up does not count, nor leaving by a key of the engine. */
export function checkEnds(space: Space): void {
  const { nodes } = space
  const before: number[][] = nodes.map(() => [])
  for (const { id, ways } of nodes) for (const { to, kind } of ways) if (kind === 'on') before[to]?.push(id)
  // What was not opened, because the bound was met, is given the benefit of the doubt.
  const reaches = nodes.map(({ machine, tried }) =>
    machine.state === 'ended' ? machine.result !== 'gaveUp' : machine.state !== 'lost' && tried === 0,
  )
  const waiting = nodes.flatMap(({ id }) => (reaches[id] ? [id] : []))
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    for (const from of before[id] ?? []) {
      if (reaches[from]) continue
      reaches[from] = true
      waiting.push(from)
    }
  }
  for (const node of nodes) {
    const { state } = node.machine
    if (reaches[node.id] || (state !== 'asking' && state !== 'doing')) continue
    const suggestion = 'let an answer or an outcome lead to an "end"'
    note(space, node, { rule: 'path.noEnd', words: 'no answers lead to an end from here', suggestion })
  }
}

/** Notes steps that no conversation passed and options that none chose. */
export function checkVisits({ ground, passed, chosen, report }: Space): void {
  for (const { source, table } of ground.flows) {
    const { file } = source
    for (const [index, step] of table.steps.entries()) {
      const written = source.steps[index]
      const { line, column } = written?.id ?? { line: 1, column: 1 }
      if (!passed.has(step)) {
        const words = `no conversation comes to "${step.id}"`
        const fault = {
          rule: 'step.unvisited',
          words,
          suggestion: 'send somebody here, or remove it',
          level: 'warning',
        } as const
        noteAt({ report }, { file, line, column }, fault, 0)
        continue
      }
      for (const [place, option] of (step.kind === 'menu' ? step.options : []).entries()) {
        if (chosen.has(option)) continue
        const spot = (written?.kind === 'menu' ? written.options[place] : undefined) ?? { line, column }
        const words = `no conversation chooses "${option.is}" at "${step.id}"`
        const suggestion = 'its number must be one that can be entered'
        const fault = { rule: 'option.unvisited', words, suggestion, level: 'warning' } as const
        noteAt({ report }, { file, line: spot.line, column: spot.column }, fault, 0)
      }
    }
  }
}
