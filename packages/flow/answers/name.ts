/** A person's name in any script. On a call it is a recording, and no flow ever speaks it. */

import { compose, isSettled, normalise } from '@dhatri/text/normal'
import { readWhole } from '@dhatri/text/number'
import { type AnswerType, RECORDING } from './shape.ts'

/** A name of at most so many UTF-16 units, the measure of a screen. */
export type NameKind = { type: 'name'; most: number }

const WRITTEN = /^(?:[\p{L}\p{M} .'()-]|\u200c|\u200d)+$/u
const LETTER = /\p{L}/u

/** What the patterns say of each character of a settled text, all of which lie below: asked once, then looked up. */
const said = new Uint8Array(0xa00)
const [OUTSIDE, INSIDE, LETTERED] = [1, 2, 3]

function ask(unit: number): number {
  const sign = String.fromCharCode(unit)
  const answer = !WRITTEN.test(sign) ? OUTSIDE : LETTER.test(sign) ? LETTERED : INSIDE
  said[unit] = answer
  return answer
}

function isPlainName(name: string): boolean {
  let hasLetter = false
  for (let at = 0; at < name.length; at += 1) {
    const unit = name.charCodeAt(at)
    const answer = said[unit] || ask(unit)
    if (answer === OUTSIDE) return false
    if (answer === LETTERED) hasLetter = true
  }
  return hasLetter
}

/** The type `name`. */
export const NAME: AnswerType<NameKind> = {
  settings: ['at most'],
  styles: [],
  refusals: ['name.unreadable', 'name.long'],
  declare({ 'at most': most = '20' }) {
    const units = readWhole(most)
    const isSensible = units !== undefined && units >= 1 && units <= 60
    if (!isSensible) return { ok: false, setting: 'at most', words: most, suggestion: 'a number from 1 to 60' }
    return { ok: true, kind: { type: 'name', most: units } }
  },
  read({ most }, entry, { channel }) {
    if (channel === 'voice' && RECORDING.test(entry)) return { ok: true, value: entry }
    const isPlain = isSettled(entry)
    const name = isPlain ? entry.trim() : compose(normalise(entry))
    if (name.length > most) return { ok: false, error: 'name.long' }
    const isName = isPlain ? isPlainName(name) : WRITTEN.test(name) && LETTER.test(name)
    return isName ? { ok: true, value: name } : { ok: false, error: 'name.unreadable' }
  },
  limits: ({ most }) => ({ most }),
  print: (_, value) => String(value),
  // A Bangla name turns any screen into UCS-2, which is the worst a name can do to it.
  widest: ({ most }) => 'ক'.repeat(most),
  speak: () => undefined,
  fragments: () => [],
  gather: () => ({ record: 10 }),
  samples: ({ most }) => ({
    good: ['রহিমা', 'Rahima', 'ক'.repeat(most), 'মোসা. হাসি'].filter((name) => name.length <= most),
    bad: ['', '0', '9', '99', '00', '12', 'ক'.repeat(most + 1), 'ক'.repeat(500), '!', 'a1'],
  }),
}
