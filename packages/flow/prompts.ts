/** Every prompt and fragment that a call can ever play, read off the flows: the list that audio is made and counted by. */
import { type ANSWER_TYPES, type Kind, typeOf } from './answer.ts'
import type { Language } from './channel.ts'
import { type Library, tableOf } from './library.ts'
import { limitsOf } from './limits.ts'
import { listSpokenForms, type Messages } from './message.ts'
import { optionNumber } from './navigation.ts'
import type { View } from './print.ts'
import type { Prompt } from './prompt.ts'
import { sayKey } from './speech.ts'
import type { Step, Table } from './table.ts'
import { type Filler, faultKey, fillFrom, mannerOf, speakOption, speakText, waitWord } from './voice.ts'
import type { Text } from './wording.ts'

/** Engine words that a call can play whatever the flows are. */
const ALWAYS = ['bye', 'giveup', 'lost', 'option', 'replaced', 'resume', 'silence', 'sorry', 'unreviewed']

/** The prompts of the newest flows and of messages in one language, each once, sorted by key. */
export function gatherPrompts(library: Library, language: Language, messages: Messages): Prompt[] {
  const tables = Object.keys(library.newest).map((flow) => tableOf(library, flow))
  const spoken = tables.filter((table) => table?.channels.includes('voice') && table.languages.includes(language))
  const places = library.places[library.atlas] ?? {}
  const view: View = { channel: 'voice', languages: [language], vocabulary: library, places }
  const pushed = Object.values(messages).flatMap((message) =>
    listSpokenForms(message).flatMap(({ text, key }) =>
      text[language] === undefined ? [] : speakText(key, text, view, fillWithAll(message.kinds)),
    ),
  )
  const flows = spoken.flatMap((table) => listTable(table, view))
  return sortPrompts([...listWords(view, ALWAYS), ...listOffer(view), ...flows, ...pushed])
}

/** Prompts each once, sorted by key. */
export function sortPrompts(prompts: Prompt[]): Prompt[] {
  const byKey = new Map(prompts.map((prompt): [string, Prompt] => [prompt.key, prompt]))
  return [...byKey.values()].sort((one, other) => (one.key < other.key ? -1 : 1))
}

/** A placeholder as every fragment its values could need. */
export function fillWithAll(kinds: Record<string, Kind>): Filler {
  return ({ name }, manner) => {
    const kind = Object.hasOwn(kinds, name) ? kinds[name] : undefined
    return kind === undefined ? [] : typeOf(kind).fragments(kind, manner)
  }
}

function listTable(table: Table | undefined, view: View): Prompt[] {
  if (table === undefined) return []
  const say = (key: string, text: Text | undefined) =>
    text === undefined ? [] : speakText(`${table.flow}.${key}`, text, view, fillWithAll(table.kinds))
  return table.steps.flatMap((step) => {
    const text = 'text' in step ? say(step.id, step.text) : []
    const faults = step.kind === 'menu' || step.kind === 'ask' ? listFaults(table, step, view) : []
    return [...text, ...faults, ...listReplies(step, table, view)]
  })
}

function listFaults({ flow, kinds }: Table, step: Step & { kind: 'menu' | 'ask' }, view: View): Prompt[] {
  return (['wrong', 'silent'] as const).flatMap((what) =>
    (step[what] ?? []).flatMap((text, index) =>
      speakText(faultKey(flow, step.id, what, index), text, view, fillWithAll(kinds)),
    ),
  )
}

function listReplies(step: Step, { kinds }: Table, view: View): Prompt[] {
  if (step.kind === 'menu') {
    const kind = step.isMany ? kinds[step.id] : undefined
    const refusals = kind === undefined ? [] : listWords(view, typeOf(kind).refusals, fillFrom(limitsOf(kind)))
    const isLong = step.isMany || (step.options.at(-1)?.number ?? 0) > 9
    const options = step.options.flatMap((option) => speakOption(option, view, fillWithAll(kinds)))
    return isLong ? [...options, ...refusals, ...listWords(view, ['finish'])] : options
  }
  const kind = step.kind === 'ask' ? kinds[step.id] : undefined
  if (kind === undefined) return []
  const { refusals, fragments, gather } = typeOf(kind)
  const wait = waitWord(gather(kind))
  const words = listWords(view, wait === undefined ? refusals : [...refusals, wait], fillFrom(limitsOf(kind)))
  return kind.type === 'place' ? [...words, ...listPlaces(kind, view, fragments)] : words
}

function listPlaces(kind: Kind, view: View, fragments: (typeof ANSWER_TYPES)['place']['fragments']): Prompt[] {
  const manner = mannerOf(view, view.languages[0] ?? '', '')
  const most = Math.max(0, ...Object.values(view.places).map((place) => place.inside.length))
  const keys = Array.from({ length: most }, (_, index) => sayKey(optionNumber(index), manner))
  const words = listWords(view, ['place.district', 'place.upazila', 'place.code'], fillWithAll({ place: kind }))
  return [...fragments(kind, manner), ...keys, ...words]
}

function listOffer(view: View): Prompt[] {
  return ['resume.continue', 'resume.new'].flatMap((word, index) => {
    const option = { is: word, number: index + 1, key: `engine.${word}`, label: view.vocabulary.words[word] ?? {} }
    return speakOption(option, view, () => [])
  })
}

function listWords(view: View, names: readonly string[], fill: Filler = () => []): Prompt[] {
  return names.flatMap((name) => speakText(`engine.${name}`, view.vocabulary.words[name] ?? {}, view, fill))
}
