/** A file of words people write (danger, topics), opened: its lists with the place of each item, and its faults. */
import { isMap, isScalar, isSeq, parseDocument } from 'yaml'

/** What is wrong with such a file: where it is, and the rule. */
export type PhraseFault = { line: number; rule: string; words: string }

/** The languages of a list, in the order in which they are read. */
export const LANGUAGES = ['bn', 'bn-Latn', 'en']

/** One item of a list, and where it stands. */
export type Listed = { value: string; offset: number }

/** A file being read; `faults` grows by what is refused. */
export type WordFile = {
  faults: PhraseFault[]
  refuse: (offset: number, rule: string, words: string) => void
  /** The items of a list; an empty one is an empty value, a missing list a fault. */
  list: (path: string[]) => Listed[]
  /** The names under a heading; a fault where there are none. */
  names: (heading: string) => string[]
  textAt: (path: string[]) => string | undefined
}

/** Opens the text of a file; what is wrong with its YAML is the first of its faults. */
export function openWordFile(text: string): WordFile {
  const document = parseDocument(text, { prettyErrors: true })
  const faults: PhraseFault[] = document.errors.map(({ linePos, message }) => ({
    line: linePos?.[0].line ?? 1,
    rule: 'yaml',
    words: message.split('\n')[0] ?? '',
  }))
  const refuse = (offset: number, rule: string, words: string): void => {
    faults.push({ line: text.slice(0, offset).split('\n').length, rule, words })
  }
  return {
    faults,
    refuse,
    list: (path) => {
      const node = document.getIn(path, true)
      if (isSeq(node)) {
        return node.items.map((item) => ({
          value: isScalar(item) && typeof item.value === 'string' ? item.value.trim() : '',
          offset: isScalar(item) ? (item.range?.[0] ?? 0) : 0,
        }))
      }
      refuse(0, 'list.missing', path.join('.'))
      return []
    },
    names: (heading) => {
      const node = document.get(heading, true)
      if (isMap(node)) return node.items.map(({ key }) => String(isScalar(key) ? key.value : key))
      refuse(0, `${heading}.missing`, heading)
      return []
    },
    textAt: (path) => {
      const value = document.getIn(path)
      return typeof value === 'string' ? value : undefined
    },
  }
}
