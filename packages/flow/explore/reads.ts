/**
 * Which values the rest of a flow still looks at: a backward pass over the steps. Two conversations that differ only in
 * values nobody looks at any more behave the same, so that they are one state.
 */
import type { Test } from '../condition.ts'
import { leadsTo, runsOf } from '../graph.ts'
import type { Step, Table } from '../table.ts'
import type { Text } from '../wording.ts'

/** What one flow looks at. */
export type Reads = {
  /** For each step the names looked at there or later, before they are set anew; sorted. */
  live: readonly (readonly string[])[]
  /** For each step what flows that are run there or later need from the start of the conversation. */
  needs: readonly (readonly string[])[]
  /** Every test on a name. */
  tests: ReadonlyMap<string, readonly Test[]>
  /** The styles in which a name is printed; none for a name that no text mentions. */
  styles: ReadonlyMap<string, readonly string[]>
}

/** A name in a text, with its style. */
export type Placeholder = { name: string; style: string }

/** Reads off one table what it looks at; `needsOf` says what a flow that it runs needs from the start. */
export function readsOf(table: Table, needsOf: (flow: string) => readonly string[]): Reads {
  const { steps, gives = [] } = table
  const tests = new Map<string, Test[]>()
  for (const test of steps.flatMap(testsOf)) tests.set(test.name, [...(tests.get(test.name) ?? []), test])
  const styles = new Map<string, string[]>()
  for (const { name, style } of steps.flatMap(textsOf).flatMap(placesIn)) {
    const known = styles.get(name) ?? []
    if (!known.includes(style)) styles.set(name, [...known, style])
  }
  const live = passBack(steps, (step) => [...gives, ...looksAt(step)], setBy)
  const needs = passBack(
    steps,
    (step) => [...armsOf(step), ...runsOf(step).flatMap(needsOf)],
    () => undefined,
  )
  return { live, needs, tests, styles }
}

/**
 * What a flow, or one that it runs, needs from the start of a conversation: the names of facts, and `arm:<name>` for
 * each experiment, whose way is drawn by the seed.
 */
export function startNeeds(table: Table, tables: ReadonlyMap<string, Table>): string[] {
  const own = new Set<string>(['channel'])
  const needs = new Set<string>()
  const seen = new Set<Table>()
  const waiting: (Table | undefined)[] = [table]
  while (waiting.length > 0) {
    const one = waiting.pop()
    if (one === undefined || seen.has(one)) continue
    seen.add(one)
    for (const step of one.steps) {
      for (const name of looksAt(step)) if (!one.answers.includes(name)) needs.add(name)
      for (const name of armsOf(step)) needs.add(name)
      if (step.kind === 'do' || step.kind === 'arm') own.add(step.id)
      waiting.push(...runsOf(step).map((flow) => tables.get(flow)))
    }
  }
  return [...needs].filter((name) => !own.has(name)).sort()
}

/** The names that stand in a text, with their styles. */
export function placesIn(text: Text): readonly Placeholder[] {
  const known = places.get(text)
  if (known !== undefined) return known
  const found = Object.values(text).flatMap((parts) => parts.filter((part) => typeof part !== 'string'))
  places.set(text, found)
  return found
}

const places = new WeakMap<Text, readonly Placeholder[]>()

/** What is looked at from each step on: a pass against the direction of the steps, until nothing is added. */
function passBack(
  steps: readonly Step[],
  uses: (step: Step) => readonly string[],
  sets: (step: Step) => string | undefined,
): string[][] {
  const live = steps.map((step) => new Set(uses(step)))
  for (let isChanged = true; isChanged; ) {
    isChanged = false
    for (const [index, step] of steps.entries()) {
      const [here, own] = [live[index], sets(step)]
      const before = here?.size
      for (const target of leadsTo(step)) for (const name of live[target] ?? []) if (name !== own) here?.add(name)
      if (here?.size !== before) isChanged = true
    }
  }
  return live.map((names) => [...names].sort())
}

function looksAt(step: Step): string[] {
  return [
    ...testsOf(step).map(({ name }) => name),
    ...textsOf(step)
      .flatMap(placesIn)
      .map(({ name }) => name),
  ]
}

function testsOf(step: Step): Test[] {
  return step.kind === 'if' ? step.tests.flat() : []
}

function armsOf(step: Step): string[] {
  return step.kind === 'arm' ? [`arm:${step.id}`] : []
}

function textsOf(step: Step): Text[] {
  const own = 'text' in step && step.text !== undefined ? [step.text] : []
  const faults = step.kind === 'menu' || step.kind === 'ask' ? [...(step.wrong ?? []), ...(step.silent ?? [])] : []
  return [...own, ...faults, ...(step.kind === 'menu' ? step.options.map(({ label }) => label) : [])]
}

function setBy(step: Step): string | undefined {
  if (step.kind === 'ask') return step.id
  return step.kind === 'menu' && step.isKept ? step.id : undefined
}
