/**
 * Blocks of other makers as steps of ours, as far as our language goes. One block may become several steps: a question
 * and the decisions on its answer. What cannot be carried is named by block and exit, and the flow goes on without it.
 */
import type { Test } from '@dhatri/flow/condition'
import { printTests } from './condition.ts'
import { type Census, pathName } from './floip.census.ts'
import { readTests } from './floip.condition.ts'
import type { DraftStep, Go } from './floip.draft.ts'
import { readExpression } from './floip.expression.ts'
import { wayOf } from './floip.guess.ts'
import type { Words } from './floip.resource.ts'
import { raiseSelectOne } from './floip.select.ts'
import type { Block, Exit } from './floip.wire.ts'
import { type Bench, readWords, remark } from './floip.words.ts'

/** What becomes of a block: its steps, or, where it has none, where whoever comes to it goes instead. */
export type Raised = { steps: DraftStep[]; instead?: Go }

/** Raises one block. */
export function raiseForeign(bench: Bench, block: Block, census: Census): Raised {
  remarkBeside(bench, block)
  const id = census.ids.get(block.uuid) ?? block.name
  const base = { block: block.uuid, id }
  switch (block.type) {
    case 'MobilePrimitives.Message': {
      const words = wordsOr(bench, block, block.config['prompt'])
      const { go, steps } = raiseExits(bench, block, census)
      if (go === 'end' && steps.length === 0) return { steps: [{ ...base, kind: 'end', words }] }
      return { steps: [{ ...base, kind: 'say', words, go }, ...steps] }
    }
    case 'MobilePrimitives.SelectOneResponse':
      return raiseSelectOne(bench, block, census, wordsOr(bench, block, promptOf(block)))
    case 'MobilePrimitives.SelectManyResponses': {
      const { go, steps } = raiseExits(bench, block, census)
      const words = wordsOr(bench, block, promptOf(block))
      const options = (census.options.get(block.uuid) ?? []).map(({ is, words: label, also }) => ({
        is,
        words: label,
        also,
        go,
        results: [],
        keep: [],
      }))
      return { steps: [{ ...base, kind: 'menu', words, options, wrong: [], silent: [] }, ...steps] }
    }
    case 'MobilePrimitives.NumericResponse':
    case 'MobilePrimitives.OpenResponse': {
      const { go, steps } = raiseExits(bench, block, census)
      const words = wordsOr(bench, block, block.config['prompt'])
      return { steps: [{ ...base, kind: 'ask', words, go, wrong: [], silent: [] }, ...steps] }
    }
    case 'Core.Case':
      return insteadOf(raiseExits(bench, block, census, block.uuid))
    case 'Core.RunFlow':
      return raiseRun(bench, block, census)
    case 'Core.Output':
      return raiseOutput(bench, block, census, base)
    default:
      remark(bench, 'floip.block', block, block.type)
      return insteadOf(raiseExits(bench, block, census, block.uuid))
  }
}

const insteadOf = ({ go, steps }: { go: Go; steps: DraftStep[] }): Raised =>
  steps.length === 0 ? { steps, instead: go } : { steps }

const promptOf = ({ config }: Block) => config['question_prompt'] ?? config['prompt']

/** The words of a block, or its label where it has none. */
function wordsOr(bench: Bench, block: Block, prompt: Block['config'][string] | undefined): Words {
  const words = readWords(bench, block, prompt)
  if (Object.keys(words).length > 0) return words
  remark(bench, 'floip.words', block)
  return Object.fromEntries(bench.tongues.map(({ tag }) => [tag, (block.label || block.name).slice(0, 500)]))
}

/**
 * The ways out of a block as decisions one after the other. `first` is the UUID that the first of them answers to, where
 * the block itself is no step. A wrong entry has no way of its own here: where it would go elsewhere, that is named.
 */
function raiseExits(bench: Bench, block: Block, census: Census, first?: string): { go: Go; steps: DraftStep[] } {
  const steps: DraftStep[] = []
  const fallback = block.exits.find(({ test }) => test === undefined)?.destination_block ?? 'end'
  const isQuestion = census.answers.has(block.uuid)
  const tested = block.exits.filter(
    ({ test, destination_block: to }) => test !== undefined && !(isQuestion && to === block.uuid),
  )
  let last: Go | undefined
  for (const exit of tested) {
    const reading = readTests(exit.test ?? '', (path) => pathName(census, path, block))
    if (!reading.ok) {
      remark(bench, 'floip.exit', block, `${exit.name}: ${reading.why}`)
      continue
    }
    const groups = reading.tests
      .flatMap((tests) => ofChoices(tests, census))
      .map((tests) => tests.filter(({ name, is }) => is !== 'known' || name !== census.answers.get(block.uuid)))
    if (reading.tests.length === 0) continue
    if (groups.some((tests) => tests.length === 0)) {
      last = exit.destination_block ?? 'end'
      break
    }
    const key = steps.length === 0 && first !== undefined ? first : `${block.uuid}#${steps.length + 1}`
    const lines = groups.map((tests) => printTests([tests]))
    steps.push({ block: key, id: '', kind: 'if', lines, go: exit.destination_block ?? 'end', orElse: 'end' })
  }
  if (isQuestion && last !== undefined && fallback !== 'end' && fallback !== last && fallback !== block.uuid) {
    remark(bench, 'floip.invalid', block, census.labels.get(fallback) ?? fallback)
  }
  const final = last ?? (isQuestion && fallback === block.uuid ? 'end' : fallback)
  const chained = steps.map((step, index) =>
    step.kind === 'if' ? { ...step, orElse: steps[index + 1]?.block ?? final } : step,
  )
  return { go: chained[0]?.block ?? final, steps: chained }
}

/** Of several choices none is "it": it is among them. */
function ofChoices(tests: Test[], census: Census): Test[][] {
  const each = tests.map((test): Test[] => {
    if (census.kinds.get(test.name)?.type !== 'choices') return [test]
    if (test.is === 'equal') return [{ ...test, is: 'has' }]
    if (test.is === 'different') return [{ ...test, is: 'lacks' }]
    const values = test.is === 'among' ? (test.values ?? []) : []
    return values.length > 0 ? values.map((value) => ({ name: test.name, is: 'has', value })) : [test]
  })
  return each.reduce<Test[][]>((groups, ways) => groups.flatMap((group) => ways.map((way) => [...group, way])), [[]])
}

function raiseRun(bench: Bench, block: Block, census: Census): Raised {
  const flow = String(block.config['flow_id'] ?? '')
  const base = { block: block.uuid, id: census.ids.get(block.uuid) ?? block.name }
  if (!census.flows.has(flow)) {
    remark(bench, 'floip.flow', block, flow)
    return insteadOf(raiseExits(bench, block, census, block.uuid))
  }
  const results = block.exits.flatMap((exit): [string, Go][] => {
    const result = census.resultOf(flow, exit.test)
    return result === undefined ? [] : [[result, exit.destination_block ?? 'end']]
  })
  const others: Exit[] = block.exits.filter(({ test }) => census.resultOf(flow, test) === undefined)
  const { go, steps } = raiseExits(bench, { ...block, exits: others }, census)
  return { steps: [{ ...base, kind: 'run', flow, go, results, keep: [] }, ...steps] }
}

/** An output right before the end is how the flow ended; elsewhere nothing here writes one. */
function raiseOutput(bench: Bench, block: Block, census: Census, base: { block: string; id: string }): Raised {
  const reading = readExpression(String(block.config['value'] ?? ''))
  const value = reading.ok && reading.expression.kind === 'constant' ? String(reading.expression.value) : ''
  const { exit } = wayOf(block.exits, new Map())
  if (/^[A-Za-z][A-Za-z0-9_-]{0,39}$/.test(value) && exit?.destination_block === undefined) {
    return { steps: [{ ...base, kind: 'end', result: value }] }
  }
  remark(bench, 'floip.block', block, block.type)
  return insteadOf(raiseExits(bench, block, census, block.uuid))
}

/** What stands beside a block and is not read. */
function remarkBeside(bench: Bench, block: Block): void {
  const { semantic_label: semantic, tags = [], config } = block
  const labels = [...(semantic ? [semantic] : []), ...tags]
  if (labels.length > 0) remark(bench, 'floip.label', block, labels.join(', '))
  if (Array.isArray(config['set_contact_property']) && config['set_contact_property'].length > 0)
    remark(bench, 'floip.property', block)
}
