/**
 * The country as narrowing lists: division, district, upazila, by the numbers of the Bangladesh Bureau of Statistics
 * (BBS), where a child's number starts with its parent's.
 */
import { foldForMatch } from '@dhatri/text/normal'

/** One place; codes have 2 digits for a division, 4 for a district, 6 or more for an upazila. */
export type PlaceRow = { code: string; level: 'division' | 'district' | 'upazila'; bn: string; en: string }

/** A place and the codes of what lies in it; the code '' is the whole country. */
export type Place = { level: PlaceRow['level'] | 'country'; bn: string; en: string; inside: string[] }

/** Every place by its code. */
export type Places = Record<string, Place>

/** How a machine says that the list is what was found by a typed name, not what lies inside a code. */
const FOUND = '?'

/** The level of a list found by typed letters. */
export const foundBy = (typed: string): string => `${FOUND}${foldForMatch(typed)}`

/** Whether a level is a list found by typed letters. */
export const isFound = (level: string): boolean => level.startsWith(FOUND)

/** What a level lists: the places inside a code, or the upazilas whose name begins with what was typed. */
export function listInside(places: Places, level: string): string[] {
  if (isFound(level)) return findUpazilas(places, level.slice(FOUND.length))
  return (Object.hasOwn(places, level) ? places[level]?.inside : undefined) ?? []
}

/** Upazilas whose Bangla or English name begins with these letters, those that are called just so first. */
function findUpazilas(places: Places, typed: string): string[] {
  if (typed === '') return []
  const starts = namesOf(places).filter(
    ({ level, bn, en }) => level === 'upazila' && (bn.startsWith(typed) || en.startsWith(typed)),
  )
  const exact = starts.filter(({ bn, en }) => bn === typed || en === typed)
  return (exact.length > 0 ? exact : starts).map(({ code }) => code)
}

/** Whether a text is the name of an upazila or a district, in Bangla or English, and nothing else. */
export function isPlaceName(places: Places, text: string): boolean {
  const typed = foldForMatch(text)
  return typed !== '' && namesOf(places).some(({ bn, en }) => bn === typed || en === typed)
}

const folded = new WeakMap<Places, PlaceRow[]>()

/** Upazilas and districts, their names folded for comparing: kept, because a turn must not fold a thousand names again. */
function namesOf(places: Places): PlaceRow[] {
  const known = folded.get(places)
  if (known !== undefined) return known
  const names = Object.entries(places).flatMap(([code, { level, bn, en }]): PlaceRow[] =>
    level === 'upazila' || level === 'district' ? [{ code, level, bn: foldForMatch(bn), en: foldForMatch(en) }] : [],
  )
  folded.set(places, names)
  return names
}

/** The tree of the rows, children in the order of the rows. */
export function growPlaces(rows: PlaceRow[]): Places {
  const places: Places = { '': { level: 'country', bn: '', en: '', inside: [] } }
  for (const { code, level, bn, en } of rows) places[code] = { level, bn, en, inside: [] }
  for (const { code, level } of rows) {
    const parent = level === 'division' ? '' : code.slice(0, level === 'district' ? 2 : 4)
    places[parent]?.inside.push(code)
  }
  return places
}
