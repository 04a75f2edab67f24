/** Everything in a flow of another maker that has a name: its answers, options and steps, and what they are called here. */
import { declareAnswer } from './floip.answer.ts'
import { type Expression, readExpression } from './floip.expression.ts'
import type { Declared } from './floip.kind.ts'
import { nameAnswer, nameOption, nameStep, openRegister } from './floip.naming.ts'
import type { Words } from './floip.resource.ts'
import { isObject } from './floip.shape.ts'
import type { Block, Container, JsonObject } from './floip.wire.ts'
import { type Bench, readWords, remark } from './floip.words.ts'

/** What our own files may list for one option. */
const MOST_WORDS = 40

/** One option: what it is called there and here, its words, and what else chooses it in a text. */
export type Named = { raw: string; is: string; words: Words; also: string[] }

/** What is called how. `answers` are the blocks that keep one; `flows` are those that can be run. */
export type Census = {
  ids: Map<string, string>
  labels: Map<string, string>
  answers: Map<string, string>
  kinds: Map<string, Declared>
  options: Map<string, Named[]>
  flows: ReadonlySet<string>
  /** The answers by the name of their block, folded. */
  byName: Map<string, Block>
  /** The result of a flow that a test asks after. */
  resultOf(flow: string, test: string | undefined): string | undefined
}

/** Takes the census of a flow; what had to be renamed or cannot be carried is named. */
export function takeCensus(bench: Bench, container: Container, flows: ReadonlySet<string>): Census {
  const register = openRegister()
  const census: Census = {
    ids: new Map(),
    labels: new Map(),
    answers: new Map(),
    kinds: new Map(),
    options: new Map(),
    flows,
    byName: new Map(),
    resultOf: (flow, test) => resultOf(container, flow, test),
  }
  for (const block of bench.flow.blocks) {
    census.labels.set(block.uuid, block.label || block.name)
    const declared = declareAnswer(bench, block)
    // Some makers number their blocks and put what a person would call them into the label.
    const wanted =
      /^[A-Za-z]/.test(block.name) || !/[A-Za-z]/.test(block.label ?? '') ? block.name : (block.label ?? '')
    if (declared === undefined) {
      census.ids.set(block.uuid, nameStep(wanted, register))
      continue
    }
    const name = nameAnswer(wanted, register)
    if (name !== block.name) remark(bench, 'floip.name', block, name)
    census.ids.set(block.uuid, name)
    census.answers.set(block.uuid, name)
    census.kinds.set(name, declared)
    census.byName.set(block.name.toLowerCase(), block)
    if (declared.type === 'choice' || declared.type === 'choices')
      census.options.set(block.uuid, nameOptions(bench, block))
  }
  return census
}

/** The name and the values here of a path in a file; `block` is the one whose exit asks. */
export function pathName(census: Census, path: string, block: Block) {
  const parts = path.toLowerCase().split('.')
  const [root, name = '', field = 'value'] = parts
  if (root === 'run' || root === 'channel')
    return name === 'mode' ? { name: 'channel', translate: channelOf } : undefined
  const isOwn = root === 'block' && (name === 'value' || name === 'response')
  const found = isOwn ? block : root === 'results' || root === 'flow' ? census.byName.get(name) : undefined
  const answer = found && census.answers.get(found.uuid)
  if (found === undefined || answer === undefined || (!isOwn && field !== 'value')) return undefined
  const options = census.options.get(found.uuid)
  if (options === undefined) return { name: answer }
  const translate = (value: string) =>
    options.find(({ raw }, index) => raw.toLowerCase() === value.toLowerCase() || String(index + 1) === value)?.is
  return { name: answer, translate }
}

const CHANNELS: Record<string, string> = { ussd: 'ussd', sms: 'sms', text: 'sms', ivr: 'voice' }
const channelOf = (mode: string): string | undefined => CHANNELS[mode.toLowerCase()]

function nameOptions(bench: Bench, block: Block): Named[] {
  const register = new Set<string>()
  const choices = Array.isArray(block.config['choices']) ? block.config['choices'].filter(isObject) : []
  const options = choices.map((choice, index): Named => {
    const raw = String(choice['name'] ?? index + 1)
    const is = nameOption(raw, register)
    if (is !== raw.toLowerCase()) remark(bench, 'floip.choice', block, `${raw} is ${is}`)
    const words = readWords(bench, block, choice['prompt'])
    const label = Object.fromEntries(bench.tongues.map(({ tag }) => [tag, raw.slice(0, 200)]))
    const texted = [raw, ...listAlso(bench, block, choice, index)].filter((word) => word.toLowerCase() !== is)
    const also = [...new Set(texted)].slice(0, MOST_WORDS)
    return { raw, is, words: Object.keys(words).length > 0 ? words : label, also }
  })
  if (block.config['question_prompt'] === undefined && options.length > 0) remark(bench, 'floip.options', block)
  return options
}

/** Words that choose an option, out of its tests: comparisons of the entry with a word. Its own number needs no test. */
function listAlso(bench: Bench, block: Block, choice: JsonObject, index: number): string[] {
  const tests = [...(Array.isArray(choice['text_tests']) ? choice['text_tests'] : []), choice['ivr_test'] ?? null]
  const words = tests.filter(isObject).flatMap((test) => {
    const reading = readExpression(String(test['test_expression'] ?? ''))
    const expression = reading.ok ? reading.expression : undefined
    const word = expression && wordIn(expression)
    if (word !== undefined) return [word]
    remark(bench, 'floip.test', block, String(test['test_expression'] ?? ''))
    return []
  })
  const isNumber = (word: string): boolean => /^\d+$/.test(word)
  for (const word of words) {
    if (isNumber(word) && Number(word) !== index + 1)
      remark(bench, 'floip.test', block, `${word} for option ${index + 1}`)
  }
  return words.filter((word) => !isNumber(word) && word.trim() !== '')
}

/** The word that a test compares the entry with. */
function wordIn(expression: Expression): string | undefined {
  if (expression.kind !== 'compare' || expression.sign !== '=' || expression.right.kind !== 'constant') return undefined
  const { left, right } = expression
  const entry = left.kind === 'call' && left.name === 'LOWER' ? left.args[0] : left
  const isEntry = entry?.kind === 'path' && /^block\.(response|value)$/i.test(entry.path)
  return isEntry ? String(right.value) : undefined
}

/** `child.results.<output>.value = 'none'`, where the other flow ends with such an output. */
function resultOf({ flows }: Container, flow: string, test: string | undefined): string | undefined {
  const reading = test === undefined ? undefined : readExpression(test)
  const expression = reading?.ok ? reading.expression : undefined
  if (expression?.kind !== 'compare' || expression.sign !== '=' || expression.left.kind !== 'path') return undefined
  const [, output] = /^child\.results\.(\w+)(?:\.value)?$/i.exec(expression.left.path) ?? []
  const child = flows.find(({ uuid }) => uuid === flow)
  const isOutput = child?.blocks.some(({ type, name }) => type === 'Core.Output' && name === output)
  return isOutput && expression.right.kind === 'constant' ? String(expression.right.value) : undefined
}
