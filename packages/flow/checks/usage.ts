/** Is everything that is declared also asked for and used? */
import { type Audit, bookOf, listPassages } from '../audit.ts'
import { fail, warn } from '../book.ts'
import { keptBy } from '../graph.ts'
import type { Compiled } from '../load.ts'
import type { Step } from '../table.ts'

/** Notes answers that nothing asks for, and answers and facts that nothing uses. */
export function checkUsage(audit: Audit): void {
  for (const flow of audit.flows) {
    const book = bookOf(audit, flow)
    const used = listUsed(flow)
    const asked = new Set(flow.table.steps.flatMap(namesAsked))
    for (const { name, isFact, ...spot } of flow.source.kinds) {
      if (!isFact && !asked.has(name)) {
        fail(
          book,
          spot,
          'answer.unasked',
          `nothing asks for "${name}"`,
          `add "ask: ${name}" or "menu: ${name}", or remove it`,
        )
      } else if (!used.has(name)) {
        warn(
          book,
          spot,
          'answer.unused',
          `nothing uses "${name}"`,
          'name it in a text, an "if" or a "with", or remove it',
        )
      }
    }
  }
}

/** The answers a step gives: its own, or what it keeps of a flow it runs. */
function namesAsked(step: Step): string[] {
  const kept = keptBy(step).map(({ name }) => name)
  return step.kind === 'menu' || step.kind === 'ask' ? [step.id, ...kept] : kept
}

function listUsed(flow: Compiled): Set<string> {
  const printed = listPassages(flow).flatMap(({ text }) =>
    Object.values(text).flatMap((parts) => parts.flatMap((part) => (typeof part === 'string' ? [] : [part.name]))),
  )
  const others = flow.table.steps.flatMap((step) => {
    if (step.kind === 'do') return step.with ?? flow.table.answers
    // Options that lead apart have used the answer already.
    if (step.kind === 'menu')
      return new Set(step.options.map(({ next, run }) => `${next}${run}`)).size > 1 ? [step.id] : []
    return step.kind === 'if' ? step.tests.flat().map(({ name }) => name) : []
  })
  const isSent = flow.table.steps.some((step) => step.kind === 'end' && step.send !== undefined)
  return new Set([...printed, ...others, ...(flow.table.gives ?? []), ...(isSent ? Object.keys(flow.table.kinds) : [])])
}
