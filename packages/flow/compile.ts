/** Turns a flow's source into its table: names become indices, texts parts, and every name that is nobody's is noted. */
import { type Book, fail, failName } from './book.ts'
import { isMessageName } from './bounds.ts'
import { compileArm, compileDeed, compileIf } from './deed.ts'
import { compileForm } from './form.line.ts'
import { canReach } from './graph.ts'
import { hashOf } from './hash.ts'
import { compileAsk, compileMenu, labelChoices } from './question.ts'
import type { FlowSource, StepSource } from './source.ts'
import { ABOUTS, type About, END, HOME, type Step, type Table, type Target } from './table.ts'
import { compileText } from './texts.ts'
import { knownFlow, onward, type Surroundings, type Workbench } from './workbench.ts'

/** Compiles one flow. The table is only fit for use when nothing was noted as an error. */
export function compileFlow(book: Book, flow: FlowSource, surroundings: Surroundings): Table {
  const kinds = Object.fromEntries(flow.kinds.map(({ name, kind }) => [name, kind]))
  const bench: Workbench = { ...surroundings, book, flow, kinds, resolve: makeResolver(book, flow, surroundings) }
  const steps = flow.steps.map((step, index) => compileStep(bench, step, nextOf(flow, index)))
  tellOutcomes(steps, kinds)
  const labelled = labelChoices(flow.name.text, kinds, steps)
  const gives = compileGives(bench)
  const form = compileForm(bench)
  return {
    flow: flow.name.text,
    title: compileText(flow.title),
    about: aboutOf(flow.about.text),
    ...(flow.source && { source: flow.source.text }),
    isReviewed: flow.reviewed?.text === 'yes',
    languages: flow.languages.map(({ text }) => text),
    channels: flow.channels.map(({ text }) => text as Table['channels'][number]),
    kinds: labelled,
    answers: flow.kinds.filter(({ isFact }) => !isFact).map(({ name }) => name),
    ...(gives.length > 0 && { gives }),
    ...(form && { form }),
    ...(flow.moved.length > 0 && { moved: Object.fromEntries(flow.moved.map(([from, to]) => [from.text, to.text])) }),
    steps,
    isAhead: canReach(steps, (step) => step.kind === 'do' && step.changes),
    // What a flow gives back is part of its shape only where it gives something, so that older shapes stay the same.
    own: hashOf([kinds, steps.map(bareStep), ...(gives.length > 0 ? [gives] : [])]),
    words: hashOf([flow.title.byKey, steps]),
  }
}

function compileStep(bench: Workbench, step: StepSource, next: Target): Step {
  const id = step.id.text
  switch (step.kind) {
    case 'say':
      return { kind: 'say', id, text: compileText(step.text), next: bench.resolve(step.go, next) }
    case 'menu':
      return compileMenu(bench, step, next)
    case 'ask':
      return compileAsk(bench, step, next)
    case 'if':
      return compileIf(bench, step, next)
    case 'arm':
      return compileArm(bench, step)
    case 'do':
      return compileDeed(bench, step)
    case 'run':
      return { kind: 'run', id, flow: knownFlow(bench, step.flow), ...onward(bench, step, next) }
    case 'end': {
      const { text, result, dial, send } = step
      if (send !== undefined && !isMessageName(send.text)) {
        fail(bench.book, send, 'name.unfit', `"${send.text}" cannot name a message`, 'the name of a file in messages/')
      }
      return {
        kind: 'end',
        id,
        ...(text && { text: compileText(text) }),
        ...(result && { result: result.text }),
        ...(dial && { dial: dial.text }),
        ...(send && { send: send.text }),
      }
    }
  }
}

/** Marks each `do` whose outcome some `if` asks after. */
function tellOutcomes(steps: Step[], kinds: Table['kinds']): void {
  const asked = new Set(steps.flatMap((step) => (step.kind === 'if' ? step.tests.flat().map(({ name }) => name) : [])))
  for (const step of steps) {
    if (step.kind === 'do' && asked.has(step.id) && !Object.hasOwn(kinds, step.id)) step.tells = true
  }
}

/** The names that a flow gives to one which runs it: its own answers and facts. */
function compileGives({ book, flow, kinds }: Workbench): string[] {
  for (const name of flow.gives) {
    const known = Object.keys(kinds)
    if (!known.includes(name.text)) {
      failName(book, name, 'gives.undeclared', `"${name.text}" is not declared`, name.text, known)
    }
  }
  return flow.gives.map(({ text }) => text)
}

function makeResolver(book: Book, flow: FlowSource, { flows }: Surroundings): Workbench['resolve'] {
  const targets = new Map<string, Target>([
    ['end', END],
    ['home', HOME],
  ])
  for (const [index, { id }] of flow.steps.entries()) {
    if (targets.has(id.text)) {
      fail(
        book,
        id,
        'step.duplicate',
        `the name "${id.text}" is taken`,
        'give each step a name of its own (not end or home)',
      )
    } else targets.set(id.text, index)
  }
  return (go, orElse) => {
    if (go === undefined) return orElse
    const target = targets.get(go.text)
    if (target !== undefined) return target
    if (flows.has(go.text)) {
      fail(book, go, 'step.unknownGo', `"${go.text}" is a flow, not a step`, `write "run: ${go.text}"`)
    } else failName(book, go, 'step.unknownGo', `there is no step "${go.text}"`, go.text, targets.keys())
    return END
  }
}

function nextOf({ steps }: FlowSource, index: number): Target {
  return index + 1 < steps.length ? index + 1 : END
}

/** A step without its words: what the shape of a flow is made of. */
function bareStep(step: Step): unknown {
  const { text: _text, wrong: _wrong, silent: _silent, ...bare } = { text: 0, wrong: 0, silent: 0, ...step }
  if (bare.kind !== 'menu') return bare
  return { ...bare, options: bare.options.map(({ label: _label, ...option }) => option) }
}

function aboutOf(text: string): About {
  return ABOUTS.find((about) => about === text) ?? 'service'
}
