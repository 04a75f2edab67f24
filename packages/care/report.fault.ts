/** What can be wrong with a report. One fault is told at a time, with the message that shows one corrected example. */

/** The reply for each fault; a fault without words of its own shares those of its field. */
const REPLIES = {
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
  'report.idMissing': 'reply.idUnclear',
  'report.idMistyped': 'reply.idUnclear',
  'report.whose': 'reply.unknownForm',
  'report.birthOrLoss': 'reply.unknownForm',
  'report.weeksMissing': 'reply.unknownForm',
  'report.visitMissing': 'reply.unknownForm',
  'report.unsure': 'reply.askLoss',
} as const

/** A fault of a report; `report.unsure` is a grave keyword that was misspelt: ask, never guess. */
export type ReportFault = keyof typeof REPLIES

/** The name of the message that answers a fault. */
export function replyTo(fault: ReportFault): (typeof REPLIES)[ReportFault] {
  return REPLIES[fault]
}
