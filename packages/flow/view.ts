/** The screen of a machine: what the caller has before her, in references to words. */

import { stepAt } from './frame.ts'
import type { Machine } from './machine.ts'
import { optionIndex, optionNumber } from './navigation.ts'
import { isFound, listInside } from './place.ts'
import { type Option, type Saying, type Screen, sayWord } from './screen.ts'
import type { Step } from './table.ts'

/** What is on the screen now. */
export function screenOf(machine: Machine): Screen {
  const { library, state, lead } = machine
  if (state === 'lost' || state === 'doing') {
    return { kind: 'end', lead: [sayWord(library.words, state === 'lost' ? 'lost' : 'sorry')], options: [], page: 0 }
  }
  if (machine.isLast) return { kind: 'end', lead, options: [], page: machine.page }
  const screen = machine.offer !== undefined ? offerScreen(machine) : stepScreen(machine)
  screen.page = machine.page
  if (machine.fault !== undefined) screen.fault = machine.fault
  if (canGoBack(machine)) screen.back = screen.answer !== undefined && takesZero(machine) ? '*' : '0'
  return screen
}

/** The options of a list of places: what lies in the place narrowed to so far, or what was found by a typed name. */
export function listOptions({ level, view }: Machine): Option[] {
  const { places } = view
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
  if (machine.isPaused || step === undefined) return { kind: 'say', lead, options: [], page: 0 }
  if (step.kind === 'menu') {
    const body = bodyOf(machine, step)
    const many = step.isMany ? frame.kinds[step.id] : undefined
    return { kind: 'menu', lead, body, options: step.options, page: 0, ...(many && { answer: many }) }
  }
  if (step.kind !== 'ask') return { kind: 'say', lead, options: [], page: 0 }
  const answer = frame.kinds[step.id]
  if (answer?.type !== 'place') {
    return { kind: 'ask', lead, body: bodyOf(machine, step), options: [], page: 0, ...(answer && { answer }) }
  }
  const body = machine.level === '' || isFound(machine.level) ? bodyOf(machine, step) : levelWords(machine)
  return { kind: 'menu', lead, body, options: listOptions(machine), answer, page: 0 }
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
