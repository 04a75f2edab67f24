/**
 * An upazila by its BBS number. On the screen it is found through narrowing lists, which the engine pages and numbers
 * like a menu; whoever knows the number may type it at once. With `otherwise: skip` a 0 says that no place is
 * given; on a call it stays the key for a person.
 */
import { foldDigits } from '@dhatri/text/digits'
import { placeName, sayPlace } from '../speech.ts'
import type { Manner } from '../vocabulary.ts'
import type { AnswerType } from './shape.ts'

/** An upazila, or '' where the question may be skipped. */
export type PlaceKind = { type: 'place'; otherwise?: 'skip' }

const LATIN = /^[0-9]+$/

/** The digits of an upazila's number: the division's, the district's and its own two (BBS). */
const CODE_DIGITS = 6

/** The type `place`. */
export const PLACE: AnswerType<PlaceKind> = {
  settings: ['otherwise'],
  styles: [],
  refusals: ['place.unknown', 'option'],
  declare({ otherwise }) {
    if (otherwise === undefined) return { ok: true, kind: { type: 'place' } }
    if (otherwise === 'skip') return { ok: true, kind: { type: 'place', otherwise } }
    return { ok: false, setting: 'otherwise', words: otherwise, suggestion: '"otherwise: skip", or nothing' }
  },
  read({ otherwise }, entry, { places, channel }) {
    const code = LATIN.test(entry) ? entry : foldDigits(entry)
    if (otherwise === 'skip' && code === '0' && channel !== 'voice') return { ok: true, value: '' }
    const isUpazila = Object.hasOwn(places, code) && places[code]?.level === 'upazila'
    return isUpazila ? { ok: true, value: code } : { ok: false, error: 'place.unknown' }
  },
  limits: () => ({}),
  print: (_, value, manner) => (value === '' ? skipped(manner) : placeName(String(value), manner)),
  widest: ({ otherwise }, manner) =>
    listUpazilas(manner)
      .map((code) => placeName(code, manner))
      .reduce(longer, otherwise === 'skip' ? skipped(manner) : ''),
  speak: (_, value, manner) => (value === '' ? [] : [sayPlace(String(value), manner)]),
  fragments: (_, manner) =>
    Object.keys(manner.places)
      .filter(Boolean)
      .map((code) => sayPlace(code, manner)),
  // The first list takes a whole number too: its last digit ends it, and after one key of the list the hash or a pause.
  gather: () => ({ digits: CODE_DIGITS, finish: '#', timeout: 6 }),
  samples: ({ otherwise }) => ({
    good: otherwise === 'skip' ? ['0'] : [],
    bad: ['', '99', '00', '30', '3026000001', 'x', '__proto__', 'constructor'],
  }),
}

/** What stands for no place. */
const skipped = ({ language }: Manner): string => (language === 'bn' ? 'এলাকা পরে' : 'area later')

function listUpazilas({ places }: Manner): string[] {
  return Object.keys(places).filter((code) => places[code]?.level === 'upazila')
}

function longer(one: string, other: string): string {
  return other.length > one.length ? other : one
}
