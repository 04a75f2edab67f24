/**
 * The messages that the programme sends by itself, by name: what the code of `care` and `service` names. Schedules and
 * the ends of flows name others. A message on none of these lists is never sent.
 */

/** Every message that code sends. */
export const sent: readonly string[] = [
  'callback',
  'case.nobody',
  'case.seen',
  'case.someone',
  'chw.alert',
  'chw.changed',
  'chw.missed',
  'desk.call',
  'invite',
  'reply.already',
  'reply.askLoss',
  'reply.dangerAdvice',
  'reply.dateFuture',
  'reply.dateMissing',
  'reply.dateTooOld',
  'reply.dateUnclear',
  'reply.eddGiven',
  'reply.formHelp',
  'reply.help',
  'reply.idUnclear',
  'reply.maybeStop',
  'reply.nameMissing',
  'reply.notRecorded',
  'reply.notYours',
  'reply.ownPhone',
  'reply.phoneUnclear',
  'reply.recorded',
  'reply.registered',
  'reply.started',
  'reply.stopped',
  'reply.twoWomen',
  'reply.unknown',
  'reply.unknownForm',
  'reply.unverified',
  'supervisor.unverified',
]
