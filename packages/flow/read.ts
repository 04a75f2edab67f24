/** Reads one flow file into its source. What is unreadable is noted and left out, so that one fault does not hide the rest. */
import type { Book } from './book.ts'
import { fail, failName } from './book.ts'
import { checkName, takeFew } from './bounds.ts'
import { CHANNELS, type Language } from './channel.ts'
import { readKinds } from './declare.ts'
import { needWord, readList, readMap, readPairs, readWord, readWords, type Word } from './fields.ts'
import { findEntry, type Mapping, type Node, spotOf } from './node.ts'
import type { FlowSource } from './source.ts'
import { readStep } from './steps.ts'
import { ABOUTS } from './table.ts'
import { readText } from './texts.ts'

/** What may stand at the top of a flow file. */
export const FLOW_FIELDS = [
  'flow',
  'title',
  'about',
  'source',
  'reviewed',
  'languages',
  'channels',
  'facts',
  'answers',
  'gives',
  'sms form',
  'moved',
  'steps',
] as const

/** Reads a flow whose file is called `<name>.yaml`; undefined where it is no flow at all. */
export function readFlow(book: Book, node: Node, fileName: string, known: readonly Language[]): FlowSource | undefined {
  const map = readMap(book, node, 'a flow', FLOW_FIELDS)
  if (map === undefined) return undefined
  const name = needWord(book, map, 'flow', 'a flow')
  if (name === undefined) return undefined
  if (name.text !== fileName) {
    fail(book, name, 'flow.name', `the flow "${name.text}" stands in ${fileName}.yaml`, `write "flow: ${fileName}"`)
  }
  checkName(book, name)
  const [source, reviewed, form] = ['source', 'reviewed', 'sms form'].map((key) => readWord(book, map, key))
  const kinds = [...readKinds(book, map, 'facts'), ...readKinds(book, map, 'answers')]
  const steps = takeFew(book, map, 'steps', readList(book, map, 'steps', 'a flow'))
  const title = findEntry(map, 'title')
  const titled = title ? readText(book, title.node, '"title"', known) : { ...spotOf(map), byKey: {} }
  if (Object.keys(titled.byKey).length === 0)
    fail(
      book,
      titled,
      'file.missing',
      'a flow needs "title"',
      'add a line "title: {bn: …, en: …}": what the flow is called',
    )
  return {
    file: book.file,
    name,
    title: titled,
    about: readAmong(book, map, 'about', ABOUTS)[0] ?? { ...spotOf(map), text: 'service' },
    languages: readAmong(book, map, 'languages', known),
    channels: readAmong(book, map, 'channels', CHANNELS),
    kinds,
    gives: readWords(book, map, 'gives') ?? [],
    steps: steps.map((step, index) => readStep(book, step, index, known)).filter((step) => step !== undefined),
    ...(source && { source }),
    ...(reviewed && { reviewed }),
    ...(form && { form }),
    moved: readPairs(book, map, 'moved'),
  }
}

/** Texts that must be there and be among the known ones. */
function readAmong(book: Book, map: Mapping, key: string, known: readonly string[]): Word[] {
  const words = readWords(book, map, key)
  if (words === undefined) {
    fail(book, map, 'file.missing', `a flow needs "${key}"`, `add a line "${key}: …" (${known.join(', ')})`)
    return []
  }
  return words.filter((word) => {
    const isKnown = known.includes(word.text)
    if (!isKnown) failName(book, word, `flow.${key}`, `"${key}" cannot be "${word.text}"`, word.text, known)
    return isKnown
  })
}
