/**
 * The sheet that a translator fills in: every text in the order of the conversation, with what comes before it, how much
 * room there is and which values must be kept. Its `hash` tells on the way back what was changed since, and where.
 */
import type { Audit } from '@dhatri/flow/audit'
import type { Language } from '@dhatri/flow/channel'
import { hashOf } from '@dhatri/flow/hash'
import { splitParts } from '@dhatri/flow/wording'
import { compose } from '@dhatri/text/normal'
import { writeCsv } from './csv.ts'
import { measureRoom } from './room.ts'
import { listUnits, sourceOf, targetOf } from './unit.ts'

/** The columns of the sheet; `target` is the one to fill in. */
export const COLUMNS = [
  'key',
  'from',
  'to',
  'flow',
  'step',
  'part',
  'channels',
  'before',
  'source',
  'target',
  'room',
  'room of',
  'keep',
  'hash',
] as const

/** What an export gives: the sheet, its rows, and how many of them have no words yet. */
export type Export = { csv: string; rows: number; missing: number }

/** Writes the sheet from one language into another. */
export function exportTranslations(audit: Audit, from: Language, to: Language): Export {
  const units = listUnits(audit, audit.messages, from, to)
  const rows = units.map((unit) => {
    const [source = '', target = ''] = [sourceOf(unit.text, unit.variant, from), targetOf(unit.text, unit.variant, to)]
    const room = measureRoom(audit, unit, to)
    const keep = listValues(source).map((name) => `{${name}}`)
    return [
      unit.key,
      from,
      to,
      unit.flow,
      unit.step,
      unit.part,
      unit.channels.join(' '),
      unit.before,
      source,
      target,
      room === undefined ? '' : String(room.left),
      room?.of ?? '',
      keep.join(' '),
      hashUnit(source, target),
    ]
  })
  const missing = units.filter(({ text, variant }) => targetOf(text, variant, to) === undefined).length
  return { csv: writeCsv(COLUMNS, rows), rows: rows.length, missing }
}

/** The names of the values in a text, each once, in the order of the alphabet. */
export function listValues(text: string): string[] {
  const names = splitParts(text).flatMap((part) => (typeof part === 'string' ? [] : [part.name]))
  return [...new Set(names)].sort()
}

/** The fingerprints of both texts of a row. A letter comes first, so that no spreadsheet takes them for a number. */
export function hashUnit(source: string, target: string): string {
  return `${hashText(source)}.${hashText(target)}`
}

/** The fingerprint of one text, as it will be read. */
export function hashText(text: string): string {
  return `h${hashOf(compose(text).trim())}`
}
