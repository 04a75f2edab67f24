/** A flow as a file that a nurse could have written: languages side by side, `go` only where the next step is another. */
import { Document, isMap, isScalar, isSeq, type Scalar, visit, type YAMLMap } from 'yaml'
import type { DraftFlow, DraftOption, DraftStep, Go } from './floip.draft.ts'
import type { Declared } from './floip.kind.ts'
import type { Words } from './floip.resource.ts'

/** Where a word, a list or a map may stand. */
type Written = string | number | Written[] | { [key: string]: Written }

const WIDTH = 118
/** A map with at most so many signs stands in one line. */
const SHORT = 96

/** Writes a flow. */
export function writeYaml(flow: DraftFlow): string {
  const document = new Document(writeFlow(flow), { version: '1.2', schema: 'core', aliasDuplicateObjects: false })
  visit(document, {
    Scalar: (key, node) => {
      if (typeof node.value === 'string' && key !== 'key') style(node as Scalar<string>)
    },
    Map: (_, node, path) => {
      if (path.length > 1 && isShort(node)) node.flow = true
    },
    Seq: (_, node) => {
      if (node.items.length > 0 && node.items.every(isScalar)) node.flow = isShort(node)
    },
  })
  if (isMap(document.contents)) space(document.contents)
  return document.toString({ lineWidth: WIDTH, flowCollectionPadding: false, singleQuote: false })
}

function writeFlow(flow: DraftFlow): { [key: string]: Written } {
  const { facts, answers, gives } = flow
  return {
    flow: flow.name,
    title: writeWords(flow.title),
    about: flow.about,
    ...(flow.source !== undefined && { source: flow.source }),
    ...(flow.reviewed !== undefined && { reviewed: flow.reviewed }),
    languages: flow.languages,
    channels: flow.channels,
    ...(facts.length > 0 && { facts: writeKinds(facts) }),
    ...(answers.length > 0 && { answers: writeKinds(answers) }),
    ...(gives.length > 0 && { gives }),
    ...(flow.moved !== undefined && { moved: flow.moved }),
    ...(flow.form !== undefined && { 'sms form': flow.form }),
    steps: flow.steps.map((step, index) => writeStep(step, index, wayFrom(flow.steps, index))),
  }
}

/** How a way is written after a step: not at all where it leads to the next one. */
type Way = (go: Go, isSure?: true) => string | undefined

function wayFrom(steps: readonly DraftStep[], index: number): Way {
  const next = steps[index + 1]
  return (go, isSure) => {
    const target = go === 'home' ? 'home' : (steps.find(({ block }) => block === go)?.id ?? 'end')
    const isNext = next === undefined ? target === 'end' : next.block === go
    return isNext && isSure === undefined ? undefined : target
  }
}

const onward = (key: string, target: string | undefined): { [key: string]: Written } =>
  target === undefined ? {} : { [key]: target }

function writeStep(step: DraftStep, index: number, way: Way): { [key: string]: Written } {
  const { id } = step
  const own = `${step.kind}-${index + 1}`
  switch (step.kind) {
    case 'say':
      return { say: id, ...onward('go', way(step.go)), ...writeWords(step.words) }
    case 'ask':
      return { ask: id, ...onward('go', way(step.go)), ...writeWords(step.words), ...writeFaults(step) }
    case 'menu':
      return { menu: id, ...writeWords(step.words), ...writeFaults(step), ...writeOptions(step.options, way) }
    case 'if': {
      const [line = '', ...others] = step.lines
      const isOne = others.length === 0
      const name = id === own ? {} : { name: id }
      return {
        if: isOne ? line : step.lines,
        ...name,
        ...onward('go', way(step.go)),
        ...onward('else', way(step.orElse)),
      }
    }
    case 'arm': {
      const weights = step.ways.filter(([, , weight]) => weight !== 1).map(([is, , weight]) => [is, weight])
      return {
        arm: id,
        ways: Object.fromEntries(step.ways.map(([is, go]) => [is, way(go, true) ?? 'end'])),
        ...(weights.length > 0 && { weights: Object.fromEntries(weights) }),
      }
    }
    case 'do':
      return {
        do: id,
        action: step.action,
        ...(step.with && { with: step.with }),
        outcomes: writeWays(step.outcomes, way),
      }
    case 'run':
      return { run: step.flow, ...(id === own ? {} : { name: id }), ...writeReturn(step, way) }
    case 'end':
      return {
        end: id,
        ...(step.result !== undefined && { result: step.result }),
        ...(step.dial !== undefined && { dial: step.dial }),
        ...(step.send !== undefined && { 'also send': step.send }),
        ...writeWords(step.words ?? {}),
      }
  }
}

const writeWays = (ways: [string, Go][], way: Way): { [key: string]: Written } =>
  Object.fromEntries(ways.map(([name, go]) => [name, way(go, true) ?? 'end']))

function writeReturn({ go, results, keep }: Pick<DraftOption, 'go' | 'results' | 'keep'>, way: Way) {
  const isPlain = keep.every(([name, from]) => name === from)
  return {
    ...(keep.length > 0 && { keep: isPlain ? keep.map(([name]) => name) : Object.fromEntries(keep) }),
    ...(results.length > 0 && { results: writeWays(results, way) }),
    ...onward('go', way(go)),
  }
}

/** Options; where all of several lead one way it stands once, at the menu. */
function writeOptions(options: DraftOption[], way: Way): { [key: string]: Written } {
  const ways = options.map(({ go }) => way(go))
  const isSame = options.length > 1 && ways.every((target) => target === ways[0])
  return {
    ...(isSame ? onward('go', ways[0]) : {}),
    options: options.map((option) => ({
      ...(option.is !== '' && { is: option.is }),
      ...(option.run !== undefined && { run: option.run }),
      ...writeReturn(option, isSame ? (go, isSure) => (isSure ? way(go, isSure) : undefined) : way),
      ...writeWords(option.words),
      ...(option.also.length > 0 && { also: option.also }),
    })),
  }
}

function writeFaults({ wrong, silent }: { wrong: Words[]; silent: Words[] }): { [key: string]: Written } {
  const write = (texts: Words[]): Written => {
    const [only, ...others] = texts.map(writeWords)
    return only !== undefined && others.length === 0 ? only : texts.map(writeWords)
  }
  return {
    ...(wrong.length > 0 && { wrong: write(wrong) }),
    ...(silent.length > 0 && { silent: write(silent) }),
  }
}

/** `bn` and `en` first, then `voice.bn` below `voice:`. */
function writeWords(words: Words): { [key: string]: Written } {
  const keys = Object.keys(words).map((key) => key.split('.'))
  const channels = [...new Set(keys.flatMap(([channel, tag]) => (tag === undefined ? [] : [channel ?? ''])))]
  const below = (channel: string): [string, Written][] =>
    keys.flatMap(([own, tag]) => (own === channel && tag !== undefined ? [[tag, words[`${own}.${tag}`] ?? '']] : []))
  return Object.fromEntries([
    ...Object.entries(words).filter(([key]) => !key.includes('.')),
    ...channels.map((channel): [string, Written] => [channel, Object.fromEntries(below(channel))]),
  ])
}

/** Whole numbers stand without quotes. */
const plain = (declared: Record<string, string>): Written =>
  Object.fromEntries(
    Object.entries(declared).map(([key, text]) => [key, /^(0|[1-9]\d*)$/.test(text) ? Number(text) : text]),
  )

const writeKinds = (kinds: [string, Declared][]): Written =>
  Object.fromEntries(kinds.map(([name, declared]) => [name, plain(declared)]))

function style(node: Scalar<string>): void {
  if (node.value.includes('\n')) node.type = 'BLOCK_LITERAL'
  else if (node.value.length > WIDTH - 20) node.type = 'BLOCK_FOLDED'
}

function isShort(node: unknown): boolean {
  const size = lengthOf(node)
  return size !== undefined && size <= SHORT
}

/** The signs of a node in one line; nothing where some text in it has lines of its own. */
function lengthOf(node: unknown): number | undefined {
  if (isScalar(node)) {
    const text = String(node.value)
    return text.includes('\n') ? undefined : text.length + 2
  }
  const parts = isMap(node)
    ? node.items.flatMap(({ key, value }) => [lengthOf(key), lengthOf(value)])
    : isSeq(node)
      ? node.items.map(lengthOf)
      : []
  return parts.reduce<number | undefined>(
    (sum, part) => (sum === undefined || part === undefined ? undefined : sum + part),
    2,
  )
}

/** An empty line before what is declared, and before each step. */
function space(map: YAMLMap): void {
  for (const { key, value } of map.items) {
    const name = isScalar(key) ? String(key.value) : ''
    if (isScalar(key) && ['facts', 'answers', 'sms form', 'steps'].includes(name)) key.spaceBefore = true
    if (isMap(value) && (name === 'facts' || name === 'answers')) value.flow = false
    if (!isSeq(value) || name !== 'steps') continue
    for (const [index, step] of value.items.entries()) if (isMap(step) && index > 0) step.spaceBefore = true
    for (const step of value.items) if (isMap(step)) openStep(step)
  }
}

/** A step has a line for each of its names, and its options look alike. */
function openStep(step: YAMLMap): void {
  step.flow = false
  const options = step.get('options')
  if (!isSeq(options)) return
  options.flow = false
  const isFlow = options.items.every((option) => isMap(option) && option.flow)
  for (const option of options.items) if (isMap(option)) option.flow = isFlow
}
