/** The screen of a machine: what the caller has before her, in references to words. */

import { stepAt } from './frame.ts'
import type { Machine } from './machine.ts'
import { optionIndex, optionNumber } from './navigation.ts'
import { isFound, listInside, type Places } from './place.ts'
import { NO_OPTIONS, type Option, type Saying, type Screen, sayWord } from './screen.ts'
import type { Step } from './table.ts'

/** What is on the screen now. */
export function screenOf(machine: Machine): Screen {
  const { library, state, lead } = machine
  if (state === 'lost' || state === 'doing') {
    return {
      kind: 'end',
      lead: [sayWord(library.words, state === 'lost' ? 'lost' : 'sorry')],
      options: NO_OPTIONS,
      page: 0,
    }
  }
  if (machine.isLast) return { kind: 'end', lead, options: NO_OPTIONS, page: machine.page }
  const screen = machine.offer !== undefined ? offerScreen(machine) : stepScreen(machine)
  screen.page = machine.page
  if (machine.fault !== undefined) screen.fault = machine.fault
  if (canGoBack(machine)) screen.back = screen.answer !== undefined && takesZero(machine) ? '*' : '0'
  return screen
}

/** The options of a list of places: what lies in the place narrowed to so far, or what was found by a typed name. */
export function listOptions({ level, view }: Machine): readonly Option[] {
  // What was found by letters is as many lists as there are words; of the others there are as many as places.
  if (isFound(level)) return makeOptions(view.places, level)
  const byLevel = listed.get(view.places) ?? new Map<string, readonly Option[]>()
  listed.set(view.places, byLevel)
  const known = byLevel.get(level)
  if (known !== undefined) return known
  const options = makeOptions(view.places, level)
  byLevel.set(level, options)
  return options
}

/** The lists of places by the code of what they lie in. */
const listed = new WeakMap<Places, Map<string, readonly Option[]>>()

function makeOptions(places: Places, level: string): readonly Option[] {
  // Several upazilas share a name: what was found by name says its district too.
  const name = (code: string, language: 'bn' | 'en'): string => {
    const own = places[code]?.[language] ?? code
    return isFound(level) ? `${own}, ${places[code.slice(0, 4)]?.[language] ?? ''}` : own
  }
  return listInside(places, level).map((code, index) => ({
    is: code,
    number: optionNumber(index),
    key: `place/${code}`,
    label: { bn: [name(code, 'bn')], en: [name(code, 'en')] },
    isPlace: true,
  }))
}

/** The code of the place that a number in the list stands for. */
export function placeAt({ level, view }: Machine, number: number): string | undefined {
  return listInside(view.places, level)[optionIndex(number)]
}

/** Whether there is an earlier screen to return to. */
export function canGoBack({ history }: Machine): boolean {
  return history.length > 0
}

function stepScreen(machine: Machine): Screen {
  const { frame, lead } = machine
  const step = stepAt(frame)
  if (machine.isPaused || step === undefined) return { kind: 'say', lead, options: NO_OPTIONS, page: 0 }
  if (step.kind === 'menu') {
    const body = bodyOf(machine, step)
    const screen: Screen = { kind: 'menu', lead, body, options: step.options, page: 0 }
    const many = step.isMany ? frame.kinds[step.id] : undefined
    if (many !== undefined) screen.answer = many
    return screen
  }
  if (step.kind !== 'ask') return { kind: 'say', lead, options: NO_OPTIONS, page: 0 }
  const answer = frame.kinds[step.id]
  if (answer?.type !== 'place') {
    const screen: Screen = { kind: 'ask', lead, body: bodyOf(machine, step), options: NO_OPTIONS, page: 0 }
    if (answer !== undefined) screen.answer = answer
    return screen
  }
  const body = machine.level === '' || isFound(machine.level) ? bodyOf(machine, step) : levelWords(machine)
  const isWhole = machine.level === ''
  return {
    kind: 'menu',
    lead,
    body,
    options: listOptions(machine),
    answer,
    page: 0,
    ...(isWhole && { takesCode: true }),
  }
}

function bodyOf({ frame }: Machine, step: Step & { kind: 'menu' | 'ask' }): Saying {
  return { key: `${frame.table.flow}.${step.id}`, text: step.text, scope: frame }
}

function levelWords({ library, level }: Machine): Saying {
  const scope = { kinds: { place: { type: 'place' as const } }, answers: { place: level }, facts: {}, base: {} }
  return sayWord(library.words, level.length === 2 ? 'place.district' : 'place.upazila', scope)
}

function takesZero(machine: Machine): boolean {
  return takenHere(machine).includes('0')
}

/**
 * The engine's keys that the question takes as answers. Inside a list of places 0 goes back a list; on a call, where
 * places are chosen by keys, it stays the key for a person, who can ask.
 */
export function takenHere({ frame, level, start }: Machine): readonly string[] {
  const step = level === '' ? stepAt(frame) : undefined
  if (step?.kind !== 'ask') return []
  return start.channel === 'voice' && frame.kinds[step.id]?.type === 'place' ? [] : step.takes
}

function offerScreen({ library }: Machine): Screen {
  const options = ['resume.continue', 'resume.new'].map((word, index) => ({
    is: word,
    number: index + 1,
    key: `engine.${word}`,
    label: library.words[word] ?? {},
  }))
  return { kind: 'menu', lead: [], body: sayWord(library.words, 'resume'), options, page: 0 }
}
