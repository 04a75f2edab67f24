/** Can every step come up, can every step be left, and does nothing go round without asking anything? */
import { type Audit, bookOf } from '../audit.ts'
import { type Book, fail, failName, warn } from '../book.ts'
import type { Word } from '../fields.ts'
import { canReach, leadsTo, listReachable, runsOf } from '../graph.ts'
import { type Compiled, ENGINE_FLOWS } from '../load.ts'
import type { StepSource } from '../source.ts'
import { END, HOME, type Step, type Target } from '../table.ts'

/**
 * Notes unreachable steps, steps without a way to an end, loops without a question, and flows that run
 * themselves; `names` are all flows there are by their files, readable or not.
 */
export function checkStructure(audit: Audit, names: readonly string[]): void {
  for (const flow of audit.flows) {
    const book = bookOf(audit, flow)
    checkReach(book, flow)
    checkLoops(book, flow, audit.flows)
    checkLast(book, flow)
    checkResults(book, flow, audit.flows)
    checkRuns(book, flow, audit.flows)
  }
  for (const name of ENGINE_FLOWS) {
    if (names.includes(name)) continue
    const book = { file: `${name}.yaml`, findings: audit.findings }
    fail(
      book,
      { line: 1, column: 1 },
      'flow.absent',
      `there is no flow "${name}"`,
      'a key of the engine leads to it: add it',
    )
  }
}

function checkReach(book: Book, { source, table }: Compiled): void {
  const reachable = listReachable(table.steps)
  const isWayOut = (step: Step) => leadsTo(step).some((target) => target === END || target === HOME)
  const leaves = canReach(table.steps, isWayOut)
  for (const [index, step] of source.steps.entries()) {
    const name = step.id.text
    if (!reachable[index])
      fail(book, step.id, 'step.unreachable', `nothing leads to "${name}"`, 'send a "go" here, or remove it')
    else if (!leaves[index])
      fail(book, step.id, 'step.noEnd', `"${name}" never comes to an end`, 'let one path lead to an "end"')
  }
}

/** A loop of steps none of which waits for the caller: on a call it would talk for ever, and a `do` work for ever. */
function checkLoops(book: Book, { source, table }: Compiled, flows: readonly Compiled[]): void {
  for (const [index, step] of table.steps.entries()) {
    const seen = listPassed(table.steps, passesTo(step, flows), (next) => passesTo(next, flows))
    const at = source.steps[index]
    if (!seen.has(index) || at === undefined) continue
    fail(
      book,
      at.id,
      'step.silentLoop',
      `from "${step.id}" back to it nothing is asked`,
      'put a menu or an ask between',
    )
    return
  }
}

/** The steps, and END or HOME, that come after these without the caller having been waited for. */
function listPassed(steps: readonly Step[], from: readonly Target[], next: (step: Step) => Target[]): Set<Target> {
  const seen = new Set<Target>()
  const waiting = [...from]
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    if (seen.has(at)) continue
    seen.add(at)
    const step = steps[at]
    if (step !== undefined) waiting.push(...next(step))
  }
  return seen
}

/** Where a step leads without waiting for the caller; a flow that is run, by the ends it can come to unasked. */
function passesTo(step: Step, flows: readonly Compiled[], inside: readonly string[] = []): Target[] {
  if (step.kind === 'menu' || step.kind === 'ask') return []
  if (step.kind !== 'run') return leadsTo(step)
  const table = flows.find((one) => one.table.flow === step.flow)?.table
  if (table === undefined || inside.includes(step.flow)) return leadsTo(step)
  const within = [...inside, step.flow]
  const goOn = (next: Step) => (next.kind === 'end' ? [] : passesTo(next, flows, within))
  return [...listPassed(table.steps, [0], goOn)].flatMap((at) => {
    const last = table.steps[at]
    if (last === undefined) return at === END ? [step.next] : []
    return last.kind === 'end' ? [step.results[last.result ?? ''] ?? step.next] : []
  })
}

/** The last step of the file, where the next one would be the next in the file. */
function checkLast(book: Book, { source, table }: Compiled): void {
  const [step, written] = [table.steps.at(-1), source.steps.at(-1)]
  if (step === undefined || written === undefined || !fallsOff(written)) return
  fail(book, written.id, 'step.last', `nothing comes after "${step.id}"`, 'add an "end", or say where to go: "go: end"')
}

function fallsOff(step: StepSource): boolean {
  switch (step.kind) {
    case 'menu':
      return step.go === undefined && step.options.some(({ go }) => go === undefined)
    case 'if':
      return step.go === undefined || step.orElse === undefined
    case 'say':
    case 'ask':
    case 'run':
      return step.go === undefined
    case 'arm':
    case 'do':
    case 'end':
      return false
  }
}

/** Results that the flow which was run never ends with. */
function checkResults(book: Book, { source }: Compiled, flows: Compiled[]): void {
  const check = (flow: Word | undefined, results: [Word, Word][]) => {
    const table = flows.find((one) => one.table.flow === flow?.text)?.table
    const known = table?.steps.flatMap((step) => (step.kind === 'end' && step.result ? [step.result] : [])) ?? []
    for (const [result] of results) {
      if (table === undefined || known.includes(result.text)) continue
      failName(book, result, 'run.result', `"${table.flow}" never ends with "${result.text}"`, result.text, known)
    }
  }
  for (const step of source.steps) {
    if (step.kind === 'run') check(step.flow, step.results)
    for (const option of step.kind === 'menu' ? step.options : []) check(option.run, option.results)
  }
}

/** A flow that comes to run itself, through however many others. */
function checkRuns(book: Book, { source, table }: Compiled, flows: Compiled[]): void {
  const next = (name: string) => flows.find((one) => one.table.flow === name)?.table.steps.flatMap(runsOf) ?? []
  const seen = new Set<string>()
  const waiting = next(table.flow)
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (seen.has(name)) continue
    seen.add(name)
    waiting.push(...next(name))
  }
  if (!seen.has(table.flow)) return
  const words = `"${table.flow}" runs itself in the end`
  const firsts = source.steps.flatMap((step) => runWords(step))
  const at = firsts.find(({ text }) => text === table.flow || reaches(text, table.flow, next)) ?? source.name
  warn(book, at, 'run.cycle', words, 'write "go: home", or end the other flow instead')
}

function runWords(step: Compiled['source']['steps'][number]): Word[] {
  if (step.kind === 'run') return [step.flow]
  return step.kind === 'menu' ? step.options.flatMap(({ run }) => (run === undefined ? [] : [run])) : []
}

function reaches(from: string, goal: string, next: (name: string) => string[]): boolean {
  const seen = new Set<string>()
  const waiting = [from]
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (name === goal) return true
    if (seen.has(name)) continue
    seen.add(name)
    waiting.push(...next(name))
  }
  return false
}
