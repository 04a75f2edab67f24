/** Takes an entry as the reply to a question: an option, an answer of its type, or a mistake. */
import { foldForMatch } from '@dhatri/text/normal'
import { typeOf } from './answer.ts'
import type { Value, Values } from './channel.ts'
import { isInside, moveFrame } from './frame.ts'
import { limitsOf } from './limits.ts'
import { type Machine, remember, turnLeaf } from './machine.ts'
import type { Entered } from './navigation.ts'
import { foundBy, listInside } from './place.ts'
import { jump } from './press.ts'
import { type Option, type Saying, sayWord } from './screen.ts'
import { close, enterFlow, settle } from './settle.ts'
import type { Choice, Step } from './table.ts'
import { placeAt } from './view.ts'
import type { Text } from './wording.ts'

/** After so many bad entries on one screen the conversation takes the way out. */
const MOST_TRIES = 3

/** More places than this are not a list any more: more letters are asked for. */
const MOST_FOUND = 8

/** What can be the number of an option. */
const NUMBER = /^[0-9]{1,2}$/
const DIGITS = /^[0-9]+$/

/** Replies to a menu. */
export function choose(machine: Machine, step: Step & { kind: 'menu' }, { text, key }: Entered): void {
  const option = findOption(step.options, key) ?? findByWord(machine, step.options, text)
  if (option === undefined) {
    refuse(machine, step.wrong ? ownWords(machine, step.id, step.wrong) : wordsFor(machine, 'option'))
    return
  }
  remember(machine)
  if (step.isKept) keep(machine, step.id, option.is)
  machine.lead = []
  if (option.run === undefined) machine.frame = moveFrame(machine.frame, option.next)
  else enterFlow(machine, option.run, option)
  settle(machine)
}

/** Replies to an ask. */
export function answer(machine: Machine, step: Step & { kind: 'ask' }, { text, key }: Entered): void {
  const { frame, view, start } = machine
  const kind = frame.kinds[step.id]
  const place = kind?.type === 'place' && NUMBER.test(key) ? placeAt(machine, Number(key)) : undefined
  if (kind === undefined) refuse(machine, wordsFor(machine, 'option'))
  else if (place !== undefined) narrow(machine, step, place)
  else if (kind.type === 'place' && !DIGITS.test(key) && search(machine, step, text)) return
  else {
    const type = typeOf(kind)
    const reading = type.read(kind, text, { today: start.day, places: view.places, channel: start.channel })
    if (reading.ok) accept(machine, step, reading.value)
    else if (step.wrong !== undefined) refuse(machine, ownWords(machine, step.id, step.wrong))
    else refuse(machine, sayWord(machine.library.words, reading.error, limitsOf(kind)))
  }
}

/** Counts a bad entry: the same question with what was wrong, or the third time the way out. */
export function refuse(machine: Machine, words: Saying, isSilence = false): void {
  machine.tries += 1
  machine.page = 0
  if (!isSilence) machine.hasPressed = true
  if (machine.tries < MOST_TRIES) machine.fault = words
  else giveUp(machine)
}

/** One of the engine's words as a fault. */
export function wordsFor({ library }: Machine, name: string): Saying {
  return sayWord(library.words, name)
}

/** The way out: on a call a person, unless nobody pressed anything; elsewhere a short good-bye. */
function giveUp(machine: Machine): void {
  const wantsPerson = machine.start.channel === 'voice' && machine.hasPressed && !isInside(machine.frame, 'person')
  if (wantsPerson && jump(machine, 'person')) return
  machine.fault = undefined
  machine.lead = [wordsFor(machine, 'giveup')]
  machine.result = 'gaveUp'
  close(machine)
}

/** One level down in the lists of places; an upazila is the answer. */
function narrow(machine: Machine, step: Step & { kind: 'ask' }, code: string): void {
  if (machine.view.places[code]?.level === 'upazila') {
    accept(machine, step, code)
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
  if (found.length === 1) accept(machine, step, only)
  else {
    remember(machine)
    turnLeaf(machine)
    machine.level = level
  }
  return true
}

function accept(machine: Machine, step: Step & { kind: 'ask' }, value: Value): void {
  remember(machine)
  keep(machine, step.id, value)
  machine.lead = []
  machine.frame = moveFrame(machine.frame, step.next)
  settle(machine)
}

function keep(machine: Machine, name: string, value: Value): void {
  const { frame } = machine
  // Three times as fast as spreading, and every turn keeps every answer again. No name is one that objects own.
  const answers: Values = Object.assign({}, frame.answers)
  answers[name] = value
  machine.frame = moveFrame(frame, frame.at, answers)
}

function ownWords({ frame }: Machine, id: string, text: Text): Saying {
  return { key: `${frame.table.flow}.${id}.wrong`, text, scope: frame }
}

function findOption<O extends Option>(options: readonly O[], key: string): O | undefined {
  const number = NUMBER.test(key) ? Number(key) : undefined
  return number === undefined ? undefined : options.find((option) => option.number === number)
}

/** A word texted instead of a number: the option's own name, what it lists, or what people text for it everywhere. */
function findByWord({ library }: Machine, options: readonly Choice[], text: string): Choice | undefined {
  const word = foldForMatch(text)
  if (word === '') return undefined
  const synonyms = (is: string) => (Object.hasOwn(library.synonyms, is) ? library.synonyms[is] : undefined)
  const isNamed = ({ is, also }: Choice) =>
    is === word || also.includes(word) || (synonyms(is)?.includes(word) ?? false)
  return findOption(options, word) ?? options.find(isNamed)
}
