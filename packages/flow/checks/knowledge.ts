/**
 * What is known where: a forward pass over the steps of a flow, through the flows it runs, until nothing changes. Where
 * ways meet, what all of them have set is surely known, and what any of them has set may be.
 */
import type { ActionSpec } from '../action.ts'
import { knownIf, knownUnless } from '../condition.ts'
import { START_FACTS } from '../declare.ts'
import { keptBy } from '../graph.ts'
import { END, type Return, type Step, type Table, type Target } from '../table.ts'

/**
 * For each step, the names that every way to it has set (`surely`), or that some way to it may have (`maybe`); undefined
 * where there is no way.
 */
export function knowAt(
  table: Table,
  actions: readonly ActionSpec[],
  tables: ReadonlyMap<string, Table>,
  how: 'surely' | 'maybe' = 'surely',
): (ReadonlySet<string> | undefined)[] {
  const kept = table.steps.flatMap((step) => keptBy(step).map(({ name }) => name))
  const reported = new Set([...kept, ...table.steps.flatMap((step) => mayReport(step, actions))])
  // A fact that nothing in the flow reports comes with whoever opens the flow.
  const given = Object.keys(table.kinds).filter((name) => !table.answers.includes(name) && !reported.has(name))
  const known: (Set<string> | undefined)[] = table.steps.map(() => undefined)
  known[0] = new Set([...START_FACTS, ...given])
  const waiting = [0]
  for (let index = waiting.pop(); index !== undefined; index = waiting.pop()) {
    const step = table.steps[index]
    const here = known[index]
    if (step === undefined || here === undefined) continue
    const may = how === 'maybe' ? mightSet(step, actions) : []
    for (const [target, added] of waysFrom(step, actions, tables)) {
      const there = known[target]
      const brought = new Set([...here, ...added, ...may])
      const met =
        there === undefined
          ? brought
          : how === 'maybe'
            ? new Set([...there, ...brought])
            : new Set([...there].filter((name) => brought.has(name)))
      if (target < 0 || (there !== undefined && met.size === there.size)) continue
      known[target] = met
      waiting.push(target)
    }
  }
  return known
}

/** Each way out of a step with the names it has set. */
function waysFrom(
  step: Step,
  actions: readonly ActionSpec[],
  tables: ReadonlyMap<string, Table>,
): [Target, string[]][] {
  switch (step.kind) {
    case 'menu': {
      const set = step.isKept ? [step.id] : []
      return step.options.flatMap((option) =>
        waysBack(option, option.run, actions, tables).map(([to, kept]): [Target, string[]] => [to, [...set, ...kept]]),
      )
    }
    case 'ask':
      return [[step.next, step.isSpoken ? [] : [step.id]]]
    case 'do':
      return Object.entries(step.outcomes).map(([is, target]) => [
        target,
        [...(reportsOf(step, actions)[is] ?? []), ...(step.tells ? [step.id] : [])],
      ])
    case 'if':
      return [
        [step.next, knownIf(step.tests)],
        [step.orElse, knownUnless(step.tests)],
      ]
    case 'arm':
      return step.ways.map(({ next }) => [next, [step.id]])
    case 'run':
      return waysBack(step, step.flow, actions, tables)
    case 'say':
      return [[step.next, []]]
    case 'end':
      return []
  }
}

/** Each way on after a flow that was run, with what is kept of it: what that flow knows at every end leading there. */
function waysBack(
  { next, results, keep = [] }: Return,
  flow: string | undefined,
  actions: readonly ActionSpec[],
  tables: ReadonlyMap<string, Table>,
): [Target, string[]][] {
  const table = flow === undefined ? undefined : tables.get(flow)
  const ends = table === undefined || keep.length === 0 ? [] : knowAtEnds(table, actions, tables)
  const keptFrom = (isMine: (result: string) => boolean): string[] => {
    const mine = ends.filter(({ result }) => isMine(result))
    return keep.filter(({ from }) => mine.every(({ known }) => known.has(from))).map(({ name }) => name)
  }
  const named = Object.entries(results).map(([result, target]): [Target, string[]] => [
    target,
    keptFrom((one) => one === result),
  ])
  return [[next, keptFrom((one) => !Object.hasOwn(results, one))], ...named]
}

/** What a flow knows at each of its ends. What it keeps itself of flows it runs is not followed further. */
function knowAtEnds(
  table: Table,
  actions: readonly ActionSpec[],
  tables: ReadonlyMap<string, Table>,
): { result: string; known: ReadonlySet<string> }[] {
  const inner = new Map([...tables].filter(([name]) => name !== table.flow))
  const known = knowAt(table, actions, inner)
  return table.steps.flatMap((step, index) => {
    const here = known[index]
    if (here === undefined) return []
    if (step.kind === 'end') return [{ result: step.result ?? '', known: here }]
    const over = waysFrom(step, actions, inner).filter(([target]) => target === END)
    return over.map(([, added]) => ({ result: '', known: new Set([...here, ...added]) }))
  })
}

/** What a step sets on no way surely, and may all the same. */
function mightSet(step: Step, actions: readonly ActionSpec[]): string[] {
  const spoken = step.kind === 'ask' && step.isSpoken ? [step.id] : []
  return [...spoken, ...mayReport(step, actions), ...keptBy(step).map(({ name }) => name)]
}

/** The facts an outcome always reports. */
function reportsOf(step: Step, actions: readonly ActionSpec[]): Record<string, string[]> {
  const outcomes = Object.entries(actionOf(step, actions)?.outcomes ?? {})
  return Object.fromEntries(outcomes.map(([is, facts]) => [is, facts.filter((name) => !name.endsWith('?'))]))
}

/** The facts some outcome may report. */
function mayReport(step: Step, actions: readonly ActionSpec[]): string[] {
  const facts = Object.values(actionOf(step, actions)?.outcomes ?? {}).flat()
  return facts.map((name) => name.replace(/\?$/, ''))
}

function actionOf(step: Step, actions: readonly ActionSpec[]): ActionSpec | undefined {
  return step.kind === 'do' ? actions.find(({ name }) => name === step.action) : undefined
}
