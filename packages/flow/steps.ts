/** Reads the steps of a flow. The names each kind of step may have are in one table, which editors' schema mirrors. */
import { type Book, fail } from './book.ts'
import { checkName, takeFew } from './bounds.ts'
import type { Language } from './channel.ts'
import { needWord, readList, readMap, readPairs, readWord, readWords, type Word } from './fields.ts'
import { nearest } from './nearest.ts'
import { findEntry, type Mapping, type Node, spotOf } from './node.ts'
import type { FaultSource, OptionSource, StepSource, TextSource } from './source.ts'
import { readText, readTextIn, textFields } from './texts.ts'

/** What may stand in a step besides its words, by its first name. */
export const STEP_FIELDS = {
  say: ['go'],
  menu: ['options', 'wrong', 'silent', 'go'],
  ask: ['wrong', 'silent', 'go'],
  if: ['go', 'else', 'name'],
  arm: ['ways', 'weights'],
  do: ['action', 'with', 'outcomes'],
  run: ['go', 'results', 'keep', 'name'],
  end: ['result', 'dial', 'also send'],
} as const

/** The kinds of step that carry words. */
export const SPOKEN_STEPS: readonly string[] = ['say', 'menu', 'ask', 'end']

/** What may stand in an option besides its words. */
export const OPTION_FIELDS = ['is', 'also', 'go', 'run', 'results', 'keep'] as const

type Kind = keyof typeof STEP_FIELDS
const KINDS = Object.keys(STEP_FIELDS) as Kind[]

/** Reads one step; undefined (and noted) where it is no step at all. */
export function readStep(
  book: Book,
  node: Node,
  index: number,
  languages: readonly Language[],
): StepSource | undefined {
  const map = readMap(book, node, 'a step', undefined)
  if (map === undefined) return undefined
  const kind = KINDS.find((one) => findEntry(map, one) !== undefined)
  if (kind === undefined) {
    const [first] = map.entries
    const words = `this step does nothing${first === undefined ? '' : `: there is no "${first.key.slice(0, 40)}"`}`
    const guess = first && nearest(first.key, KINDS)
    const list = `begin it with one of: ${KINDS.join(', ')}`
    fail(book, map, 'step.kind', words, guess === undefined ? list : `did you mean "${guess}: …"?`)
    return undefined
  }
  const words = SPOKEN_STEPS.includes(kind) ? textFields(languages) : []
  readMap(book, map, `"${kind}"`, [kind, ...STEP_FIELDS[kind], ...words])
  const [first, ...others] = kind === 'if' ? (readWords(book, map, kind) ?? []) : [readWord(book, map, kind)]
  if (first === undefined) return undefined
  const step = takeApart(book, map, kind, first, index, languages)
  if (step.kind === 'if') {
    const lines = others.filter((line) => line !== undefined)
    step.conditions.push(...takeFew(book, step, 'tests', lines))
  }
  checkName(book, step.id)
  return step
}

function takeApart(
  book: Book,
  map: Mapping,
  kind: Kind,
  first: Word,
  index: number,
  languages: readonly Language[],
): StepSource {
  const spot = spotOf(map)
  const text = readTextIn(book, map, languages)
  const id = readWord(book, map, 'name') ?? { ...first, text: `${kind}-${index + 1}` }
  const go = readWord(book, map, 'go')
  const onward = go && { go }
  const faults = { wrong: readWrong(book, map, 'wrong', languages), silent: readWrong(book, map, 'silent', languages) }
  switch (kind) {
    case 'say':
      return { kind, ...spot, id: first, text, ...onward }
    case 'menu':
      return { kind, ...spot, id: first, text, ...faults, ...onward, options: readOptions(book, map, languages) }
    case 'ask':
      return { kind, ...spot, id: first, text, ...faults, ...onward }
    case 'if': {
      const orElse = readWord(book, map, 'else')
      return { kind, ...spot, id, conditions: [first], ...onward, ...(orElse && { orElse }) }
    }
    case 'arm':
      return { kind, ...spot, id: first, ways: readPairs(book, map, 'ways'), weights: readPairs(book, map, 'weights') }
    case 'do':
      return { kind, ...spot, id: first, ...readDeed(book, map) }
    case 'run':
      return {
        kind,
        ...spot,
        id,
        flow: first,
        ...onward,
        results: readPairs(book, map, 'results'),
        ...readKeep(book, map),
      }
    case 'end':
      return { kind, ...spot, id: first, ...readEnd(book, map, text) }
  }
}

/** One text, or one for the first time and one for the second: the third time is the way out. */
function readWrong(book: Book, map: Mapping, key: keyof FaultSource, languages: readonly Language[]): TextSource[] {
  const entry = findEntry(map, key)
  if (entry === undefined) return []
  const nodes = entry.node.kind === 'list' ? entry.node.items : [entry.node]
  const [third] = nodes.slice(2)
  if (third !== undefined)
    fail(
      book,
      third,
      'step.thirdTime',
      `"${key}" has ${nodes.length} texts`,
      'after the third entry comes the way out: two at most',
    )
  return nodes.map((node) => readText(book, node, `"${key}"`, languages))
}

/** What is kept of a flow that was run: `[place]`, or under another name `{home: place}`. */
function readKeep(book: Book, map: Mapping): { keep: [Word, Word][] } {
  const entry = findEntry(map, 'keep')
  if (entry === undefined || entry.node.kind === 'map') return { keep: readPairs(book, map, 'keep') }
  return { keep: (readWords(book, map, 'keep') ?? []).map((word) => [word, word]) }
}

function readDeed(book: Book, map: Mapping) {
  const action = needWord(book, map, 'action', 'a "do"')
  const names = readWords(book, map, 'with')
  return { ...(action && { action }), ...(names && { with: names }), outcomes: readPairs(book, map, 'outcomes') }
}

function readEnd(book: Book, map: Mapping, text: TextSource) {
  const result = readWord(book, map, 'result')
  const dial = readWord(book, map, 'dial')
  const send = readWord(book, map, 'also send')
  checkName(book, result)
  checkName(book, dial)
  const hasText = Object.keys(text.byKey).length > 0
  return { ...(hasText && { text }), ...(result && { result }), ...(dial && { dial }), ...(send && { send }) }
}

function readOptions(book: Book, map: Mapping, languages: readonly Language[]): OptionSource[] {
  const nodes = takeFew(book, map, 'options', readList(book, map, 'options', 'a menu'))
  return nodes.flatMap((node) => {
    const option = readMap(book, node, 'an option', [...OPTION_FIELDS, ...textFields(languages)])
    if (option === undefined) return []
    const [is, go, run] = ['is', 'go', 'run'].map((key) => readWord(book, option, key))
    return {
      ...spotOf(option),
      text: readTextIn(book, option, languages),
      also: readWords(book, option, 'also') ?? [],
      results: readPairs(book, option, 'results'),
      ...readKeep(book, option),
      ...(is && { is }),
      ...(go && { go }),
      ...(run && { run }),
    }
  })
}
