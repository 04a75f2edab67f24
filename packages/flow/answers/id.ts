/** The six digits a woman is known by; the last is a check digit, so one wrong key is caught. Always Latin digits: it is keyed. */
import { readShortId } from '@dhatri/text/shortid'
import { sayDigits } from '../speech.ts'
import type { AnswerType } from './shape.ts'

/** A short id. */
export type IdKind = { type: 'id' }

/** The type `id`. */
export const ID: AnswerType<IdKind> = {
  settings: [],
  styles: [],
  refusals: ['id.unreadable', 'id.mistyped'],
  declare: () => ({ ok: true, kind: { type: 'id' } }),
  read(_, entry) {
    const reading = readShortId(entry)
    return reading.ok ? { ok: true, value: reading.id } : reading
  },
  limits: () => ({}),
  print: (_, value) => String(value),
  widest: () => '000000',
  speak: (_, value, manner) => sayDigits(String(value), manner),
  fragments: (_, manner) => sayDigits('0123456789', manner),
  gather: () => ({ digits: 6, finish: '#', timeout: 10 }),
  samples: () => ({ good: ['572400', '৫৭২৪০০'], bad: ['', '0', '9', '99', '00', '572401', '57240', '5724000', 'x'] }),
}
