/** A note in the caller's own words; it holds at least one letter, so that no key of the engine is ever a note. */

import { compose, normalise } from '@dhatri/text/normal'
import { readWhole } from '@dhatri/text/number'
import { type AnswerType, RECORDING } from './shape.ts'

/** A text of at most so many UTF-16 units. */
export type TextKind = { type: 'text'; most: number }

const LETTER = /\p{L}/u

/** The type `text`. */
export const TEXT: AnswerType<TextKind> = {
  settings: ['at most'],
  styles: [],
  refusals: ['text.empty', 'text.long'],
  declare({ 'at most': most = '160' }) {
    const units = readWhole(most)
    const isSensible = units !== undefined && units >= 1 && units <= 400
    if (!isSensible) return { ok: false, setting: 'at most', words: most, suggestion: 'a number from 1 to 400' }
    return { ok: true, kind: { type: 'text', most: units } }
  },
  read({ most }, entry, { channel }) {
    if (channel === 'voice' && RECORDING.test(entry)) return { ok: true, value: entry }
    const text = compose(normalise(entry))
    if (text.length > most) return { ok: false, error: 'text.long' }
    return LETTER.test(text) ? { ok: true, value: text } : { ok: false, error: 'text.empty' }
  },
  limits: ({ most }) => ({ most }),
  print: (_, value) => String(value),
  widest: ({ most }) => 'ক'.repeat(most),
  speak: () => undefined,
  fragments: () => [],
  gather: () => ({ record: 60 }),
  samples: ({ most }) => ({
    good: ['জ্বর', 'fever 2 days', 'ক'.repeat(most)].filter((text) => text.length <= most),
    bad: ['', ' ', '0', '9', '99', '00', '?!', 'ক'.repeat(most + 1)],
  }),
}
