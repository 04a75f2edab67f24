/** Can every condition come true? A value compared with must be one that the answer, the action or the arm can have. */
import type { ActionSpec } from '../action.ts'
import { type Audit, bookOf } from '../audit.ts'
import { type Book, fail, failName } from '../book.ts'
import { CHANNELS } from '../channel.ts'
import { type Comparison, ORDERS, type Test } from '../condition.ts'
import type { Spot } from '../node.ts'
import type { Table } from '../table.ts'

/** What the facts of every start can be. */
const STARTS: Record<string, readonly string[]> = {
  registered: ['yes', 'no'],
  privacy: ['neutral', 'full'],
  worker: ['yes', 'no'],
  channel: CHANNELS,
}

const PRESENCE: readonly Comparison[] = ['known', 'unknown']

/** Notes tests against values that never come. */
export function checkConditions(audit: Audit, actions: readonly ActionSpec[]): void {
  for (const flow of audit.flows) {
    const book = bookOf(audit, flow)
    for (const [index, step] of flow.table.steps.entries()) {
      const source = flow.source.steps[index]
      if (step.kind !== 'if' || source?.kind !== 'if') continue
      for (const test of step.tests.flat()) {
        const at = source.conditions.find(({ text }) => text.includes(test.name)) ?? source.id
        checkTest(book, at, test, flow.table, actions)
      }
    }
  }
}

function checkTest(book: Book, at: Spot, test: Test, table: Table, actions: readonly ActionSpec[]): void {
  if (PRESENCE.includes(test.is)) return
  const kind = Object.hasOwn(table.kinds, test.name) ? table.kinds[test.name] : undefined
  const isSeveral = kind?.type === 'choices'
  if (isSeveral !== (test.is === 'has' || test.is === 'lacks')) {
    const suggestion = isSeveral ? `write "${test.name} has …"` : `write "${test.name} is …"`
    fail(book, at, 'if.several', `"${test.name}" is ${isSeveral ? 'several choices' : 'one value'}`, suggestion)
    return
  }
  if (ORDERS.includes(test.is) && kind?.type !== 'number') {
    fail(book, at, 'if.number', `"${test.name}" is no number`, 'numbers alone have an order')
    return
  }
  const possible = valuesOf(test.name, table, actions)
  if (possible === undefined || possible.length === 0) return
  for (const value of test.values ?? [test.value]) {
    if (!possible.includes(value)) {
      failName(book, at, 'if.value', `"${test.name}" is never "${value}"`, value, possible)
    }
  }
}

/** Every value a name can have; undefined where they are not a list. */
function valuesOf(name: string, { kinds, steps }: Table, actions: readonly ActionSpec[]): string[] | undefined {
  const kind = Object.hasOwn(kinds, name) ? kinds[name] : undefined
  if (kind !== undefined) return 'labels' in kind ? Object.keys(kind.labels) : undefined
  const step = steps.find(({ id, kind: is }) => id === name && (is === 'do' || is === 'arm'))
  if (step?.kind === 'arm') return step.ways.map(({ is }) => is)
  if (step?.kind === 'do') return Object.keys(actions.find((action) => action.name === step.action)?.outcomes ?? {})
  return Object.hasOwn(STARTS, name) ? [...(STARTS[name] ?? [])] : undefined
}
