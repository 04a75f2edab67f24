/**
 * Is every value known where an `if` looks at it or a `do` hands it over? One that nothing can have set there is a
 * mistake in the order of the steps; one that some way sets and another does not must be asked after first.
 */
import type { ActionSpec } from '../action.ts'
import { type Audit, bookOf } from '../audit.ts'
import { type Book, fail, warn } from '../book.ts'
import type { Spot } from '../node.ts'
import type { StepSource } from '../source.ts'
import type { Step } from '../table.ts'
import { knowAt } from './knowledge.ts'

/** A look at a value: `isGuarded` where it is only asked whether it is known, or that has been asked in the same breath. */
type Read = { name: string; spot: Spot; isGuarded: boolean }

/** Notes values that are looked at or handed over before they can be, or surely are, set. */
export function checkReads(audit: Audit, actions: readonly ActionSpec[]): void {
  const tables = new Map(audit.flows.map(({ table }) => [table.flow, table]))
  for (const flow of audit.flows) {
    const book = bookOf(audit, flow)
    const surely = knowAt(flow.table, actions, tables)
    const maybe = knowAt(flow.table, actions, tables, 'maybe')
    for (const [index, step] of flow.table.steps.entries()) {
      const source = flow.source.steps[index]
      for (const read of source === undefined ? [] : listReads(step, source)) {
        if (maybe[index]?.has(read.name) === false) noteNever(book, step, read)
        else if (!read.isGuarded && surely[index]?.has(read.name) === false) noteUnset(book, step, read)
      }
    }
  }
}

function listReads(step: Step, source: StepSource): Read[] {
  if (step.kind === 'do' && source.kind === 'do') {
    return (source.with ?? []).map(({ text, ...spot }) => ({ name: text, spot, isGuarded: false }))
  }
  if (step.kind !== 'if' || source.kind !== 'if') return []
  return step.tests.flatMap((tests) => {
    const asked = tests.filter(({ is }) => is === 'known' || is === 'unknown').map(({ name }) => name)
    return tests.map(({ name }) => {
      const spot = source.conditions.find(({ text }) => text.includes(name)) ?? source.id
      return { name, spot, isGuarded: asked.includes(name) }
    })
  })
}

function noteNever(book: Book, { id, kind }: Step, { name, spot }: Read): void {
  fail(
    book,
    spot,
    `${kind}.never`,
    `nothing before "${id}" sets "${name}"`,
    `move it below the step that gives "${name}"`,
  )
}

function noteUnset(book: Book, { id, kind }: Step, { name, spot }: Read): void {
  const words = `"${name}" is not set on some way to "${id}"`
  warn(book, spot, `${kind}.unset`, words, `ask for it on every way here, or first "if: ${name} is known"`)
}
