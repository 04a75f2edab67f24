/**
 * A screen as a call plays it: every literal part of a text is one recording, every value is spoken from fragments, and
 * an option is its label followed by its key ("for mine … press one").
 */
import { typeOf } from './answer.ts'
import type { Language } from './channel.ts'
import type { View } from './print.ts'
import type { Gather, Prompt } from './prompt.ts'
import { type Option, type Saying, type Scope, type Screen, sayWord, valueIn } from './screen.ts'
import { sayKey, sayPlace } from './speech.ts'
import type { Manner } from './vocabulary.ts'
import { type Part, pickParts, type Text } from './wording.ts'

/** How a placeholder becomes prompts: its value's on a turn, all it could be when prompts are listed. */
export type Filler = (part: Exclude<Part, string>, manner: Manner) => Prompt[]

const SECONDS_FOR_A_KEY = 6

/** The prompts of a screen, in order. */
export function speakScreen(screen: Screen, view: View): Prompt[] {
  const { lead, fault, body, options } = screen
  const word = screen.takesCode ? 'place.code' : waitWord(gatherFor(screen))
  const wait = word === undefined ? undefined : sayWord(view.vocabulary.words, word)
  const speakAll = (sayings: (Saying | undefined)[]): Prompt[] =>
    sayings.flatMap((saying) => (saying === undefined ? [] : speakSaying(saying, view)))
  const fill = fillFrom(body?.scope)
  return [
    // After a mistake only the question comes again; the key for repeating still says all.
    ...speakAll([...(fault === undefined ? lead : []), fault, body]),
    ...options.flatMap((option) => speakOption(option, view, fill)),
    ...speakAll([wait]),
  ]
}

/** The place of the words after a wrong entry or silence: `flow.step.wrong`, for the second time `flow.step.wrong.2`. */
export function faultKey(flow: string, step: string, what: 'wrong' | 'silent', index: number): string {
  return `${flow}.${step}.${what}${index === 0 ? '' : `.${index + 1}`}`
}

/** What to wait for after a screen; undefined when it is the last. */
export function gatherFor({ kind, options, answer, takesCode }: Screen): Gather | undefined {
  if (kind === 'end') return undefined
  // No room for a hash: the last digit of the number on the poster is its end, so that it counts at once.
  if (answer !== undefined && takesCode) return typeOf(answer).gather(answer)
  if (answer !== undefined && (options.length === 0 || answer.type === 'choices'))
    return leaveRoom(typeOf(answer).gather(answer))
  const isOneKey = (options.at(-1)?.number ?? 0) < 10
  return leaveRoom({ digits: isOneKey ? 1 : 2, finish: '#', timeout: SECONDS_FOR_A_KEY })
}

/** Where a hash is asked for there is room for it: one pressed after the last digit would be "back" to the next screen. */
function leaveRoom(gather: Gather): Gather {
  return 'digits' in gather && gather.digits > 1 ? { ...gather, digits: gather.digits + 1 } : gather
}

/** Prompts of a language as the dialect of the caller plays them: its own recordings first, one by one. */
export function inDialect(prompts: Prompt[], { dialect, vocabulary }: Pick<View, 'dialect' | 'vocabulary'>): Prompt[] {
  const of = dialect === undefined ? undefined : vocabulary.languages[dialect]?.of
  if (of === undefined) return prompts
  return prompts.map(({ key, text }) =>
    key.startsWith(`${of}/`) ? { key: `${dialect}${key.slice(of.length)}`, text, instead: key } : { key, text },
  )
}

/** A saying with its values. */
export function speakSaying({ key, text, scope }: Saying, view: View): Prompt[] {
  return speakText(key, text, view, fillFrom(scope))
}

/** A text part by part; parts without a letter or digit are silent. */
export function speakText(key: string, text: Text, view: View, fill: Filler): Prompt[] {
  const { language, parts } = pickParts(text, 'voice', view.languages)
  return parts.flatMap((part, index) => {
    if (typeof part !== 'string') return fill(part, mannerOf(view, language, part.style))
    return isAudible(part) ? [{ key: `${language}/${key}.${index}`, text: part.trim() }] : []
  })
}

/** An option's label and its key; a label that has words for calls is spoken as it stands. */
export function speakOption(option: Option, view: View, fill: Filler): Prompt[] {
  const { key, label, number, is } = option
  const { language, parts } = pickParts(label, 'voice', view.languages)
  const manner = mannerOf(view, language, '')
  const press = sayKey(number, manner)
  if (option.isPlace) return [sayPlace(is, manner), press]
  if (!parts.every((part) => typeof part === 'string')) return [...speakText(key, label, view, fill), press]
  const words = parts.join('')
  const isPhrase = Object.hasOwn(label, `voice.${language}`)
  return [{ key: `${language}/${key}`, text: isPhrase ? words : phraseOf(words, view, language) }, press]
}

/** The engine's word before waiting for speech or for several keys; one key needs none. */
export function waitWord(gather: Gather | undefined): 'record' | 'finish' | undefined {
  if (gather === undefined) return undefined
  if ('record' in gather) return 'record'
  return gather.digits > 1 ? 'finish' : undefined
}

/** How values are spoken in a language. */
export function mannerOf({ vocabulary, places }: View, language: Language, style: string): Manner {
  return { language, style, vocabulary, places }
}

/** Fills placeholders with the values at hand. */
export function fillFrom(scope: Scope | undefined): Filler {
  return ({ name }, manner) => {
    const value = scope && valueIn(scope, name)
    const kind = scope && Object.hasOwn(scope.kinds, name) ? scope.kinds[name] : undefined
    if (value === undefined || kind === undefined) return []
    return typeOf(kind).speak(kind, value, manner) ?? []
  }
}

function phraseOf(words: string, { vocabulary }: View, language: Language): string {
  const { parts } = pickParts(vocabulary.words['option.for'] ?? {}, 'voice', [language])
  return parts.map((part) => (typeof part === 'string' ? part : words)).join('') || words
}

function isAudible(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text)
}
