/** A registration by SMS: last period, number or 0, and name, judged one fault at a time; what is good is kept. */

import type { Day } from '@dhatri/text/day'
import { type Phone, readPhone } from '@dhatri/text/phone'
import type { Dating } from './pregnancy.ts'
import { datePregnancy } from './report.dating.ts'
import type { ReportFault } from './report.fault.ts'
import type { Fields } from './report.fields.ts'

/** A woman to register; `none` where the report says she has no phone. */
export type Registration = {
  kind: 'register'
  lmp: Day
  dating: Dating
  phone: Phone | 'none'
  name: string
  owner?: 'own' | 'family'
  prefers?: 'voice' | 'text'
  /** In years. */
  age?: number
  /** The worker was asked and says that she is another than the one on the list. */
  isAnother?: true
}

/** The good fields of a registration, perhaps all. */
export type Known = Partial<Registration> & { kind: 'register' }

/** A registration, or its first fault and the good fields. */
export type Registered = { ok: true; report: Registration } | { ok: false; error: ReportFault; known: Known }

const LONGEST_NAME = 60

/** Judges the fields of a registration; `before` are good fields of an earlier, incomplete one. */
export function judgeRegistration(fields: Fields, today: Day, before?: Known): Registered {
  const dated = datePregnancy(fields, today)
  const phoned = judgePhone(fields)
  const name = fields.words.join(' ')
  const isNamed = name !== '' && name.length <= LONGEST_NAME
  const known: Known = {
    ...before,
    kind: 'register',
    ...(dated.ok && { lmp: dated.lmp, dating: dated.dating }),
    ...(phoned.ok && { phone: phoned.phone }),
    // Words around a field sent later ("the date is …") are no new name.
    ...(isNamed && before?.name === undefined && { name }),
    ...(fields.owner && { owner: fields.owner }),
    ...(fields.prefers && { prefers: fields.prefers }),
    ...(fields.age !== undefined && { age: fields.age }),
  }
  const refuse = (error: ReportFault): Registered => ({ ok: false, error, known })
  const isTwo = fields.isJoined || (count(fields, 'date') > 1 && count(fields, 'phone') > 1)
  if (isTwo) return { ok: false, error: 'report.twoWomen', known: { kind: 'register' } }
  const { lmp, dating, phone } = known
  if (!dated.ok && (lmp === undefined || dated.error !== 'report.dateMissing')) return refuse(dated.error)
  if (!phoned.ok && (phone === undefined || phoned.error !== 'report.phoneMissing')) return refuse(phoned.error)
  if (name.length > LONGEST_NAME && before?.name === undefined) return refuse('report.nameTooLong')
  if (lmp === undefined || dating === undefined || phone === undefined || known.name === undefined) {
    return refuse('report.nameMissing')
  }
  const { owner, prefers, age } = known
  const wishes = { ...(owner && { owner }), ...(prefers && { prefers }), ...(age !== undefined && { age }) }
  return { ok: true, report: { kind: 'register', lmp, dating, phone, name: known.name, ...wishes } }
}

function judgePhone({ figures }: Fields): { ok: true; phone: Phone | 'none' } | { ok: false; error: ReportFault } {
  const phones = figures.filter(({ is }) => is === 'phone').map(({ text }) => readPhone(text))
  const good = new Set(phones.flatMap((reading) => (reading.ok ? [reading.phone] : [])))
  if (good.size > 1) return { ok: false, error: 'report.twoPhones' }
  const [phone] = good
  if (phones.some(({ ok }) => !ok)) return { ok: false, error: 'report.phoneUnclear' }
  if (phone !== undefined) return { ok: true, phone }
  if (figures.some(({ is }) => is === 'none')) return { ok: true, phone: 'none' }
  const isOdd = figures.some(({ is, text }) => is === 'count' && text.length > 4)
  return { ok: false, error: isOdd ? 'report.phoneUnclear' : 'report.phoneMissing' }
}

function count({ figures }: Fields, is: 'date' | 'phone'): number {
  return new Set(figures.filter((figure) => figure.is === is).map(({ text }) => text)).size
}
