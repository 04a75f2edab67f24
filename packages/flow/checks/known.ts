/**
 * Is every value known where it is printed? What is known at a step is what every way to it has set: a forward pass
 * over the steps, intersecting where ways meet, until nothing changes.
 */
import type { ActionSpec } from '../action.ts'
import { ANSWER_TYPES, typeOf } from '../answer.ts'
import { type Audit, bookOf, listPassages, type Passage } from '../audit.ts'
import { fail, failName } from '../book.ts'
import { knownIf, knownUnless } from '../condition.ts'
import { START_FACTS } from '../declare.ts'
import type { Compiled } from '../load.ts'
import { END, type Return, type Step, type Table, type Target } from '../table.ts'
import { type Part, splitParts } from '../wording.ts'

type Placeholder = Exclude<Part, string>

/** Notes placeholders that are nobody's, have a style their type lacks, or are not set on some way to them. */
export function checkKnown(audit: Audit, actions: readonly ActionSpec[]): void {
  const tables = new Map(audit.flows.map(({ table }) => [table.flow, table]))
  for (const flow of audit.flows) {
    const known = knowAt(flow.table, actions, tables)
    for (const passage of listPassages(flow)) {
      for (const [key, word] of Object.entries(passage.source.byKey)) {
        for (const part of splitParts(word.text)) {
          if (typeof part === 'string') continue
          const fault = faultOf(flow, part, key.startsWith('voice.'), known[passage.index])
          const book = bookOf(audit, flow)
          if (fault === 'unknown') {
            const names = Object.keys(flow.table.kinds)
            failName(book, word, 'placeholder.unknown', `{${part.name}} is not declared`, part.name, names)
          } else if (fault !== undefined)
            fail(book, word, `placeholder.${fault}`, wordsFor(fault, part, passage), ADVICE[fault])
        }
      }
    }
  }
}

type Fault = 'style' | 'unset' | 'unspeakable' | 'unprintable'

const ADVICE: Record<Fault, string> = {
  style: `styles: ${Object.entries(ANSWER_TYPES)
    .flatMap(([name, { styles }]) => styles.map((style) => `${name}|${style}`))
    .join(', ')}`,
  unset: 'ask for it on every way here, or go round with "if: … is known"',
  unspeakable: 'give the step words for calls without it',
  unprintable: 'a choice has words only where a menu of its name gives them; a recording never has any',
}

function faultOf(
  { table }: Compiled,
  { name, style }: Placeholder,
  isVoice: boolean,
  known: ReadonlySet<string> | undefined,
): Fault | 'unknown' | undefined {
  const kind = Object.hasOwn(table.kinds, name) ? table.kinds[name] : undefined
  if (kind === undefined) return 'unknown'
  if (style !== '' && !typeOf(kind).styles.includes(style)) return 'style'
  if (kind.type === 'recording') return 'unprintable'
  if ((kind.type === 'choice' || kind.type === 'choices') && Object.keys(kind.labels).length === 0) return 'unprintable'
  if (isVoice && (kind.type === 'name' || kind.type === 'text')) return 'unspeakable'
  // Steps that nothing leads to have no known set; they are noted as unreachable.
  return known === undefined || known.has(name) ? undefined : 'unset'
}

function wordsFor(fault: Fault, { name, style }: Placeholder, { step }: Passage): string {
  if (fault === 'style') return `{${name}} cannot be printed as "${style}"`
  if (fault === 'unset') return `{${name}} is not set on some way to "${step.id.text}"`
  return fault === 'unspeakable' ? `{${name}} cannot be spoken` : `{${name}} has no words`
}

/** For each step, the names that every way to it has set; undefined where there is no way. */
export function knowAt(
  table: Table,
  actions: readonly ActionSpec[],
  tables: ReadonlyMap<string, Table> = new Map(),
): (ReadonlySet<string> | undefined)[] {
  const reported = new Set(table.steps.flatMap((step) => mayReport(step, actions)))
  const given = Object.keys(table.kinds).filter((name) => !table.answers.includes(name) && !reported.has(name))
  const known: (Set<string> | undefined)[] = table.steps.map(() => undefined)
  known[0] = new Set([...START_FACTS, ...given])
  const waiting = [0]
  for (let index = waiting.pop(); index !== undefined; index = waiting.pop()) {
    const step = table.steps[index]
    const here = known[index]
    if (step === undefined || here === undefined) continue
    for (const [target, added] of waysFrom(step, actions, tables)) {
      const there = known[target]
      const brought = new Set([...here, ...added])
      const met = there === undefined ? brought : new Set([...there].filter((name) => brought.has(name)))
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
      return Object.entries(step.outcomes).map(([is, target]) => [target, reportsOf(step, actions)[is] ?? []])
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
