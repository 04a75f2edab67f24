/** Compiles the two kinds of question: a menu, whose options give the values, and an ask, whose answer has a type. */
import { foldForMatch } from '@dhatri/text/normal'
import { type Kind, typeOf } from './answer.ts'
import { fail, failName } from './book.ts'
import { optionNumber } from './navigation.ts'
import type { OptionSource, StepSource } from './source.ts'
import type { Choice, Step, Target } from './table.ts'
import { compileText } from './texts.ts'
import { knownFlow, onward, type Workbench } from './workbench.ts'

const OPTION_NAME = /^[A-Za-z0-9_-]{1,20}$/

/** Compiles a menu; it keeps its answer where one of its name is declared. */
export function compileMenu(bench: Workbench, step: StepSource & { kind: 'menu' }, next: Target): Step {
  const { book, kinds } = bench
  const id = step.id.text
  const kind = Object.hasOwn(kinds, id) ? kinds[id] : undefined
  if (kind !== undefined && kind.type !== 'choice') {
    fail(book, step.id, 'menu.type', `"${id}" is declared as ${kind.type}`, `use "ask: ${id}", or {type: choice}`)
  }
  if (step.options.length === 0)
    fail(book, step.id, 'menu.empty', 'a menu without options', 'add options, or use "say"')
  const options = step.options.map((option, index) => compileOption(bench, id, option, index, next))
  for (const [index, option] of options.entries()) {
    const isTaken = options.findIndex(({ is }) => is === option.is) < index
    const at = step.options[index]?.is ?? step.options[index] ?? step.id
    if (isTaken) fail(book, at, 'option.duplicate', `two options are "${option.is}"`, 'give each its own "is"')
  }
  const wrong = step.wrong && { wrong: compileText(step.wrong) }
  return { kind: 'menu', id, text: compileText(step.text), ...wrong, isKept: kind !== undefined, options }
}

/** Compiles an ask; the answer it is named after must be declared. */
export function compileAsk(bench: Workbench, step: StepSource & { kind: 'ask' }, next: Target): Step {
  const { book, kinds, flow, resolve } = bench
  const id = step.id.text
  const kind = Object.hasOwn(kinds, id) ? kinds[id] : undefined
  const isFact = flow.kinds.some(({ name, isFact: is }) => name === id && is)
  if (kind === undefined) {
    failName(book, step.id, 'answer.undeclared', `"${id}" is not declared under answers`, id, Object.keys(kinds))
  } else if (isFact) fail(book, step.id, 'answer.fact', `"${id}" is a fact`, 'declare it under answers to ask for it')
  else if (kind.type === 'choice') fail(book, step.id, 'ask.choice', `"${id}" is a choice`, `use "menu: ${id}"`)
  const wrong = step.wrong && { wrong: compileText(step.wrong) }
  const takes = kind === undefined ? [] : keysTaken(kind)
  return { kind: 'ask', id, text: compileText(step.text), ...wrong, next: resolve(step.go, next), takes }
}

/** Gives every choice its labels, from the menus that give its values. */
export function labelChoices(flow: string, kinds: Record<string, Kind>, steps: Step[]): Record<string, Kind> {
  const labelled = { ...kinds }
  for (const step of steps) {
    if (step.kind !== 'menu' || !Object.hasOwn(kinds, step.id)) continue
    const labels = step.options.map(({ is, label }) => [is, { key: `${flow}.${step.id}.label.${is}`, text: label }])
    labelled[step.id] = { type: 'choice', labels: Object.fromEntries(labels) }
  }
  return labelled
}

function compileOption(bench: Workbench, menu: string, option: OptionSource, index: number, next: Target): Choice {
  const number = optionNumber(index)
  const is = option.is?.text ?? String(number)
  if (!OPTION_NAME.test(is)) {
    fail(bench.book, option.is ?? option, 'option.name', `"${is}" cannot be an "is"`, 'letters, digits, - and _ only')
  }
  return {
    is,
    number,
    key: `${bench.flow.name.text}.${menu}.option.${is}`,
    label: compileText(option.text),
    also: option.also.map(({ text }) => foldForMatch(text)),
    ...onward(bench, option, next),
    ...(option.run && { run: knownFlow(bench, option.run) }),
  }
}

/** The keys of the engine that a type takes as answers. No date, number or id depends on the day for these. */
function keysTaken(kind: Kind): string[] {
  const sight = { today: 0, places: {}, channel: 'ussd' as const }
  return ['0', '9'].filter((key) => typeOf(kind).read(kind, key, sight).ok)
}
