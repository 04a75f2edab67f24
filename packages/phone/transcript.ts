/**
 * A conversation written down: when it began, whose phone it was, what she did and what came back, line by line. One
 * file is documentation, test and picture at once. A nurse can read it, and change it, as she reads a flow.
 */
import { isMap, isScalar, isSeq, LineCounter, parseDocument, stringify } from 'yaml'
import { VERBS, type Verb } from './said.ts'

/** The verbs of a transcript: what happens on a line, and time that goes by (`2 days 3 hours`). */
export const TRANSCRIPT_VERBS = [...VERBS, 'waits'] as const

/** One line; `what` is '' where the verb says it all. */
export type TranscriptLine = { does: Verb | 'waits'; what: string }

/** A conversation of one phone; `begins` is civil time in Dhaka, `2026-03-02 10:00`. */
export type Transcript = { title: string; begins: string; phone: string; talk: TranscriptLine[] }

/** What is wrong with a transcript, and where. */
export type TranscriptFault = { line: number; words: string }

/** A transcript, or every fault of it. */
export type TranscriptReading = { ok: true; transcript: Transcript } | { ok: false; faults: TranscriptFault[] }

/** The most lines and characters one may have. */
const MOST = { lines: 2_000, size: 400_000 }

/** Verbs after which nothing is said. */
const ALONE: ReadonlySet<string> = new Set(['answers', 'declines', 'ignores', 'staysQuiet', 'hangsUp', 'isCalled'])

/** Writes a transcript as YAML. */
export function printTranscript({ title, begins, phone, talk }: Transcript): string {
  const lines = talk.map(({ does, what }) => (ALONE.has(does) ? does : { [does]: what }))
  const whole = { transcript: title, begins, phone, talk: lines }
  return stringify(whole, { lineWidth: 0, blockQuote: 'literal', defaultStringType: 'PLAIN' })
}

/** Reads a transcript; every scalar counts as text, so that 0501 stays 0501. */
export function readTranscript(text: string): TranscriptReading {
  if (text.length > MOST.size) return refuse(1, `longer than ${MOST.size} characters`)
  const counter = new LineCounter()
  const document = parseDocument(text, { schema: 'failsafe', lineCounter: counter, maxAliasCount: 0 } as object)
  const lineAt = (offset: number | undefined) => (offset === undefined ? 1 : counter.linePos(offset).line)
  const [first] = document.errors
  if (first !== undefined) return refuse(lineAt(first.pos[0]), first.message.split('\n')[0] ?? '')
  const { contents } = document
  if (!isMap(contents)) return refuse(1, 'a transcript begins with "transcript:"')
  const faults: TranscriptFault[] = []
  const word = (name: string, pattern: RegExp): string => {
    const value = contents.get(name)
    if (typeof value === 'string' && pattern.test(value)) return value
    faults.push({ line: lineAt(contents.range?.[0]), words: `"${name}" is missing or not as it should be` })
    return ''
  }
  const head = {
    title: word('transcript', /./),
    begins: word('begins', /^\d{4}-\d\d-\d\d \d\d:\d\d$/),
    phone: word('phone', /^\+8801[3-9]\d{8}$/),
  }
  const list = contents.get('talk')
  const items = isSeq(list) ? list.items : []
  if (items.length === 0) faults.push({ line: lineAt(contents.range?.[0]), words: '"talk" has no line' })
  if (items.length > MOST.lines) return refuse(1, `more than ${MOST.lines} lines`)
  const talk = items.flatMap((item): TranscriptLine[] => {
    const line = readLine(item)
    if (line !== undefined) return [line]
    const range = typeof item === 'object' && item !== null && 'range' in item ? (item.range as number[]) : []
    faults.push({ line: lineAt(range[0]), words: `a line is one of: ${TRANSCRIPT_VERBS.join(', ')}` })
    return []
  })
  return faults.length > 0 ? { ok: false, faults } : { ok: true, transcript: { ...head, talk } }
}

const refuse = (line: number, words: string): TranscriptReading => ({ ok: false, faults: [{ line, words }] })

const isVerb = (word: unknown): word is Verb | 'waits' => TRANSCRIPT_VERBS.some((verb) => verb === word)

function readLine(item: unknown): TranscriptLine | undefined {
  if (isScalar(item)) return isVerb(item.value) && ALONE.has(item.value) ? { does: item.value, what: '' } : undefined
  if (!isMap(item) || item.items.length !== 1) return undefined
  const [pair] = item.items
  const [does, what] = [isScalar(pair?.key) ? pair.key.value : '', isScalar(pair?.value) ? pair.value.value : '']
  return isVerb(does) && typeof what === 'string' && !ALONE.has(does) ? { does, what } : undefined
}
