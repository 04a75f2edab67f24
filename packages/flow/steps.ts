/** Reads the steps of a flow. The names each kind of step may have are in one table, which editors' schema mirrors. */
import { type Book, fail } from './book.ts'
import type { Language } from './channel.ts'
import { needWord, readList, readMap, readPairs, readWord, readWords, type Word } from './fields.ts'
import { findEntry, type Mapping, type Node, spotOf } from './node.ts'
import type { OptionSource, StepSource, TextSource } from './source.ts'
import { readText, readTextIn, textFields } from './texts.ts'

/** What may stand in a step besides its words, by its first name. */
export const STEP_FIELDS = {
  say: ['go'],
  menu: ['options', 'wrong'],
  ask: ['wrong', 'go'],
  if: ['go', 'else', 'name'],
  do: ['action', 'with', 'outcomes'],
  run: ['go', 'results', 'name'],
  end: ['result', 'dial'],
} as const

/** The kinds of step that carry words. */
export const SPOKEN_STEPS: readonly string[] = ['say', 'menu', 'ask', 'end']

/** What may stand in an option besides its words. */
export const OPTION_FIELDS = ['is', 'also', 'go', 'run', 'results'] as const

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
    fail(book, map, 'step.kind', 'this step does nothing', `begin it with one of: ${KINDS.join(', ')}`)
    return undefined
  }
  const words = SPOKEN_STEPS.includes(kind) ? textFields(languages) : []
  readMap(book, map, `"${kind}"`, [kind, ...STEP_FIELDS[kind], ...words])
  const first = readWord(book, map, kind)
  return first === undefined ? undefined : takeApart(book, map, kind, first, index, languages)
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
  const wrong = readWrong(book, map, languages)
  switch (kind) {
    case 'say':
      return { kind, ...spot, id: first, text, ...onward }
    case 'menu':
      return { kind, ...spot, id: first, text, ...wrong, options: readOptions(book, map, languages) }
    case 'ask':
      return { kind, ...spot, id: first, text, ...wrong, ...onward }
    case 'if': {
      const orElse = readWord(book, map, 'else')
      return { kind, ...spot, id, condition: first, ...onward, ...(orElse && { orElse }) }
    }
    case 'do':
      return { kind, ...spot, id: first, ...readDeed(book, map) }
    case 'run':
      return { kind, ...spot, id, flow: first, ...onward, results: readPairs(book, map, 'results') }
    case 'end':
      return { kind, ...spot, id: first, ...readEnd(book, map, text) }
  }
}

function readWrong(book: Book, map: Mapping, languages: readonly Language[]): { wrong?: TextSource } {
  const entry = findEntry(map, 'wrong')
  return entry === undefined ? {} : { wrong: readText(book, entry.node, '"wrong"', languages) }
}

function readDeed(book: Book, map: Mapping) {
  const action = needWord(book, map, 'action', 'a "do"')
  const names = readWords(book, map, 'with')
  return { ...(action && { action }), ...(names && { with: names }), outcomes: readPairs(book, map, 'outcomes') }
}

function readEnd(book: Book, map: Mapping, text: TextSource) {
  const result = readWord(book, map, 'result')
  const dial = readWord(book, map, 'dial')
  const hasText = Object.keys(text.byKey).length > 0
  return { ...(hasText && { text }), ...(result && { result }), ...(dial && { dial }) }
}

function readOptions(book: Book, map: Mapping, languages: readonly Language[]): OptionSource[] {
  return readList(book, map, 'options', 'a menu').flatMap((node) => {
    const option = readMap(book, node, 'an option', [...OPTION_FIELDS, ...textFields(languages)])
    if (option === undefined) return []
    const [is, go, run] = ['is', 'go', 'run'].map((key) => readWord(book, option, key))
    return {
      ...spotOf(option),
      text: readTextIn(book, option, languages),
      also: readWords(book, option, 'also') ?? [],
      results: readPairs(book, option, 'results'),
      ...(is && { is }),
      ...(go && { go }),
      ...(run && { run }),
    }
  })
}
