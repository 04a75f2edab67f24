/**
 * How long a caller listens: no script longer than a minute (people hang up; Kilkari and mMitra keep to 60 to 90
 * seconds), and no way through a call longer than five minutes of listening, her own time not counted.
 */
import { type Kind, typeOf } from '../answer.ts'
import { type Audit, bookOf } from '../audit.ts'
import { type Book, fail, warn } from '../book.ts'
import type { Language } from '../channel.ts'
import { isCalled, listSpokenForms } from '../message.ts'
import { optionNumber } from '../navigation.ts'
import type { Spot } from '../node.ts'
import type { View } from '../print.ts'
import type { Prompt } from '../prompt.ts'
import type { Sound, Sounds } from '../sound.ts'
import { sayPlace } from '../speech.ts'
import type { Step, Table } from '../table.ts'
import { listWritten } from '../vocabulary.ts'
import { type Filler, speakOption, speakText } from '../voice.ts'
import { readSounds } from './sounds.ts'
import { weighWays } from './ways.ts'

/** The most seconds that one script may last. */
export const MOST_SCRIPT = 60
/** The most seconds of listening on one way through a call. */
export const MOST_CALL = 300

/** The longest script and the longest way through a call, in seconds, over all languages. */
export type SecondFigures = { script: number; call: number }

/** Notes scripts and calls that last too long. */
export function checkSeconds(audit: Audit, sounds: Sounds): SecondFigures {
  const manifest = readSounds(sounds.manifest) ?? new Map<string, Sound>()
  const figures: SecondFigures = { script: 0, call: 0 }
  const tags = listWritten(audit.library.languages)
  for (const language of tags.filter((tag) => audit.library.languages[tag]?.channels.includes('voice'))) {
    const view = viewOf(audit, language)
    const lists = speakLists(manifest, view)
    figures.script = Math.max(figures.script, checkMessages(audit, manifest, view))
    const ways = weighWays(audit, (step, table) =>
      isSpoken(table, language) ? sum(manifest, speakStep(step, table, view, lists)) : 0,
    )
    for (const flow of audit.flows) {
      if (!isSpoken(flow.table, language)) continue
      const book = bookOf(audit, flow)
      for (const [index, step] of flow.table.steps.entries()) {
        const seconds = sum(manifest, speakWords(step, flow.table, view))
        figures.script = Math.max(figures.script, seconds)
        const source = flow.source.steps[index]
        if (source !== undefined) noteLong(book, source.id, seconds, language, 'make two steps of it')
      }
      const call = ways.get(flow.table.flow) ?? 0
      figures.call = Math.max(figures.call, call)
      if (call <= MOST_CALL) continue
      const words = `a way through "${flow.table.flow}" takes ${Math.round(call)} seconds of listening (${language})`
      warn(book, flow.source.name, 'sound.call', words, `at most ${MOST_CALL}: shorten it`)
    }
  }
  return { script: round(figures.script), call: round(figures.call) }
}

/** Notes messages that a call speaks for too long, in any of their forms; gives the longest. */
function checkMessages({ messages, findings }: Audit, manifest: ReadonlyMap<string, Sound>, view: View): number {
  const [language = ''] = view.languages
  const spoken = messages.flatMap(({ file, name, message }) =>
    (isCalled(message) ? listSpokenForms(message) : []).map(({ text, key }) => {
      const seconds = sum(manifest, speakText(key, text, view, fillLongest(message.kinds)))
      noteLong({ file, findings }, name, seconds, language, 'shorten it')
      return seconds
    }),
  )
  return Math.max(0, ...spoken)
}

function noteLong(book: Book, spot: Spot, seconds: number, language: Language, what: string): void {
  if (seconds <= MOST_SCRIPT) return
  const words = `${Math.round(seconds)} seconds without a pause (${language})`
  fail(book, spot, 'sound.long', words, `at most ${MOST_SCRIPT}: ${what}`)
}

function isSpoken(table: Table, language: Language): boolean {
  return table.channels.includes('voice') && table.languages.includes(language)
}

function viewOf({ library }: Audit, language: Language): View {
  return { channel: 'voice', languages: [language], vocabulary: library, places: library.places[library.atlas] ?? {} }
}

/** The words of a step, its values at their longest. */
function speakWords(step: Step, { flow, kinds }: Table, view: View): Prompt[] {
  if (!('text' in step) || step.text === undefined) return []
  return speakText(`${flow}.${step.id}`, step.text, view, fillLongest(kinds))
}

/** The words of a step with the options behind them; of a place, the lists down to the one that takes longest. */
function speakStep(step: Step, table: Table, view: View, lists: Prompt[]): Prompt[] {
  const options = step.kind === 'menu' ? step.options : []
  const fill = fillLongest(table.kinds)
  const isPlace = step.kind === 'ask' && table.kinds[step.id]?.type === 'place'
  const own = options.flatMap((option) => speakOption(option, view, fill))
  return [...speakWords(step, table, view), ...own, ...(isPlace ? lists : [])]
}

/** What is played on the way down to an upazila, by the branch that takes longest. */
function speakLists(manifest: ReadonlyMap<string, Sound>, view: View, code = ''): Prompt[] {
  const { places, vocabulary } = view
  const inside = places[code]?.inside ?? []
  const lines = inside.flatMap((is, index) =>
    speakOption({ is, number: optionNumber(index), key: `place/${is}`, label: {}, isPlace: true }, view, () => []),
  )
  const level = code === '' ? undefined : places[code]?.level
  const word = level === undefined ? '' : level === 'division' ? 'place.district' : 'place.upazila'
  const question = speakText(`engine.${word}`, vocabulary.words[word] ?? {}, view, (_, manner) => [
    sayPlace(code, manner),
  ])
  const [longest = []] = inside
    .map((is) => speakLists(manifest, view, is))
    .sort((one, other) => sum(manifest, other) - sum(manifest, one))
  const wait = code === '' ? 'place.code' : optionNumber(inside.length - 1) > 9 ? 'finish' : ''
  const waiting = inside.length === 0 ? [] : speakText(`engine.${wait}`, vocabulary.words[wait] ?? {}, view, () => [])
  return [...question, ...lines, ...waiting, ...longest]
}

/** A value as one that takes long to say: of a list the first, of numbers and dates the last day or the most. */
function fillLongest(kinds: Record<string, Kind>): Filler {
  return ({ name }, manner) => {
    const kind = Object.hasOwn(kinds, name) ? kinds[name] : undefined
    if (kind === undefined) return []
    const { speak, fragments } = typeOf(kind)
    const long = LONG[kind.type]
    return (long === undefined ? undefined : speak(kind, long, manner)) ?? fragments(kind, manner).slice(0, 1)
  }
}

/** Values that are long to say, where any will do. */
const LONG: Partial<Record<Kind['type'], string | number>> = {
  date: '2026-07-29',
  dating: 'd2026-07-29',
  id: '572400',
  phone: '+8801711000001',
  number: 29,
}

function sum(manifest: ReadonlyMap<string, Sound>, prompts: readonly Prompt[]): number {
  return prompts.reduce((seconds, { key }) => seconds + (manifest.get(key)?.seconds ?? 0), 0)
}

function round(seconds: number): number {
  return Math.round(seconds * 10) / 10
}
