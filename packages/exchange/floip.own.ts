/**
 * Blocks that we exported, as the steps they were. What plain FLOIP says is taken from there, so that a change made
 * elsewhere comes in; only what it cannot say is taken from beside the block.
 */
import { readCondition } from '@dhatri/flow/condition'
import { START_FACTS } from '@dhatri/flow/declare'
import { optionNumber } from '@dhatri/flow/navigation'
import { printTests } from './condition.ts'
import { readTests, writeTests } from './floip.condition.ts'
import { partId } from './floip.desk.ts'
import type { DraftOption, DraftStep, Go } from './floip.draft.ts'
import type { Words } from './floip.resource.ts'
import { isObject } from './floip.shape.ts'
import type { Block, Json, JsonObject } from './floip.wire.ts'
import { type Bench, hintOf, readWords, remark } from './floip.words.ts'

/** Where our own export keeps each name, and the reverse. */
export function bindOwn(bench: Bench, answers: readonly string[], facts: readonly string[]): Bench {
  const { blocks } = bench.flow
  const kept = blocks.flatMap((block) => pairsOf(hintOf(block)?.['keep'])).map(([name]) => name)
  const pairs: [path: string, name: string][] = [
    ...blocks.flatMap((block): [string, string][] => {
      const { kind, step } = hintOf(block) ?? {}
      if (typeof step !== 'string' || (kind !== 'do' && kind !== 'arm')) return []
      return [[`results.${block.name}.${kind === 'arm' ? 'exit' : 'value'}`, step]]
    }),
    ...START_FACTS.map((name): [string, string] => [name === 'channel' ? 'run.mode' : `contact.${name}`, name]),
    ...facts.filter((name) => !kept.includes(name)).map((name): [string, string] => [`session.${name}`, name]),
    ...[...answers, ...kept].map((name): [string, string] => [`results.${name}.value`, name]),
  ]
  const names = new Map(pairs)
  const paths = new Map(pairs.map(([path, name]) => [name, path]))
  return { ...bench, nameOf: (path) => names.get(path), pathOf: (name) => paths.get(name) ?? name }
}

/** One step of ours; undefined for a block that belongs to another step, or that is none of ours. */
export function raiseOwn(bench: Bench, block: Block, kinds: Record<string, { type: string }>): DraftStep | undefined {
  const hint = hintOf(block)
  const { step: id, kind } = hint ?? {}
  if (hint === undefined || typeof id !== 'string') return undefined
  const base = { block: block.uuid, id }
  switch (kind) {
    case 'say':
      return { ...base, kind, words: readWords(bench, block, block.config['prompt'], hint), go: lastGo(block) }
    case 'menu':
      return raiseMenu(bench, block, hint, id)
    case 'ask':
      return raiseAsk(bench, block, hint, id)
    case 'if':
      return raiseIf(bench, block, hint, base, kinds)
    case 'arm':
      return { ...base, kind, ways: raiseWays(block, hint) }
    case 'do':
      return {
        ...base,
        kind,
        action: textOf(hint['action']),
        ...(Array.isArray(hint['with']) && { with: hint['with'].filter((name) => typeof name === 'string') }),
        outcomes: raiseOutcomes(bench, block, id),
      }
    case 'run':
      return { ...base, kind, ...raiseRun(bench, block) }
    case 'end':
      return raiseEnd(bench, block, hint, base)
    default:
      return undefined
  }
}

/** The ways after an action, out of the decision that follows it. */
function raiseOutcomes(bench: Bench, block: Block, id: string): [string, Go][] {
  const decision = followOwn(bench, block.exits.at(-1)?.destination_block, id)
  if (decision === undefined) remark(bench, 'floip.changed', block, 'its outcome is not asked after')
  return (decision?.exits ?? []).map(({ name, destination_block: to }): [string, Go] => [name, to ?? 'end'])
}

function raiseMenu(bench: Bench, block: Block, hint: JsonObject, id: string): DraftStep {
  const also = isObject(hint['also']) ? hint['also'] : {}
  const isMany = block.type.endsWith('SelectManyResponses')
  const choices = Array.isArray(block.config['choices']) ? block.config['choices'].filter(isObject) : []
  const options = choices.map((choice, index): DraftOption => {
    const is = textOf(choice['name'])
    const exit = isMany ? block.exits[0] : block.exits.find(({ test }) => test === `block.value = '${is}'`)
    if (exit === undefined) remark(bench, 'floip.changed', block, `no exit for ${is}`)
    const run = bench.flow.blocks.find(
      (other) =>
        other.uuid === exit?.destination_block && hintOf(other)?.['of'] === id && hintOf(other)?.['option'] === is,
    )
    const words = listTexts(also[is])
    return {
      // An option that keeps only its number is written without a name.
      is: is === String(optionNumber(index)) ? '' : is,
      words: readWords(bench, block, choice['prompt'], hint),
      also: words,
      ...(run === undefined
        ? { go: exit?.destination_block ?? 'end', results: [], keep: [] }
        : raiseOption(bench, run)),
    }
  })
  const words = readWords(bench, block, block.config['question_prompt'], hint)
  return { block: block.uuid, id, kind: 'menu', words, options, ...readFaults(bench, block, hint) }
}

function raiseOption(bench: Bench, run: Block): Pick<DraftOption, 'go' | 'run' | 'results' | 'keep'> {
  const { flow, ...rest } = raiseRun(bench, run)
  return { run: flow, ...rest }
}

function raiseAsk(bench: Bench, block: Block, hint: JsonObject, id: string): DraftStep | undefined {
  const asked = block.type === 'Core.Case' ? followOwn(bench, block.exits[0]?.destination_block, id) : block
  if (asked === undefined) return undefined
  const own = asked === block ? hint : (hintOf(asked) ?? {})
  const given = asked.exits[0]?.destination_block
  const words = readWords(bench, asked, asked.config['prompt'], own)
  return { block: block.uuid, id, kind: 'ask', words, go: given ?? 'end', ...readFaults(bench, asked, own) }
}

function raiseIf(
  bench: Bench,
  block: Block,
  hint: JsonObject,
  base: { block: string; id: string },
  kinds: Record<string, { type: string }>,
): DraftStep {
  const [so, ...others] = block.exits
  const test = so?.test ?? ''
  const lines = listTexts(hint['lines'])
  const condition = readCondition(lines)
  const isKept = condition.ok && writeTests(condition.tests, bench.pathOf, kinds) === test
  const read = isKept ? undefined : readTests(test, (path) => ownName(bench, path))
  if (read?.ok === false) remark(bench, 'floip.exit', block, `${so?.name}: ${read.why}`)
  const printed = read?.ok ? read.tests.map((tests) => printTests([tests])) : []
  return {
    ...base,
    kind: 'if',
    lines: isKept || read?.ok === false ? lines : printed,
    go: so?.destination_block ?? 'end',
    orElse: others.at(-1)?.destination_block ?? 'end',
  }
}

const CHANNELS: Record<string, string> = { ussd: 'ussd', sms: 'sms', ivr: 'voice' }

function ownName(bench: Bench, path: string) {
  const name = bench.nameOf(path)
  if (name === undefined) return undefined
  return path === 'run.mode' ? { name, translate: (mode: string) => CHANNELS[mode.toLowerCase()] } : { name }
}

/** The first way is the default exit, which stands last; weights are not to be read off shares. */
function raiseWays(block: Block, hint: JsonObject): [string, Go, number][] {
  const weights = new Map(Array.isArray(hint['weights']) ? hint['weights'].flatMap(weightOf) : [])
  const [control, ...others] = block.exits.toReversed()
  const ways = control === undefined ? [] : [control, ...others.toReversed()]
  return ways.map(({ name, destination_block: to }) => [name, to ?? 'end', weights.get(name) ?? 1])
}

function weightOf(pair: Json): [string, number][] {
  const [is, weight] = Array.isArray(pair) ? pair : []
  return typeof is === 'string' && typeof weight === 'number' ? [[is, weight]] : []
}

/** A flow that is run: where it goes on, by which results, and what is taken over on the way. */
function raiseRun(bench: Bench, block: Block): Pick<DraftStep & { kind: 'run' }, 'flow' | 'go' | 'results' | 'keep'> {
  const hint = hintOf(block) ?? {}
  const keep = pairsOf(hint['keep'])
  let last = block
  const owner = textOf(hint['step']) || textOf(hint['of'])
  // What is kept, one block each, then at most one decision.
  for (let count = 0; count <= keep.length; count += 1) {
    const next = followOwn(bench, last.exits.at(-1)?.destination_block, owner)
    if (next?.type === 'Core.Output' || next?.type === 'Core.Case') last = next
  }
  const results = last.exits.slice(0, -1).map((exit): [string, Go] => [exit.name, exit.destination_block ?? 'end'])
  return { flow: textOf(block.config['flow_id']), go: lastGo(last), results, keep }
}

function raiseEnd(bench: Bench, block: Block, hint: JsonObject, base: { block: string; id: string }): DraftStep {
  const output = followOwn(bench, block.exits.at(-1)?.destination_block, base.id)
  const result = /^'(.*)'$/.exec(textOf(output?.config['value']))?.[1]
  const words = block.type === 'Core.Case' ? undefined : readWords(bench, block, block.config['prompt'], hint)
  const [dial, send] = [textOf(hint['dial']), textOf(hint['send'])]
  return {
    ...base,
    kind: 'end',
    ...(words && { words }),
    ...(result !== undefined && { result }),
    ...(dial !== '' && { dial }),
    ...(send !== '' && { send }),
  }
}

function readFaults(bench: Bench, block: Block, hint: JsonObject): { wrong: Words[]; silent: Words[] } {
  const read = (key: string): Words[] => listTexts(hint[key]).map((uuid) => readWords(bench, block, uuid, hint))
  return { wrong: read('wrong'), silent: read('silent') }
}

/** A block that belongs to a step of ours. */
function followOwn({ flow }: Bench, to: string | undefined, step: string): Block | undefined {
  const block = flow.blocks.find(({ uuid }) => uuid === to)
  return block !== undefined && hintOf(block)?.['of'] === step ? block : undefined
}

/** Whether a block leads back to the first screen. */
export const isHome = (block: Block): boolean =>
  hintOf(block)?.['of'] === 'home' && block.config['flow_id'] === partId('home')

const lastGo = ({ exits }: Block): Go => exits.at(-1)?.destination_block ?? 'end'
const textOf = (value: Json | undefined): string => (typeof value === 'string' ? value : '')
const listTexts = (value: Json | undefined): string[] =>
  Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : []

function pairsOf(value: Json | undefined): [string, string][] {
  if (!Array.isArray(value)) return []
  return value.flatMap((pair): [string, string][] => {
    const [name, from] = listTexts(pair)
    return name === undefined || from === undefined ? [] : [[name, from]]
  })
}
