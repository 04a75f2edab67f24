/**
 * The recording sheet of a voice artist: every prompt of a language in the order of the conversation, its exact words,
 * what is heard before and after it and so how to say it, about how long it lasts, and whether it is recorded already.
 */
import type { Language } from '@dhatri/flow/channel'
import type { Library } from '@dhatri/flow/library'
import type { Messages } from '@dhatri/flow/message'
import type { Prompt } from '@dhatri/flow/prompt'
import { type Part, pickParts } from '@dhatri/flow/wording'
import { splitGraphemes } from '@dhatri/text/graphemes'
import { writeCsv } from './csv.ts'
import { type Hint, hintWords } from './hint.ts'
import { listTables } from './order.ts'
import { compareTakes, findTake, type Take } from './take.ts'

/** What there is of a prompt. */
export type State = 'recorded' | 'stand-in' | 'stale' | 'missing'

/** One prompt to speak; `context` is the whole text it is a part of, `seconds` an estimate. */
export type Line = {
  key: string
  section: string
  words: string
  context: string
  hint: string
  seconds: number
  state: State
}

/** What a sheet is made of. */
export type Order = {
  library: Library
  messages: Messages
  language: Language
  prompts: readonly Prompt[]
  stateOf: (prompt: Prompt) => State
}

/** The columns of the sheet as a table. */
export const SHEET_COLUMNS = [
  'number',
  'section',
  'key',
  'file',
  'words',
  'context',
  'hint',
  'seconds',
  'state',
] as const

/** The pace of the stand-ins, slow enough for who listens to it for the first time: seconds a letter, and at each end. */
const PACE = { bangla: 0.25, latin: 0.09, ends: 0.3 }

/** The lines of a sheet, in the order of the conversation, fragments last. */
export function listLines({ library, messages, language, prompts, stateOf }: Order): Line[] {
  const scene = { tables: listTables(library), library, messages }
  const own = [
    ...new Map(
      prompts.filter(({ key }) => key.startsWith(`${language}/`)).map((prompt) => [prompt.key, prompt]),
    ).values(),
  ]
  // A dialect has no words of its own: what stands in the flows is its language's.
  const words = library.languages[language]?.of ?? language
  return own
    .map((prompt) => ({ prompt, take: findTake(prompt.key, scene) }))
    .sort((one, other) => compareTakes(one.take, other.take))
    .map(({ prompt, take }) => {
      const parts = take.text === undefined ? [] : pickParts(take.text, 'voice', [words]).parts
      return {
        key: prompt.key,
        section: take.section,
        words: prompt.text,
        context: parts.length > 1 ? parts.map(writePart).join('') : '',
        hint: hintsFor(prompt.text, take, parts)
          .map((hint) => hintWords(hint, words))
          .join(' '),
        seconds: estimate(prompt.text),
        state: stateOf(prompt),
      }
    })
}

/** The sheet as a table for a spreadsheet. */
export function writeSheetCsv(lines: readonly Line[]): string {
  return writeCsv(
    SHEET_COLUMNS,
    lines.map(({ key, section, words, context, hint, seconds, state }, index) => [
      String(index + 1),
      section,
      key,
      `${key}.mp3`,
      words,
      context,
      hint,
      seconds.toFixed(1),
      state,
    ]),
  )
}

/** About how many seconds some words last. */
export function estimate(words: string): number {
  const letters = splitGraphemes(words).filter((letter) => /[\p{L}\p{N}]/u.test(letter))
  const seconds = letters.reduce(
    (sum, letter) => sum + (/\p{Script=Bengali}/u.test(letter) ? PACE.bangla : PACE.latin),
    PACE.ends,
  )
  return Math.round(seconds * 10) / 10
}

function hintsFor(words: string, { role, part }: Take, parts: readonly Part[]): Hint[] {
  if (role !== 'part') return [{ how: role }]
  const [before, after] = part === undefined ? [] : [parts[part - 1], parts[part + 1]]
  const hints: Hint[] = []
  if (typeof before === 'object') hints.push({ how: 'joined', value: before.name })
  if (typeof after === 'object') hints.push({ how: 'open', value: after.name })
  else hints.push({ how: /[?？]\s*$/u.test(words) ? 'question' : 'closed' })
  return hints
}

function writePart(part: Part): string {
  return typeof part === 'string' ? part : `{${part.name}}`
}
