/** What can be wrong with a report. One fault is told at a time, with the message that shows one corrected example. */

import type { Kind } from './report.kind.ts'

/** What can be wrong with a registration, with the reply that shows how it should look. */
const REGISTERING = {
  'report.dateMissing': 'reply.dateMissing',
  'report.dateUnclear': 'reply.dateUnclear',
  'report.dateImpossible': 'reply.dateUnclear',
  'report.dateFuture': 'reply.dateFuture',
  'report.dateTooOld': 'reply.dateTooOld',
  'report.dateTooNew': 'reply.dateUnclear',
  'report.eddGiven': 'reply.eddGiven',
  'report.eddUnclear': 'reply.dateUnclear',
  'report.weeksUnclear': 'reply.dateUnclear',
  'report.twoDates': 'reply.dateUnclear',
  'report.phoneMissing': 'reply.phoneUnclear',
  'report.phoneUnclear': 'reply.phoneUnclear',
  'report.twoPhones': 'reply.phoneUnclear',
  'report.nameMissing': 'reply.nameMissing',
  'report.nameTooLong': 'reply.nameMissing',
  'report.twoWomen': 'reply.twoWomen',
} as const

/** The same for reports about a woman on the list; each of these shows the example it is given. */
const ABOUT = {
  'report.dateMissing': 'reply.form.dateMissing',
  'report.dateUnclear': 'reply.form.dateUnclear',
  'report.dateImpossible': 'reply.form.dateUnclear',
  'report.dateFuture': 'reply.form.dateFuture',
  'report.dateTooOld': 'reply.form.dateTooOld',
  'report.dateTooNew': 'reply.form.dateUnclear',
  'report.eddGiven': 'reply.form.eddGiven',
  'report.eddUnclear': 'reply.form.dateUnclear',
  'report.weeksUnclear': 'reply.form.dateUnclear',
  'report.twoDates': 'reply.form.twoDates',
  'report.phoneMissing': 'reply.form.phone',
  'report.phoneUnclear': 'reply.form.phone',
  'report.twoPhones': 'reply.form.phone',
  'report.nameMissing': 'reply.form.name',
  'report.nameTooLong': 'reply.form.name',
  'report.twoWomen': 'reply.form.twoWomen',
  'report.idMissing': 'reply.form.id',
  'report.idMistyped': 'reply.form.id',
  'report.whose': 'reply.form.whose',
  'report.birthOrLoss': 'reply.form.birthOrLoss',
  'report.weeksMissing': 'reply.form.weeks',
  'report.visitMissing': 'reply.form.visit',
  'report.fixWhat': 'reply.form.fixWhat',
} as const

/** A fault of a report. */
export type ReportFault = keyof typeof ABOUT

type Replies = (typeof REGISTERING)[keyof typeof REGISTERING] | (typeof ABOUT)[ReportFault]

/** The name of the message that answers a fault of a report of some kind. */
export function replyTo(fault: ReportFault, kind: Kind): Replies {
  const known: { [fault: string]: Replies } = kind === 'register' ? { ...ABOUT, ...REGISTERING } : ABOUT
  return known[fault] ?? ABOUT[fault]
}
