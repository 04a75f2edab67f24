/** Compiles the two kinds of question: a menu, whose options give the values, and an ask, whose answer has a type. */
import { foldForMatch } from '@dhatri/text/normal'
import { type Kind, typeOf } from './answer.ts'
import { MOST_CHOICES } from './answers/choices.ts'
import { fail, failName } from './book.ts'
import { checkCount, isOptionName } from './bounds.ts'
import { optionNumber } from './navigation.ts'
import type { FaultSource, OptionSource, StepSource } from './source.ts'
import type { Choice, Faults, Step, Target } from './table.ts'
import { compileText } from './texts.ts'
import { knownFlow, onward, type Workbench } from './workbench.ts'

/** Compiles a menu; it keeps its answer where one of its name is declared. */
export function compileMenu(bench: Workbench, step: StepSource & { kind: 'menu' }, next: Target): Step {
  const { book, kinds, resolve } = bench
  const id = step.id.text
  const kind = Object.hasOwn(kinds, id) ? kinds[id] : undefined
  if (kind !== undefined && kind.type !== 'choice' && kind.type !== 'choices') {
    fail(book, step.id, 'menu.type', `"${id}" is declared as ${kind.type}`, `use "ask: ${id}", or {type: choice}`)
  }
  const isMany = kind?.type === 'choices'
  if (isMany) checkMany(bench, step, kind)
  const onwards = resolve(step.go, next)
  if (step.options.length === 0)
    fail(book, step.id, 'menu.empty', 'a menu without options', 'add options, or use "say"')
  const options = step.options.map((option, index) => compileOption(bench, id, option, index, onwards))
  for (const [index, option] of options.entries()) {
    const isTaken = options.findIndex(({ is }) => is === option.is) < index
    const at = step.options[index]?.is ?? step.options[index] ?? step.id
    if (isTaken) fail(book, at, 'option.duplicate', `two options are "${option.is}"`, 'give each its own "is"')
  }
  const isKept = kind !== undefined
  const many = isMany && { isMany }
  return { kind: 'menu', id, text: compileText(step.text), ...compileFaults(step), isKept, ...many, options }
}

/** Where several options are chosen none of them can lead a way of its own, and each needs a key of its own. */
function checkMany(
  { book }: Workbench,
  step: StepSource & { kind: 'menu' },
  { least, most }: Kind & { type: 'choices' },
): void {
  const [apart] = step.options.flatMap(({ go, run }) => go ?? run ?? [])
  if (apart !== undefined) {
    const suggestion = `write one "go" for the whole menu, then "if: ${step.id.text} has …"`
    fail(book, apart, 'choices.apart', 'an option of several cannot lead elsewhere', suggestion)
  }
  if (step.options.length > MOST_CHOICES) {
    const suggestion = `at most ${MOST_CHOICES}, each with a key of its own: split it in two`
    fail(book, step.id, 'choices.many', `${step.options.length} options of which several are chosen`, suggestion)
  }
  const usable = step.options.filter(({ is }) => is?.text !== 'none').length
  if (least > usable || (most !== undefined && most > usable)) {
    fail(
      book,
      step.id,
      'choices.few',
      `"${step.id.text}" wants more than its ${usable} options`,
      'change "at least" or "at most"',
    )
  }
}

function compileFaults({ wrong, silent }: FaultSource): Faults {
  return {
    ...(wrong.length > 0 && { wrong: wrong.map(compileText) }),
    ...(silent.length > 0 && { silent: silent.map(compileText) }),
  }
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
  else if (kind.type === 'choice' || kind.type === 'choices')
    fail(
      book,
      step.id,
      'ask.choice',
      `"${id}" is a ${kind.type === 'choice' ? 'choice' : 'list of choices'}`,
      `use "menu: ${id}"`,
    )
  const takes = kind === undefined ? [] : keysTaken(kind)
  const spoken = kind?.type === 'recording' && kind.otherwise === 'skip' && { isSpoken: true as const }
  return {
    kind: 'ask',
    id,
    text: compileText(step.text),
    ...compileFaults(step),
    next: resolve(step.go, next),
    takes,
    ...spoken,
  }
}

/** Gives every choice its labels, from the menus that give its values. A flow that keeps it gets them later. */
export function labelChoices(flow: string, kinds: Record<string, Kind>, steps: Step[]): Record<string, Kind> {
  const labelled = { ...kinds }
  for (const step of steps) {
    const kind = step.kind === 'menu' && Object.hasOwn(kinds, step.id) ? kinds[step.id] : undefined
    if (step.kind !== 'menu' || (kind?.type !== 'choice' && kind?.type !== 'choices')) continue
    const labels = step.options.map(({ is, label }) => [is, { key: `${flow}.${step.id}.label.${is}`, text: label }])
    labelled[step.id] = { ...kind, labels: Object.fromEntries(labels) }
  }
  return labelled
}

function compileOption(bench: Workbench, menu: string, option: OptionSource, index: number, next: Target): Choice {
  const number = optionNumber(index)
  const is = option.is?.text ?? String(number)
  checkCount(bench.book, option, 'words', option.also.length)
  if (!isOptionName(is)) {
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
