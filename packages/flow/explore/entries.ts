/** Every entry worth trying on a screen: each answer in each of its forms, what is no answer, and the engine's keys. */
import { toBengaliDigits } from '@dhatri/text/digits'
import { type Kind, typeOf } from '../answer.ts'
import { SAMPLE_TODAY } from '../answers/date.ts'
import type { Channel } from '../channel.ts'
import { stepAt } from '../frame.ts'
import type { Machine } from '../machine.ts'
import { type Key, optionNumber } from '../navigation.ts'
import type { Step } from '../table.ts'
import type { Entry } from './entry.ts'
import { type Lens, lookUp } from './lens.ts'
import { listPlaces } from './places.ts'
import { type Answers, answersFor } from './values.ts'

/** What the keys mean, as authors and callers were told: the engine is held to this, and not asked. */
const MEANT: Record<Channel, Record<string, Key>> = {
  ussd: { '99': 'danger', '৯৯': 'danger', '00': 'home', '0': 'back', '০': 'back', '*': 'back', '9': 'more' },
  voice: {
    '9': 'danger',
    '*9': 'danger',
    '99': 'danger',
    '00': 'home',
    '0': 'person',
    '*0': 'person',
    '#': 'back',
    '*': 'repeat',
    '': 'silence',
  },
  sms: {},
}

/** Keys that are an answer where the type of an ask takes them. */
const SHARED = ['0', '০', '9']

/** Tried everywhere, and tried once at each step: what is a key on some channel, and what is none on any. */
const OFTEN = ['0', '00', '9', '99', '*', '', '#', '*9', '*0']
const ONCE = ['৯৯', '০', 'x', '?!', '77', '__proto__']

/**
 * The entries of a screen that waits and has so many pages. How an entry is read depends on the step and on the list of
 * places it shows, and on nothing else: where `isWhole` is false, one form of each answer and one entry for each refusal
 * stand for all.
 */
export function listEntries(lens: Lens, machine: Machine, isWhole: boolean, pages: number): Entry[] {
  const { start, offer, isPaused, isLast, frame } = machine
  const isQuestion = !isPaused && !isLast && offer === undefined
  const step = isQuestion ? stepAt(frame) : undefined
  const kind = step?.kind === 'ask' ? frame.kinds[step.id] : undefined
  const entries = new Map<string, Entry>()
  const texts = new Set<string>()
  const add = (entry: Entry): void => {
    const { text } = entry
    // One word for two options is tried as each of them: they cannot both get what they mean.
    const name = 'meaning' in entry ? `${entry.meaning}|${text}` : text
    if (entries.has(name) || (texts.has(text) && !('meaning' in entry))) return
    texts.add(text)
    const typed = text.trim()
    const key = MEANT[start.channel][typed]
    const isKey = key !== undefined && !(SHARED.includes(typed) && takes(machine, kind, typed))
    entries.set(name, isKey ? { text, as: 'key', key } : entry)
  }
  if (offer !== undefined) for (const [meaning, text] of OFFERED) add({ text, as: 'offer', meaning })
  else if (step?.kind === 'menu') for (const entry of listChoices(machine, step, isWhole)) add(entry)
  else if (step?.kind === 'ask' && kind !== undefined) {
    for (const entry of listAnswers(lens, machine, step, kind, isWhole)) add(entry)
  } else add({ text: '1', as: 'any' })
  const rest = isQuestion || offer !== undefined ? 'wrong' : 'any'
  // Pressed twice, the seventh of several choices is one answer still.
  const hasSeventh = step?.kind === 'menu' && step.isMany === true && step.options.length >= 7
  for (const text of isWhole ? triedOn(start.channel) : OFTEN) {
    if (text === '77' && hasSeventh) continue
    const isKey = MEANT[start.channel][text] !== undefined && (MEANT[start.channel][text] !== 'more' || pages > 1)
    if (isWhole || isKey || text === '') add({ text, as: rest })
  }
  return [...entries.values()]
}

/** No keypad sends letters or Bangla digits. */
function triedOn(channel: Channel): string[] {
  const once = channel === 'voice' ? ONCE.filter((text) => /^[0-9]+$/.test(text)) : ONCE
  return [...OFTEN, ...once]
}

const OFFERED = [
  ['go on', '1'],
  ['go on', '১'],
  ['anew', '2'],
  ['anew', '২'],
] as const

function takes({ start, view, level }: Machine, kind: Kind | undefined, entry: string): boolean {
  // Inside a list of places the engine's keys are its own.
  if (level !== '') return false
  const sight = { today: SAMPLE_TODAY, places: view.places, channel: start.channel }
  return kind !== undefined && typeOf(kind).read(kind, entry, sight).ok
}

function listChoices(machine: Machine, step: Step & { kind: 'menu' }, isWhole: boolean): Entry[] {
  const { id, options, isKept } = step
  const none: Entry = { text: String(optionNumber(options.length)), as: 'wrong' }
  if (step.isMany) return [...listPicks(machine, step, isWhole), none]
  const { channel } = machine.start
  const { synonyms } = machine.library
  const chosen = options.flatMap((option): Entry[] => {
    const digits = String(option.number)
    const others = Object.hasOwn(synonyms, option.is) ? (synonyms[option.is] ?? []) : []
    const words = channel === 'sms' ? [option.is, ...option.also, ...others].filter((word) => !/^\d+$/.test(word)) : []
    const bangla = channel === 'voice' ? [] : [toBengaliDigits(digits)]
    const meant = { as: 'option', meaning: `${id} ${option.is}`, options: [option] } as const
    const kept = isKept ? { value: option.is } : {}
    return (isWhole ? [digits, ...bangla, ...words] : [digits]).map((text) => ({ text, ...meant, ...kept }))
  })
  return [...chosen, none]
}

/** Where several may be chosen: each alone, each two, and all of them; those that exclude each other are refused. */
function listPicks(
  { frame, start, view }: Machine,
  { id, options }: Step & { kind: 'menu' },
  isWhole: boolean,
): Entry[] {
  const kind = frame.kinds[id]
  if (kind === undefined) return []
  const pairs = options.flatMap((one, index) => options.slice(index + 1).map((other) => [one, other]))
  return [...options.map((option) => [option]), ...pairs, options].flatMap((picked): Entry[] => {
    const digits = picked.map(({ number }) => String(number))
    const sight = { today: SAMPLE_TODAY, places: view.places, channel: start.channel }
    const reading = typeOf(kind).read(kind, picked.map(({ is }) => is).join(' '), sight)
    const spaced = start.channel === 'voice' ? [] : [digits.join(' '), toBengaliDigits(digits.join(','))]
    return (isWhole ? [digits.join(''), ...spaced] : [digits.join('')]).map((text) =>
      reading.ok
        ? { text, as: 'option', meaning: `${id} ${reading.value}`, value: reading.value, options: picked }
        : { text, as: 'wrong' },
    )
  })
}

function listAnswers(
  lens: Lens,
  machine: Machine,
  step: Step & { kind: 'ask' },
  kind: Kind,
  isWhole: boolean,
): Entry[] {
  const { good, bad } = answersOf(lens, machine, step, kind)
  // A key of the engine is refused by no type: it never gets there.
  const keys = MEANT[machine.start.channel]
  const refused = bad
    .map((texts) => texts.filter((text) => keys[text.trim()] === undefined))
    .flatMap((texts) => (isWhole ? texts : texts.slice(0, 1)))
    .map((text): Entry => ({ text, as: 'wrong' }))
  const answers = (machine.level === '' ? good : []).flatMap(({ value, entries }): Entry[] =>
    (isWhole ? entries : entries.slice(0, 1)).map((text) => {
      return { text, as: 'answer', meaning: `${step.id} ${value}`, value }
    }),
  )
  const places = kind.type === 'place' ? listPlaces(machine, step.id, isWhole) : []
  return [...places, ...answers, ...refused]
}

const cached = new WeakMap<Step, Partial<Record<Channel, Answers>>>()

function answersOf(lens: Lens, { frame, start, view }: Machine, step: Step, kind: Kind): Answers {
  const byChannel = cached.get(step) ?? {}
  cached.set(step, byChannel)
  const tests = lookUp(lens, frame.table).tests.get(step.id) ?? []
  const answers =
    byChannel[start.channel] ?? answersFor(kind, tests, start.channel, view.places, triedOn(start.channel))
  byChannel[start.channel] = answers
  return answers
}
