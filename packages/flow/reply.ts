/** Takes an entry as the reply to a question: an option, an answer of its type, or a mistake. */
import { type Kind, typeOf } from './answer.ts'
import type { Reading } from './answers/shape.ts'
import type { Value } from './channel.ts'
import { answerFrame, isInside, moveFrame } from './frame.ts'
import { limitsOf } from './limits.ts'
import { type Machine, remember, turnLeaf } from './machine.ts'
import type { Entered } from './navigation.ts'
import { pickMany, pickOne } from './pick.ts'
import { foundBy, listInside } from './place.ts'
import { jump } from './press.ts'
import { type Saying, sayWord } from './screen.ts'
import { close, enterFlow, settle } from './settle.ts'
import { END, type Step, type Target } from './table.ts'
import { placeAt } from './view.ts'
import { faultKey } from './voice.ts'

/** The lead after an answer: leads are replaced, never changed. */
const NOTHING_SAID: readonly Saying[] = []

/** After so many bad entries on one screen the conversation takes the way out. */
const MOST_TRIES = 3

/** More places than this are not a list any more: more letters are asked for. */
const MOST_FOUND = 8

/** What can be the number of a place in a list. */
const NUMBER = /^[0-9]{1,2}$/
const DIGITS = /^[0-9]+$/

/** Replies to a menu. */
export function choose(machine: Machine, step: Step & { kind: 'menu' }, { text, key }: Entered): void {
  const { synonyms } = machine.library
  if (step.isMany) {
    chooseMany(machine, step, pickMany(synonyms, step.options, text, key))
    return
  }
  const option = pickOne(synonyms, step.options, text, key)
  if (option === undefined) {
    refuse(machine, ownWords(machine, step, 'wrong') ?? wordsFor(machine, 'option'))
    return
  }
  remember(machine)
  const { frame } = machine
  const next = option.run === undefined ? option.next : frame.at
  machine.lead = NOTHING_SAID
  machine.frame = step.isKept ? answerFrame(frame, next, step.id, option.is) : moveFrame(frame, next)
  if (option.run !== undefined) enterFlow(machine, option.run, option)
  settle(machine)
}

/** Several options at once: they all lead one way. */
function chooseMany(machine: Machine, step: Step & { kind: 'menu' }, picked: string | undefined): void {
  const kind = machine.frame.kinds[step.id]
  const reading = kind && picked !== undefined ? readAs(machine, kind, picked) : undefined
  if (reading?.ok) {
    accept(machine, step.id, reading.value, step.options[0]?.next ?? END)
    return
  }
  const words = sayWord(machine.library.words, reading?.error ?? 'option', kind && limitsOf(kind))
  refuse(machine, ownWords(machine, step, 'wrong') ?? words)
}

/** Replies to an ask. */
export function answer(machine: Machine, step: Step & { kind: 'ask' }, { text, key }: Entered): void {
  const { frame } = machine
  const kind = frame.kinds[step.id]
  const place = kind?.type === 'place' && NUMBER.test(key) ? placeAt(machine, Number(key)) : undefined
  if (kind === undefined) refuse(machine, wordsFor(machine, 'option'))
  else if (place !== undefined) narrow(machine, step, place)
  // Whoever is inside the lists already has begun to say where: 0 skips the question itself, not the half of it.
  else if (kind.type === 'place' && machine.level !== '' && key === '0') refuse(machine, wordsFor(machine, 'option'))
  else if (kind.type === 'place' && !DIGITS.test(key) && search(machine, step, text)) return
  else {
    const reading = readAs(machine, kind, text)
    if (reading.ok) accept(machine, step.id, reading.value, step.next)
    else {
      const own = ownWords(machine, step, 'wrong')
      refuse(machine, own ?? sayWord(machine.library.words, reading.error, limitsOf(kind)))
    }
  }
}

function readAs({ start, view }: Machine, kind: Kind, entry: string): Reading {
  return typeOf(kind).read(kind, entry, { today: start.day, places: view.places, channel: start.channel })
}

/** Counts a bad entry: the same question with what was wrong, or the third time the way out. */
export function refuse(machine: Machine, words: Saying, isSilence = false): void {
  machine.tries += 1
  machine.page = 0
  if (isSilence) machine.silences += 1
  if (machine.tries < MOST_TRIES) machine.fault = words
  else giveUp(machine)
}

/** One of the engine's words as a fault. */
export function wordsFor({ library }: Machine, name: string): Saying {
  return sayWord(library.words, name)
}

/** The way out: on a call a person, unless nobody pressed anything; elsewhere a short good-bye. */
function giveUp(machine: Machine): void {
  const wantsPerson =
    machine.start.channel === 'voice' && machine.tries > machine.silences && !isInside(machine.frame, 'person')
  if (wantsPerson && jump(machine, 'person')) return
  machine.fault = undefined
  machine.lead = [wordsFor(machine, 'giveup')]
  machine.result = 'gaveUp'
  close(machine)
}

/** One level down in the lists of places; an upazila is the answer. */
function narrow(machine: Machine, step: Step & { kind: 'ask' }, code: string): void {
  if (machine.view.places[code]?.level === 'upazila') {
    accept(machine, step.id, code, step.next)
    return
  }
  remember(machine)
  turnLeaf(machine)
  machine.level = code
}

/** Letters instead of a number: the one upazila of that name, or a list of those that begin so. */
function search(machine: Machine, step: Step & { kind: 'ask' }, text: string): boolean {
  const level = foundBy(text)
  const found = listInside(machine.view.places, level)
  const [only] = found
  if (only === undefined || found.length > MOST_FOUND) return false
  if (found.length === 1) accept(machine, step.id, only, step.next)
  else {
    remember(machine)
    turnLeaf(machine)
    machine.level = level
  }
  return true
}

function accept(machine: Machine, name: string, value: Value, next: Target): void {
  remember(machine)
  const { frame } = machine
  machine.lead = NOTHING_SAID
  machine.frame = answerFrame(frame, next, name, value)
  settle(machine)
}

/** A question's own words after a wrong entry or silence: those for the first time, then those for the second. */
export function ownWords(
  { frame, tries, silences }: Machine,
  step: Step & { kind: 'menu' | 'ask' },
  what: 'wrong' | 'silent',
): Saying | undefined {
  const texts = step[what]
  if (texts === undefined) return undefined
  const index = Math.min(what === 'silent' ? silences : tries - silences, texts.length - 1)
  const text = texts[index]
  return text && { key: faultKey(frame.table.flow, step.id, what, index), text, scope: frame }
}
