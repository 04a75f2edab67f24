/**
 * An upazila by its BBS number. On the screen it is found through narrowing lists, which the engine pages and numbers
 * like a menu; whoever knows the number may type it at once.
 */
import { foldDigits } from '@dhatri/text/digits'
import { placeName, sayPlace } from '../speech.ts'
import type { Manner } from '../vocabulary.ts'
import type { AnswerType } from './shape.ts'

/** An upazila. */
export type PlaceKind = { type: 'place' }

const LATIN = /^[0-9]+$/

/** The digits of an upazila's number: the division's, the district's and its own two (BBS). */
const CODE_DIGITS = 6

/** The type `place`. */
export const PLACE: AnswerType<PlaceKind> = {
  settings: [],
  styles: [],
  refusals: ['place.unknown', 'option'],
  declare: () => ({ ok: true, kind: { type: 'place' } }),
  read(_, entry, { places }) {
    const code = LATIN.test(entry) ? entry : foldDigits(entry)
    const isUpazila = Object.hasOwn(places, code) && places[code]?.level === 'upazila'
    return isUpazila ? { ok: true, value: code } : { ok: false, error: 'place.unknown' }
  },
  limits: () => ({}),
  print: (_, value, manner) => placeName(String(value), manner),
  widest: (_, manner) =>
    listUpazilas(manner)
      .map((code) => placeName(code, manner))
      .reduce(longer, ''),
  speak: (_, value, manner) => [sayPlace(String(value), manner)],
  fragments: (_, manner) =>
    Object.keys(manner.places)
      .filter(Boolean)
      .map((code) => sayPlace(code, manner)),
  // The first list takes a whole number too: its last digit ends it, and after one key of the list the hash or a pause.
  gather: () => ({ digits: CODE_DIGITS, finish: '#', timeout: 6 }),
  samples: () => ({ good: [], bad: ['', '99', '00', '30', '3026000001', 'x', '__proto__', 'constructor'] }),
}

function listUpazilas({ places }: Manner): string[] {
  return Object.keys(places).filter((code) => places[code]?.level === 'upazila')
}

function longer(one: string, other: string): string {
  return other.length > one.length ? other : one
}
