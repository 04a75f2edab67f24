/**
 * The places of Bangladesh by the codes of its Bureau of Statistics as BD Core uses them: division 2 digits, district
 * 4, upazila 6; a place's code opens with its parent's.
 */
import { compose } from '@dhatri/text/normal'
import { findFault, type RowFault, readSheet } from './roster.csv.ts'

/** A division, district or upazila with its names. */
export type Place = { code: string; level: 'division' | 'district' | 'upazila'; bn: string; en: string }

const LEVELS: Record<number, Place['level']> = { 2: 'division', 4: 'district', 6: 'upazila' }

/** Reads `places.csv` (code, parent, bn, en), parents first; a row that does not fit is a fault and left out. */
export function readPlaces(text: string): { places: Place[]; faults: RowFault[] } {
  const sheet = readSheet(text, ['code', 'parent', 'bn', 'en'])
  if (!sheet.ok) return { places: [], faults: sheet.faults }
  const places = new Map<string, Place>()
  const taken = new Set<string>()
  const faults = [...sheet.faults]
  for (const { row, cells } of sheet.rows) {
    const { code = '', parent = '', bn = '', en = '' } = cells
    const level = /^[0-9]+$/.test(code) ? LEVELS[code.length] : undefined
    const fault = findFault(row, [
      ['code', 'place.code', level === undefined],
      ['code', 'code.twice', places.has(code)],
      ['parent', 'place.parent', parent !== code.slice(0, -2) || (parent !== '' && !places.has(parent))],
      ['bn', 'name.missing', bn === ''],
      ['en', 'name.missing', en === ''],
      ['bn', 'name.twice', taken.has(`${parent}/${bn}`)],
      ['en', 'name.twice', taken.has(`${parent}/${en}`)],
    ])
    if (fault !== undefined) faults.push(fault)
    if (fault !== undefined || level === undefined) continue
    places.set(code, { code, level, bn: compose(bn), en })
    taken.add(`${parent}/${bn}`).add(`${parent}/${en}`)
  }
  return { places: [...places.values()], faults }
}
