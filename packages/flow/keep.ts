/**
 * Settles what flows keep of each other, once all are compiled: what is kept must be given, of the very same type, and
 * a choice that is kept brings its words along.
 */
import type { Kind } from './answer.ts'
import { type Book, fail, failName } from './book.ts'
import type { FlowSource } from './source.ts'
import type { Keep, Table } from './table.ts'

/** A flow in both forms, with where to note its faults. */
type Bound = { book: Book; source: FlowSource; table: Table }

/** Holds every `keep` against what the other flow gives, and copies the words of choices. */
export function bindKeeps(flows: Bound[]): void {
  const tables = new Map(flows.map(({ table }) => [table.flow, table]))
  for (const flow of flows) for (const [from, keep] of listKeeps(flow.table)) checkKeep(flow, tables.get(from), keep)
  // Words may be handed on through several flows, at most as many as there are.
  for (let round = 0; round < flows.length; round += 1) {
    const copied = flows.flatMap(({ table }) =>
      listKeeps(table).map(([from, keep]) => copyLabels(table, tables.get(from), keep)),
    )
    if (!copied.includes(true)) return
  }
}

/** Everything a flow keeps, with the flow it is from. */
function listKeeps(table: Table): [string, Keep][] {
  return table.steps.flatMap((step) => {
    if (step.kind === 'run') return (step.keep ?? []).map((keep): [string, Keep] => [step.flow, keep])
    if (step.kind !== 'menu') return []
    return step.options.flatMap(({ run, keep }) =>
      run === undefined ? [] : (keep ?? []).map((one): [string, Keep] => [run, one]),
    )
  })
}

function checkKeep({ book, source, table }: Bound, other: Table | undefined, { name, from }: Keep): void {
  if (other === undefined) return
  const word = source.steps
    .flatMap((step) =>
      step.kind === 'run' ? step.keep : step.kind === 'menu' ? step.options.flatMap(({ keep }) => keep) : [],
    )
    .find(([own, theirs]) => own.text === name && theirs.text === from)?.[1]
  const spot = word ?? source.name
  const given = other.gives ?? []
  if (!given.includes(from)) {
    failName(book, spot, 'keep.notGiven', `"${other.flow}" does not give "${from}"`, from, given)
    return
  }
  const [mine, theirs] = [table.kinds[name], other.kinds[from]]
  if (mine === undefined || theirs === undefined || describe(mine) === describe(theirs)) return
  const words = `"${name}" is ${describe(mine)} here and ${describe(theirs)} in "${other.flow}"`
  fail(book, spot, 'keep.type', words, 'declare both alike')
}

function copyLabels(table: Table, other: Table | undefined, { name, from }: Keep): boolean {
  const [mine, theirs] = [table.kinds[name], other?.kinds[from]]
  const isChoice = (kind: Kind | undefined) => kind?.type === 'choice' || kind?.type === 'choices'
  if (!isChoice(mine) || !isChoice(theirs) || mine?.type !== theirs?.type) return false
  if (!('labels' in theirs) || !('labels' in mine) || Object.keys(mine.labels).length > 0) return false
  if (Object.keys(theirs.labels).length === 0) return false
  table.kinds[name] = { ...mine, labels: theirs.labels }
  return true
}

function describe(kind: Kind): string {
  const settings = Object.entries(kind).filter(([setting]) => setting !== 'type' && setting !== 'labels')
  return [kind.type, ...settings.map(([setting, value]) => `${setting} ${value}`)].join(' ')
}
