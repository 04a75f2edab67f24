/**
 * What the first registration left out, asked later: one question in a contact, at most one a day, each put once. A
 * refusal is an answer. After a loss only one thing is asked, once, and not on the day it was told.
 */
import { day as wholeDay } from './dhaka.ts'
import { isHeldBack } from './minor.ts'
import { isCarrying } from './outcome.ts'
import type { Record } from './record.ts'
import type { Rules } from './schedule.ts'
import type { Stepped } from './settle.ts'

/** Who may read on this phone, safe hours, voice or text, age, name, somebody of the family, a few words after a loss. */
export const QUESTIONS = ['whose', 'hours', 'channel', 'age', 'name', 'family', 'support'] as const
/** One of these. */
export type Question = (typeof QUESTIONS)[number]

/** How a question is kept in the record: one letter. */
const letters: { [question in Question]: string } = {
  whose: 'w',
  hours: 'h',
  channel: 'v',
  age: 'a',
  name: 'n',
  family: 'f',
  support: 's',
}

/** What is known elsewhere: whether she shares her phone, whether it is "mine, full", whether her name is known. */
export type Known = { isShared: boolean; isFull: boolean; hasName: boolean }

/** The one question that may be put to her now, or none. */
export function chooseQuestion(record: Record, known: Known, now: number, rules: Rules): Question | undefined {
  if (record.consent !== 'agreed' || record.phone === undefined) return undefined
  const { asked, outcome } = record
  if (asked !== undefined && now - asked.at < wholeDay) return undefined
  if (outcome !== undefined && now - outcome.at < wholeDay) return undefined
  return QUESTIONS.find(
    (question) => !asked?.what.includes(letters[question]) && isFit(question, record, known, now, rules),
  )
}

function isFit(question: Question, record: Record, known: Known, now: number, rules: Rules): boolean {
  const isHeld = isHeldBack(record, rules, now)
  if (record.state === 'lost')
    return question === 'support' && record.support === undefined && hasLost(record) && !isHeld
  if (record.state !== 'born' && !isCarrying(record)) return false
  switch (question) {
    case 'whose':
      return !known.isShared && !known.isFull
    case 'hours':
      return record.safe === undefined && !isHeld
    case 'channel':
      return !isHeld
    case 'age':
      return record.age === undefined
    case 'name':
      return !known.hasName
    case 'family':
      return isCarrying(record) && record.family === undefined && record.kin === undefined && !isHeld
    case 'support':
      return false
  }
}

/** A pregnancy that never was leaves nothing to be comforted for. */
function hasLost({ outcome }: Record): boolean {
  return outcome !== undefined && outcome.kind !== 'falsePregnancy'
}

/** Remembers that a question was put. */
export function notePut(stepped: Stepped, { question }: { question: Question }, now: number): Stepped {
  const { record } = stepped
  const what = record.asked?.what ?? ''
  if (what.includes(letters[question])) return stepped
  return { ...stepped, record: { ...record, asked: { what: what + letters[question], at: now } } }
}
