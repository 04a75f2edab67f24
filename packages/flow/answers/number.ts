/** A whole number between two others, keyed in any digits. 99 and 00 are never answers: they are the engine's keys. */
import { toBengaliDigits } from '@dhatri/text/digits'
import { readWhole } from '@dhatri/text/number'
import { sayNumber } from '../speech.ts'
import type { AnswerType } from './shape.ts'

/** A number from `from` to `to`, both included. */
export type NumberKind = { type: 'number'; from: number; to: number }

/** The type `number`. */
export const NUMBER: AnswerType<NumberKind> = {
  settings: ['from', 'to'],
  styles: [],
  refusals: ['number.unreadable', 'number.range'],
  declare({ from = '0', to = '98' }) {
    const [least, most] = [readWhole(from), readWhole(to)]
    if (least === undefined) return { ok: false, setting: 'from', words: from, suggestion: 'a whole number' }
    if (most === undefined) return { ok: false, setting: 'to', words: to, suggestion: 'a whole number' }
    if (least > most)
      return { ok: false, setting: 'to', words: `${to} is below ${from}`, suggestion: 'swap from and to' }
    if (least <= 99 && most >= 99) {
      return { ok: false, setting: 'to', words: '99 is the key for danger', suggestion: 'at most 98, or from 100' }
    }
    return { ok: true, kind: { type: 'number', from: least, to: most } }
  },
  read({ from, to }, entry) {
    const number = entry === '00' ? undefined : readWhole(entry)
    if (number === undefined) return { ok: false, error: 'number.unreadable' }
    return number < from || number > to ? { ok: false, error: 'number.range' } : { ok: true, value: number }
  },
  limits: ({ from, to }) => ({ from, to }),
  print: (_, value, { language }) => (language === 'bn' ? toBengaliDigits(String(value)) : String(value)),
  widest: (kind, manner) => NUMBER.print(kind, kind.to, manner),
  speak: (_, value, manner) => sayNumber(Number(value), manner),
  fragments({ from, to }, manner) {
    const last = Math.min(to, 99)
    const words = Array.from({ length: Math.max(0, last - from + 1) }, (_, index) => sayNumber(from + index, manner))
    return [...words, ...(to > 99 ? [sayNumber(1234567890, manner)] : [])].flat()
  },
  // Where 0 or 9 is an answer, danger is *9: there must be room for two keys.
  gather({ from, to }) {
    const takesKey = from === 0 || (from <= 9 && to >= 9)
    return { digits: Math.max(String(to).length, takesKey ? 2 : 1), finish: '#', timeout: 8 }
  },
  samples: ({ from, to }) => ({
    good: [String(from), String(to), toBengaliDigits(String(to)), ` ${from} `].filter((entry) => entry !== '00'),
    bad: [String(to + 1), ...(from > 0 ? [String(from - 1)] : []), '', 'x', '-1', '1.5', '99', '00', '1e1', '0x1'],
  }),
}
