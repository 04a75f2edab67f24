/**
 * Is every value known where an `if` looks at it or a `do` hands it over? One that nothing can have set there is a
 * mistake in the order of the steps. One that only some ways set is handed over where it is there, and equals nothing
 * where it is not, which is what an author means; but then "is not" holds, which is rarely what she means.
 */
import type { ActionSpec } from '../action.ts'
import { type Audit, bookOf } from '../audit.ts'
import { fail, warn } from '../book.ts'
import type { Test } from '../condition.ts'
import type { Spot } from '../node.ts'
import type { StepSource } from '../source.ts'
import type { Step } from '../table.ts'
import { knowAt } from './knowledge.ts'

/** A look at a value; a trap where it also holds for one that is not known, and nobody has asked whether it is. */
type Read = { name: string; spot: Spot; isTrap: boolean }

const HOLDS_UNKNOWN: readonly Test['is'][] = ['different', 'outside', 'lacks']

/** Notes values that are looked at or handed over before they can be set, and denials that hold for want of a value. */
export function checkReads(audit: Audit, actions: readonly ActionSpec[]): void {
  const tables = new Map(audit.flows.map(({ table }) => [table.flow, table]))
  for (const flow of audit.flows) {
    const book = bookOf(audit, flow)
    const surely = knowAt(flow.table, actions, tables)
    const maybe = knowAt(flow.table, actions, tables, 'maybe')
    for (const [index, step] of flow.table.steps.entries()) {
      const source = flow.source.steps[index]
      for (const { name, spot, isTrap } of source === undefined ? [] : listReads(step, source)) {
        if (maybe[index]?.has(name) === false) {
          const words = `nothing before "${step.id}" sets "${name}"`
          fail(book, spot, `${step.kind}.never`, words, `move it below the step that gives "${name}"`)
        } else if (isTrap && surely[index]?.has(name) === false) {
          const words = `"${name}" is not set on some way to "${step.id}", and so is not that either`
          warn(book, spot, 'if.unset', words, `write "${name} is known and …", or say the other way round`)
        }
      }
    }
  }
}

function listReads(step: Step, source: StepSource): Read[] {
  if (step.kind === 'do' && source.kind === 'do') {
    return (source.with ?? []).map(({ text, ...spot }) => ({ name: text, spot, isTrap: false }))
  }
  if (step.kind !== 'if' || source.kind !== 'if') return []
  return step.tests.flatMap((tests) => {
    const asked = tests.filter(({ is }) => is === 'known' || is === 'unknown').map(({ name }) => name)
    return tests.map(({ name, is }) => {
      const spot = source.conditions.find(({ text }) => text.includes(name)) ?? source.id
      return { name, spot, isTrap: HOLDS_UNKNOWN.includes(is) && !asked.includes(name) }
    })
  })
}
