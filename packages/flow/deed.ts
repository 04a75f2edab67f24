/** Compiles what happens between questions: a `do`, whose outcomes must all be handled, and an `if`. */
import { fail, failName } from './book.ts'
import { readCondition } from './condition.ts'
import { START_FACTS } from './declare.ts'
import type { StepSource } from './source.ts'
import { END, type Step, type Target } from './table.ts'
import type { Workbench } from './workbench.ts'

/** Compiles a `do` against the action it names. */
export function compileDeed({ book, actions, kinds, resolve }: Workbench, step: StepSource & { kind: 'do' }): Step {
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
  const names = [...Object.keys(kinds), ...START_FACTS]
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

/** Compiles an `if`; every name in it must be declared or always there. */
export function compileIf({ book, kinds, resolve }: Workbench, step: StepSource & { kind: 'if' }, next: Target): Step {
  const tests = readCondition(step.condition.text)
  if (tests === undefined) {
    const suggestion = '"whose is own", "edd is known", "months < 7", joined by "and"'
    fail(book, step.condition, 'if.unreadable', `"${step.condition.text}" is not understood`, suggestion)
  }
  const names = [...Object.keys(kinds), ...START_FACTS]
  for (const { name } of tests ?? []) {
    if (!names.includes(name)) failName(book, step.condition, 'if.unknown', `"${name}" is not declared`, name, names)
  }
  return {
    kind: 'if',
    id: step.id.text,
    tests: tests ?? [],
    next: resolve(step.go, next),
    orElse: resolve(step.orElse, next),
  }
}
