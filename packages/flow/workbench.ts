/** What the steps of one flow are compiled with, and the two things that several kinds of step share. */
import type { ActionSpec } from './action.ts'
import type { Kind } from './answer.ts'
import { type Book, failName } from './book.ts'
import type { Word } from './fields.ts'
import type { FlowSource } from './source.ts'
import { END, type Target } from './table.ts'

/** What a flow is compiled against. */
export type Surroundings = { flows: ReadonlySet<string>; actions: ReadonlyMap<string, ActionSpec> }

/** One flow on the bench; `resolve` gives the index of a step's name, or what stands in for an absent one. */
export type Workbench = Surroundings & {
  book: Book
  flow: FlowSource
  kinds: Record<string, Kind>
  resolve(go: Word | undefined, orElse: Target): Target
}

/** Where a flow that was run comes back to. */
export function onward(
  { resolve }: Workbench,
  { go, results }: { go?: Word; results: [Word, Word][] },
  next: Target,
): { next: Target; results: Record<string, Target> } {
  const targets = results.map(([result, target]): [string, Target] => [result.text, resolve(target, END)])
  return { next: resolve(go, next), results: Object.fromEntries(targets) }
}

/** The name of a flow to run; noted where there is no such flow. */
export function knownFlow({ book, flows }: Workbench, flow: Word): string {
  if (!flows.has(flow.text)) failName(book, flow, 'run.unknown', `there is no flow "${flow.text}"`, flow.text, flows)
  return flow.text
}
