/** What a report about a woman cannot be, given what is known of her: said at once, and nothing is written. */

import { compareBirth } from '@dhatri/care/birth.correct'
import { mayBeCared } from '@dhatri/care/carer'
import { countAlive, findBirth, isCarrying } from '@dhatri/care/outcome'
import { findPostnatal } from '@dhatri/care/postnatal'
import { isCared, type Record } from '@dhatri/care/record'
import type { AboutReport } from '@dhatri/care/report.about'
import { seeOn } from '@dhatri/care/seen'
import type { Values } from '@dhatri/flow/channel'
import { type Day, printIso } from '@dhatri/text/day'
import { readBirth } from './report.about.ts'
import type { Answer } from './report.log.ts'

/** Why the report is not taken; undefined where it may be. */
export function refuseAbout(record: Record, report: AboutReport, facts: Values): Answer | undefined {
  const already: Answer = { message: 'reply.done.already', facts }
  const closed: Answer = { message: 'reply.done.closed', facts }
  if (record.state === 'wrongEntry') return report.kind === 'wrongEntry' ? already : closed
  if (report.kind === 'carer') return mayBeCared(record) || isCared(record) ? undefined : noDeath(record, facts)
  if (record.state === 'died' && report.kind !== 'wrongEntry') return refuseAfterDeath(record, report, facts)
  switch (report.kind) {
    case 'birth':
      return isCarrying(record) ? undefined : refuseAgain(record, report, facts)
    case 'loss':
      return record.state === 'lost' && (record.outcome?.kind !== 'loss' || report.loss === 'loss')
        ? already
        : undefined
    case 'death':
      return report.whose === 'mother' ? undefined : refuseBabyDeath(record, report.babies, facts)
    case 'visit':
      return report.care === 'anc' ? refuseAnc(record, report.day, facts) : refusePnc(record, report.day, facts)
    case 'vaccine':
      if (isCarrying(record)) return noBirth(record, facts)
      if (record.state !== 'born') return closed
      return record.child?.[report.visit] === undefined ? undefined : already
    case 'fix':
      if (!isCarrying(record)) return closed
      return record.lmp === report.lmp ? already : undefined
    case 'guardian':
      return record.guardian === undefined ? undefined : already
    case 'moved':
      if (!isCarrying(record)) return closed
      return record.state === 'moved' ? already : undefined
    default:
      return undefined
  }
}

/** A birth on record: said to be there already where nothing is new; other details are asked about. */
function refuseAgain(
  record: Record,
  report: Extract<AboutReport, { kind: 'birth' }>,
  facts: Values,
): Answer | undefined {
  switch (compareBirth(record, readBirth(report))?.is) {
    case 'same':
      return { message: 'reply.done.already', facts }
    case 'far':
      return { message: 'reply.done.birthFar', facts: { ...facts, date: printIso(findBirth(record) ?? report.day) } }
    case 'deaths':
      return { message: 'reply.done.birthDeath', facts: { ...facts, example: `DEATH ${facts['id']} B 1` } }
    case 'other':
      return undefined
    default:
      return { message: 'reply.done.closed', facts }
  }
}

/** Of a woman who died nothing is taken any more, but what is of her child while somebody is known to look after it. */
function refuseAfterDeath(record: Record, report: AboutReport, facts: Values): Answer | undefined {
  const already: Answer = { message: 'reply.done.already', facts }
  const closed: Answer = { message: 'reply.done.closed', facts }
  if (report.kind === 'death' && report.whose === 'mother') return already
  if (!isCared(record)) {
    if (report.kind === 'death') return already
    // The child's vaccines wait for somebody to be named.
    return report.kind === 'vaccine' && mayBeCared(record) ? { message: 'reply.done.carerWho', facts } : closed
  }
  if (report.kind === 'death') return refuseBabyDeath(record, report.babies, facts)
  if (report.kind === 'vaccine') return record.child?.[report.visit] === undefined ? undefined : already
  return report.kind === 'mute' || report.kind === 'place' ? undefined : closed
}

function noDeath(record: Record, facts: Values): Answer {
  return record.state === 'died'
    ? { message: 'reply.done.closed', facts }
    : { message: 'reply.done.noDeath', facts: { ...facts, example: `DEATH ${facts['id']} M` } }
}

function refuseBabyDeath(record: Record, dead: number | undefined, facts: Values): Answer | undefined {
  if (record.state === 'lost') return { message: 'reply.done.already', facts }
  const alive = countAlive(record)
  if (alive < 2 || (dead !== undefined && dead <= alive)) return undefined
  return { message: 'reply.ask.howMany', facts: { ...facts, count: alive, example: `DEATH ${facts['id']} B 1` } }
}

function refuseAnc(record: Record, day: Day, facts: Values): Answer | undefined {
  const isBefore = record.outcome !== undefined && day <= record.outcome.day
  return isCarrying(record) || isBefore ? undefined : { message: 'reply.done.closed', facts }
}

function refusePnc(record: Record, day: Day, facts: Values): Answer | undefined {
  const contact = findPostnatal(record, day)
  // After a loss any visit is news.
  if (seeOn(record, day) !== record.visits) return undefined
  if (contact === undefined)
    return isCarrying(record) ? noBirth(record, facts) : { message: 'reply.done.closed', facts }
  return record.visits[contact] === undefined ? undefined : { message: 'reply.done.already', facts }
}

function noBirth(record: Record, facts: Values): Answer {
  const [year = '', month = '', date = ''] = printIso(record.lmp + 280).split('-')
  return { message: 'reply.done.noBirth', facts: { ...facts, example: `BIR ${facts['id']} ${date}${month}${year} CC` } }
}
