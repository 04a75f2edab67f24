/** Fills the placeholders of a text: each value in the words of its type, in the language of the text. */
import type { UssdBudget } from '@dhatri/text/ussd'
import { typeOf } from './answer.ts'
import type { Channel, Language } from './channel.ts'
import type { Places } from './place.ts'
import { type Option, type Saying, type Scope, type Screen, valueIn } from './screen.ts'
import type { Speech, Vocabulary } from './vocabulary.ts'
import { type Part, pickParts, type Text } from './wording.ts'

/** Who looks: the channel, the languages to try in order, and the words and places to print with. */
export type View = {
  channel: Channel
  languages: readonly Language[]
  vocabulary: Vocabulary
  places: Places
  /** On a call: the dialect whose recordings come first. */
  dialect?: Language | undefined
  /** What was printed for these eyes before; only where they look at more than one screen. */
  memory?: Memory
}

/** Texts without values as they were printed, options that hold no others, and the pages of such screens. */
export type Memory = {
  texts: WeakMap<Text, string>
  lists: WeakMap<readonly Option[], Lines>
  sheets: WeakMap<Text, Sheet[]>
}

/** Options one a line, and all the lines together. */
export type Lines = { lines: readonly string[]; whole: string }

/** The pages of one screen, by all that they hang on besides the text that they are kept under. */
export type Sheet = Pick<Screen, 'kind' | 'options'> & {
  back: Screen['back'] | undefined
  budget: UssdBudget
  pages: readonly string[]
}

/** The dialect that a caller on this channel wants; nothing where she wants none, or cannot hear it. */
export function dialectIn(wanted: Language, channel: Channel, { languages }: Vocabulary): Language | undefined {
  if (channel !== 'voice' || !Object.hasOwn(languages, wanted)) return undefined
  return languages[wanted]?.of === undefined ? undefined : wanted
}

/** A saying as one text. */
export function printSaying({ text, scope }: Saying, view: View): string {
  return printText(text, scope, view)
}

/** A text with its values; one that is not known prints as nothing. */
export function printText(text: Text, scope: Scope, view: View): string {
  const known = view.memory?.texts.get(text)
  if (known !== undefined) return known
  const { language, parts } = pickParts(text, view.channel, view.languages)
  let printed = ''
  let isFixed = true
  for (const part of parts) {
    if (typeof part === 'string') printed += part
    else {
      printed += printValue(part, scope, language, view)
      isFixed = false
    }
  }
  if (isFixed) view.memory?.texts.set(text, printed)
  return printed
}

function printValue({ name, style }: Exclude<Part, string>, scope: Scope, language: Language, view: View): string {
  const value = valueIn(scope, name)
  const kind = Object.hasOwn(scope.kinds, name) ? scope.kinds[name] : undefined
  if (value === undefined || kind === undefined) return value === undefined ? '' : String(value)
  return typeOf(kind).print(kind, value, { language, style, vocabulary: view.vocabulary, places: view.places })
}

/**
 * The languages to try, best first: the caller's, what stands in for it, then the flow's others; without those that
 * this channel does not carry or this screen's characters cannot write. Languages that the flow does not offer are only
 * used where none of its own is left, so that the engine's words do not mix another language into it.
 */
export function chooseLanguages(
  wanted: Language,
  offered: readonly Language[],
  channel: Channel,
  charset: 'ascii' | 'gsm7' | 'ucs2',
  vocabulary: Vocabulary,
): readonly Language[] {
  const known = chosenFrom(vocabulary.languages, offered)
  const key = `${channel} ${charset} ${wanted}`
  const before = known.get(key)
  if (before !== undefined) return before
  const order = orderLanguages(wanted, offered, channel, charset, vocabulary)
  if (known.size < MOST_KNOWN) known.set(key, order)
  return order
}

/** A language comes from the store: whatever stands there must not fill the memory. */
const MOST_KNOWN = 100

/** What was chosen before, by the speeches and the languages on offer: neither ever changes, and every turn asks again. */
const chosen = new WeakMap<object, WeakMap<object, Map<string, readonly Language[]>>>()

function chosenFrom(languages: object, offered: readonly Language[]): Map<string, readonly Language[]> {
  const byOffer = chosen.get(languages) ?? new WeakMap<object, Map<string, readonly Language[]>>()
  chosen.set(languages, byOffer)
  const known = byOffer.get(offered) ?? new Map<string, readonly Language[]>()
  byOffer.set(offered, known)
  return known
}

function orderLanguages(
  wanted: Language,
  offered: readonly Language[],
  channel: Channel,
  charset: 'ascii' | 'gsm7' | 'ucs2',
  { languages }: Vocabulary,
): Language[] {
  const order: Language[] = []
  const speech = Object.hasOwn(languages, wanted) ? languages[wanted] : undefined
  const add = (tag: Language): void => {
    if (order.includes(tag) || !Object.hasOwn(languages, tag) || languages[tag]?.of !== undefined) return
    if (isCarried(languages[tag], channel, charset)) order.push(tag)
  }
  if (offered.includes(wanted)) add(wanted)
  for (const tag of speech?.instead ?? []) if (offered.includes(tag)) add(tag)
  for (const tag of offered) add(tag)
  if (order.length > 0) return order
  for (const tag of [wanted, ...(speech?.instead ?? []), ...Object.keys(languages)]) add(tag)
  return order
}

function isCarried(speech: Speech | undefined, channel: Channel, charset: 'ascii' | 'gsm7' | 'ucs2'): boolean {
  if (!speech?.channels.includes(channel)) return false
  return channel !== 'ussd' || charset === 'ucs2' || speech.letters === 'latin'
}
