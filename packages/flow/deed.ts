/** Compiles what happens between questions: a `do`, whose outcomes must all be handled, an `if`, and an `arm`. */
import { fail, failName } from './book.ts'
import { checkName, isOptionName } from './bounds.ts'
import { readCondition } from './condition.ts'
import { START_FACTS } from './declare.ts'
import type { StepSource } from './source.ts'
import { END, type Step, type Target, type Way } from './table.ts'
import type { Workbench } from './workbench.ts'

/** The way of whoever belongs to no experiment. */
const CONTROL = 'control'
const MOST_WEIGHT = 100

/** Compiles a `do` against the action it names. */
export function compileDeed(bench: Workbench, step: StepSource & { kind: 'do' }): Step {
  const { book, actions, kinds, resolve } = bench
  checkName(book, step.action)
  const action = step.action === undefined ? undefined : actions.get(step.action.text)
  if (action === undefined && step.action !== undefined) {
    const { text } = step.action
    failName(book, step.action, 'do.unknownAction', `there is no action "${text}"`, text, actions.keys())
  }
  const outcomes = Object.keys(action?.outcomes ?? {})
  for (const [outcome] of action === undefined ? [] : step.outcomes) {
    if (outcomes.includes(outcome.text)) continue
    const words = `"${step.action?.text}" has no outcome "${outcome.text}"`
    failName(book, outcome, 'do.unknownOutcome', words, outcome.text, outcomes)
  }
  for (const outcome of outcomes) {
    if (step.outcomes.some(([name]) => name.text === outcome)) continue
    const words = `the outcome "${outcome}" of "${step.action?.text}" is not handled`
    fail(book, step.id, 'do.unhandled', words, `add "${outcome}: <step>" to its outcomes`)
  }
  const names = [...Object.keys(kinds), ...START_FACTS, ...namesOf(bench, 'arm')]
  for (const name of step.with ?? []) {
    if (!names.includes(name.text)) failName(book, name, 'do.with', `"${name.text}" is not declared`, name.text, names)
  }
  const targets = step.outcomes.map(([outcome, go]): [string, Target] => [outcome.text, resolve(go, END)])
  return {
    kind: 'do',
    id: step.id.text,
    action: step.action?.text ?? '',
    ...(step.with && { with: step.with.map(({ text }) => text) }),
    outcomes: Object.fromEntries(targets),
    changes: action?.changes ?? true,
  }
}

/** Compiles an `if`; every name in it must be declared, a `do` or an `arm` of this flow, or always there. */
export function compileIf(bench: Workbench, step: StepSource & { kind: 'if' }, next: Target): Step {
  const { book, kinds, resolve } = bench
  const condition = readCondition(step.conditions.map(({ text }) => text))
  if (!condition.ok) {
    const line = step.conditions[condition.line] ?? step.id
    const suggestion = condition.isMixed
      ? 'one line for each way of being so, as a list under "if:"'
      : '"whose is own", "edd is known", "months < 7", "signs has fever", "place is one of a, b", joined by "and" or by "or"'
    fail(
      book,
      line,
      condition.isMixed ? 'if.mixed' : 'if.unreadable',
      wordsFor(line.text, condition.isMixed),
      suggestion,
    )
  }
  const tests = condition.ok ? condition.tests : []
  const names = [...Object.keys(kinds), ...START_FACTS, ...namesOf(bench, 'do'), ...namesOf(bench, 'arm')]
  for (const { name } of tests.flat()) {
    const line = step.conditions.find(({ text }) => text.includes(name)) ?? step.id
    if (!names.includes(name)) failName(book, line, 'if.unknown', `"${name}" is not declared`, name, names)
  }
  return { kind: 'if', id: step.id.text, tests, next: resolve(step.go, next), orElse: resolve(step.orElse, next) }
}

/** Compiles an `arm`: the first way is the one of whoever is in no experiment, and is called control. */
export function compileArm({ book, kinds, resolve }: Workbench, step: StepSource & { kind: 'arm' }): Step {
  const id = step.id.text
  const [first, ...others] = step.ways
  if (first === undefined || others.length === 0) {
    fail(
      book,
      step.id,
      'arm.ways',
      `"${id}" has nothing to choose from`,
      'write "ways: {control: <step>, other: <step>}"',
    )
  } else if (first[0].text !== CONTROL) {
    fail(
      book,
      first[0],
      'arm.control',
      `the first way is "${first[0].text}"`,
      'call it control: who is in no experiment goes there',
    )
  }
  if (Object.hasOwn(kinds, id))
    fail(book, step.id, 'arm.declared', `"${id}" is declared`, 'an arm needs no declaration')
  for (const [name] of step.ways) {
    if (!isOptionName(name.text))
      fail(book, name, 'option.name', `"${name.text}" cannot be a way`, 'letters, digits, - and _ only')
  }
  for (const [name] of step.weights) {
    const ways = step.ways.map(([way]) => way.text)
    if (!ways.includes(name.text)) failName(book, name, 'arm.way', `there is no way "${name.text}"`, name.text, ways)
  }
  const ways = step.ways.map(([name, go]): Way => {
    const weight = step.weights.find(([way]) => way.text === name.text)?.[1]
    const number = weight === undefined ? 1 : Number(weight.text)
    const isSensible = Number.isInteger(number) && number >= 0 && number <= MOST_WEIGHT
    if (weight !== undefined && !isSensible) {
      fail(book, weight, 'arm.weight', `the weight "${weight.text}"`, `a whole number from 0 to ${MOST_WEIGHT}`)
    }
    return { is: name.text, next: resolve(go, END), weight: isSensible ? number : 1 }
  })
  if (ways.every(({ weight }) => weight === 0))
    fail(book, step.id, 'arm.weight', 'every weight is 0', 'give one way a weight')
  return { kind: 'arm', id, ways }
}

function namesOf({ flow }: Workbench, kind: 'do' | 'arm'): string[] {
  return flow.steps.filter((step) => step.kind === kind).map(({ id }) => id.text)
}

function wordsFor(line: string, isMixed: boolean): string {
  return isMixed ? `"${line}" joins by "and" and by "or"` : `"${line}" is not understood`
}
