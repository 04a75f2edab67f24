/** A Bangladeshi mobile number, kept as +880…, shown as people dial it (`{phone|hidden}` shows the last three digits). */
import { hidePhone, readPhone } from '@dhatri/text/phone'
import { sayDigits } from '../speech.ts'
import type { AnswerType } from './shape.ts'

/** A phone number. */
export type PhoneKind = { type: 'phone' }

/** The type `phone`. */
export const PHONE: AnswerType<PhoneKind> = {
  settings: [],
  styles: ['hidden'],
  refusals: ['phone.unreadable', 'phone.notMobile', 'phone.length'],
  declare: () => ({ ok: true, kind: { type: 'phone' } }),
  read(_, entry) {
    const reading = readPhone(entry)
    return reading.ok ? { ok: true, value: reading.phone } : reading
  },
  limits: () => ({}),
  print: (_, value, { style }) => (style === 'hidden' ? hidePhone(String(value)) : localForm(String(value))),
  widest: (kind, manner) => PHONE.print(kind, '+8801700000000', manner),
  speak: (_, value, manner) =>
    sayDigits(manner.style === 'hidden' ? String(value).slice(-3) : localForm(String(value)), manner),
  fragments: (_, manner) => sayDigits('0123456789', manner),
  gather: () => ({ digits: 11, finish: '#', timeout: 10 }),
  samples: () => ({
    good: ['01711000001', '+880 1711-000001', '০১৭১১০০০০০১', '8801711000001'],
    bad: ['', '0', '9', '99', '00', '0171100000', '017110000011', '0211234567', 'x'],
  }),
}

function localForm(phone: string): string {
  return phone.replace(/^\+88/, '')
}
