/** Row by row: may what a translator wrote take the place of what is there, and if not, why not. */
import type { Language } from '@dhatri/flow/channel'
import { nearest } from '@dhatri/flow/nearest'
import type { CsvCode, CsvRow } from './csv.ts'
import { hashText, listValues } from './translations.ts'
import { keyOf, sourceOf, targetOf, type Unit } from './unit.ts'

/** Why a row is refused; `column` is empty where it is the row as a whole. */
export type ImportFault = { row: number; column: string; code: CsvCode | RowCode; words: string }

/** What can be wrong with a row. */
export type RowCode =
  | 'row.language'
  | 'row.key'
  | 'row.twice'
  | 'row.hash'
  | 'source.changed'
  | 'source.edited'
  | 'target.changed'
  | 'target.empty'
  | 'target.long'
  | 'target.values'
  | 'target.unwritable'
  | 'target.refused'

/** New words for one text. */
export type Change = { row: number; unit: Unit; from: Language; to: Language; text: string }

/** The columns that are looked at on the way back. */
export const READ_COLUMNS = ['key', 'from', 'to', 'source', 'target', 'hash'] as const

/** No text of a flow file may be longer. */
const MOST = 2000

/** What comes of a row: a change, nothing, or a fault. */
export type Verdict = { change?: Change; fault?: ImportFault }

/** Judges one row against the text it stands for; `units` are all texts of its two languages. */
export function judgeRow({ row, cells }: CsvRow, units: ReadonlyMap<string, Unit>): Verdict {
  const cell = (name: (typeof READ_COLUMNS)[number]): string => cells[name] ?? ''
  const refuse = (column: string, code: RowCode, words: string): Verdict => ({ fault: { row, column, code, words } })
  const [key, from, to] = [cell('key').trim(), cell('from').trim(), cell('to').trim()]
  const unit = units.get(key)
  if (unit === undefined) {
    const guess = nearest(key, [...units.keys()])
    return refuse('key', 'row.key', `there is no text "${key}"${guess === undefined ? '' : `; did you mean ${guess}?`}`)
  }
  const [sourceHash, targetHash, ...more] = cell('hash').trim().split('.')
  if (sourceHash === undefined || targetHash === undefined || more.length > 0 || !/^h\w+$/.test(sourceHash)) {
    return refuse('hash', 'row.hash', 'this cell was changed: copy it from a new export')
  }
  const source = sourceOf(unit.text, unit.variant, from) ?? ''
  if (hashText(source) !== sourceHash) return refuse('source', 'source.changed', `it is now "${source}": export again`)
  if (hashText(cell('source')) !== sourceHash) {
    return refuse('source', 'source.edited', `only "target" is read; "${source}" is changed in ${unit.file}`)
  }
  const words = tidy(cell('target'))
  const there = targetOf(unit.text, unit.variant, to) ?? ''
  const written = hashText(words)
  if (written === targetHash || written === hashText(there)) return {}
  if (words === '') return refuse('target', 'target.empty', `"${there}" cannot be taken away here`)
  if (hashText(there) !== targetHash) return refuse('target', 'target.changed', `it is now "${there}": export again`)
  if (words.length > MOST) return refuse('target', 'target.long', `${words.length} letters; at most ${MOST}`)
  const wrong = compareValues(unit, from, to, words)
  return wrong === undefined
    ? { change: { row, unit, from, to, text: words } }
    : refuse('target', 'target.values', wrong)
}

/** Which value is lost or too many; where a channel has words of its own only in the target, theirs are the measure. */
function compareValues({ text, variant }: Unit, from: Language, to: Language, words: string): string | undefined {
  const model = text.byKey[keyOf(variant, from)] ?? text.byKey[keyOf(variant, to)] ?? text.byKey[from]
  const [wanted, given] = [listValues(model?.text ?? ''), listValues(words)]
  const lost = wanted.filter((name) => !given.includes(name)).map((name) => `{${name}} is missing`)
  const extra = given.filter((name) => !wanted.includes(name)).map((name) => `there is no {${name}} here`)
  const open = /[{}]/.test(words.replace(/\{[^{}]*\}/gu, '')) ? ['a single { or }'] : []
  const faults = [...lost, ...extra, ...open]
  return faults.length === 0 ? undefined : faults.join(', ')
}

/** As a flow file holds it: no tabs, no spaces at the ends of lines. */
function tidy(text: string): string {
  return text
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .trim()
}
