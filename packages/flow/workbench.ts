/** What the steps of one flow are compiled with, and the two things that several kinds of step share. */
import type { ActionSpec } from './action.ts'
import type { Kind } from './answer.ts'
import { type Book, failName } from './book.ts'
import type { Word } from './fields.ts'
import type { FlowSource } from './source.ts'
import { END, type Keep, type Return, type Target } from './table.ts'

/** What a flow is compiled against. */
export type Surroundings = { flows: ReadonlySet<string>; actions: ReadonlyMap<string, ActionSpec> }

/** One flow on the bench; `resolve` gives the index of a step's name, or what stands in for an absent one. */
export type Workbench = Surroundings & {
  book: Book
  flow: FlowSource
  kinds: Record<string, Kind>
  resolve(go: Word | undefined, orElse: Target): Target
}

/** Where a flow that was run comes back to, and what is kept of it. */
export function onward(
  bench: Workbench,
  { go, results, keep }: { go?: Word; results: [Word, Word][]; keep: [Word, Word][] },
  next: Target,
): Return {
  const { resolve } = bench
  const targets = results.map(([result, target]): [string, Target] => [result.text, resolve(target, END)])
  const kept = keep.map((pair) => keepOf(bench, pair))
  return { next: resolve(go, next), results: Object.fromEntries(targets), ...(kept.length > 0 && { keep: kept }) }
}

/** A name that is kept; it must be declared here. Whether the other flow gives it, of the same type, is seen later. */
function keepOf({ book, flow }: Workbench, [name, from]: [Word, Word]): Keep {
  const declared = flow.kinds.find((kind) => kind.name === name.text)
  if (declared === undefined) {
    const words = `"${name.text}" is not declared under answers or facts`
    failName(
      book,
      name,
      'keep.undeclared',
      words,
      name.text,
      flow.kinds.map((kind) => kind.name),
    )
  }
  return { name: name.text, from: from.text, isFact: declared?.isFact ?? true }
}

/** The name of a flow to run; noted where there is no such flow. */
export function knownFlow({ book, flows }: Workbench, flow: Word): string {
  if (!flows.has(flow.text)) failName(book, flow, 'run.unknown', `there is no flow "${flow.text}"`, flow.text, flows)
  return flow.text
}
