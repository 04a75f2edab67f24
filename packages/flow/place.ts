/**
 * The country as narrowing lists: division, district, upazila, by the numbers of the Bangladesh Bureau of Statistics
 * (BBS), where a child's number starts with its parent's.
 */

/** One place; codes have 2 digits for a division, 4 for a district, 6 or more for an upazila. */
export type PlaceRow = { code: string; level: 'division' | 'district' | 'upazila'; bn: string; en: string }

/** A place and the codes of what lies in it; the code '' is the whole country. */
export type Place = { level: PlaceRow['level'] | 'country'; bn: string; en: string; inside: string[] }

/** Every place by its code. */
export type Places = Record<string, Place>

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
