/**
 * Any number of a menu's options, kept as their `is` in the menu's order with spaces between: `fever bleeding`. The
 * entry is the numbers with anything or nothing between them (`1 3`, `13`, `১,৩`), on a call key after key until the
 * hash. An option whose `is` is none goes alone: nobody has no sign and a sign.
 */
import { readWhole } from '@dhatri/text/number'
import type { Manner } from '../vocabulary.ts'
import { CHOICE, type ChoiceKind } from './choice.ts'
import type { AnswerType } from './shape.ts'

/** At least and at most so many options; `most` is absent where all may be chosen. */
export type ChoicesKind = { type: 'choices'; least: number; most?: number; labels: ChoiceKind['labels'] }

/** More options than this would need two keys each, and `12` could then mean two things. */
export const MOST_CHOICES = 8

/** The option that excludes all others. */
export const NONE = 'none'

/** The type `choices`. */
export const CHOICES: AnswerType<ChoicesKind> = {
  settings: ['at least', 'at most'],
  styles: [],
  refusals: ['option', 'choices.least', 'choices.most', 'choices.none'],
  declare({ 'at least': least = '1', 'at most': most }) {
    const suggestion = `a number from 1 to ${MOST_CHOICES}`
    const [first, last] = [countOf(least), most === undefined ? MOST_CHOICES : countOf(most)]
    if (first === undefined) return { ok: false, setting: 'at least', words: least, suggestion }
    if (last === undefined) return { ok: false, setting: 'at most', words: most ?? '', suggestion }
    if (first > last) {
      return {
        ok: false,
        setting: 'at most',
        words: `${last} is below ${first}`,
        suggestion: 'swap at least and at most',
      }
    }
    return { ok: true, kind: { type: 'choices', least: first, ...(most !== undefined && { most: last }), labels: {} } }
  },
  // What a menu made of the entry: see `pick.ts`, which alone knows the numbers.
  read(kind, entry) {
    const given = new Set(entry.split(' ').filter(Boolean))
    if (![...given].every((is) => Object.hasOwn(kind.labels, is))) return { ok: false, error: 'option' }
    if (given.has(NONE)) {
      return given.size === 1 ? { ok: true, value: NONE } : { ok: false, error: 'choices.none' }
    }
    if (given.size < kind.least) return { ok: false, error: 'choices.least' }
    if (given.size > (kind.most ?? MOST_CHOICES)) return { ok: false, error: 'choices.most' }
    return {
      ok: true,
      value: Object.keys(kind.labels)
        .filter((is) => given.has(is))
        .join(' '),
    }
  },
  limits: ({ least, most, labels }) => ({ from: least, to: most ?? Object.keys(labels).length }),
  print: (kind, value, manner) =>
    listOf(value)
      .map((is) => printOne(kind, is, manner))
      .join(', '),
  widest(kind, manner) {
    const labels = Object.keys(kind.labels).map((is) => printOne(kind, is, manner))
    const longest = labels.sort((one, other) => other.length - one.length).slice(0, kind.most ?? MOST_CHOICES)
    return longest.join(', ')
  },
  speak: (kind, value, manner) =>
    listOf(value).flatMap((is) => CHOICE.speak({ type: 'choice', labels: kind.labels }, is, manner) ?? []),
  fragments: ({ labels }, manner) => CHOICE.fragments({ type: 'choice', labels }, manner),
  gather: ({ labels }) => ({ digits: Math.max(2, Object.keys(labels).length), finish: '#', timeout: 8 }),
  samples({ labels, least }) {
    const all = Object.keys(labels).filter((is) => is !== NONE)
    return {
      good: all.length < least ? [] : [all.slice(0, least).join(' '), ...(Object.hasOwn(labels, NONE) ? [NONE] : [])],
      bad: ['', '99', '00', '__proto__', 'constructor', ...(Object.hasOwn(labels, NONE) ? [`${NONE} ${all[0]}`] : [])],
    }
  },
}

function printOne(kind: ChoicesKind, is: string, manner: Manner): string {
  return CHOICE.print({ type: 'choice', labels: kind.labels }, is, manner)
}

function listOf(value: string | number): string[] {
  return String(value).split(' ').filter(Boolean)
}

function countOf(text: string): number | undefined {
  const count = readWhole(text)
  return count !== undefined && count >= 1 && count <= MOST_CHOICES ? count : undefined
}
