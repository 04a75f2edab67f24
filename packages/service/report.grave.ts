/**
 * Reports that end or change a pregnancy, or where she is reached: never taken at the first SMS. What was understood is
 * asked back with 1 and 2 to the worker's own number, because a wrong id, a slip or a forged sender would silence the
 * wrong woman.
 */
import { compareBirth } from '@dhatri/care/birth.correct'
import type { BirthPlace } from '@dhatri/care/birth.place'
import { findBirth } from '@dhatri/care/outcome'
import type { Outcome, Record } from '@dhatri/care/record'
import type { Report } from '@dhatri/care/report'
import type { AboutReport } from '@dhatri/care/report.about'
import type { Values } from '@dhatri/flow/channel'
import { printIso } from '@dhatri/text/day'
import { readBirth } from './report.about.ts'
import type { Answer } from './report.log.ts'

const GRAVE = new Set<Report['kind']>(['birth', 'loss', 'death', 'fix', 'rephone', 'carer', 'moved', 'wrongEntry'])

/** Whether a report is asked back before it takes effect. */
export function isGrave(report: AboutReport): boolean {
  return GRAVE.has(report.kind)
}

/** The question that says back what was understood. */
export function askBack(record: Record, report: AboutReport, facts: Values): Answer {
  switch (report.kind) {
    case 'birth': {
      const again = compareBirth(record, readBirth(report))
      if (again?.is === 'other') return askAgain(record, again.outcome, facts)
      const dead = report.each?.filter(({ fate }) => fate !== 'alive').length ?? 0
      return {
        message: dead > 0 ? 'reply.ask.birthSome' : 'reply.ask.birth',
        facts: {
          ...facts,
          date: printIso(report.day),
          count: report.babies ?? report.each?.length ?? 1,
          ...(dead > 0 ? { dead } : {}),
        },
      }
    }
    case 'loss':
      return { message: LOSSES[report.loss] ?? 'reply.ask.loss', facts }
    case 'death': {
      if (report.whose === 'mother') return { message: 'reply.ask.motherDeath', facts }
      const { babies } = report
      return babies === undefined
        ? { message: 'reply.ask.babyDeath', facts }
        : { message: 'reply.ask.babyDeaths', facts: { ...facts, count: babies } }
    }
    case 'fix':
      return { message: 'reply.ask.redate', facts: { ...facts, edd: printIso(report.lmp + 280) } }
    case 'rephone':
      return report.phone === 'none'
        ? { message: 'reply.ask.noPhone', facts }
        : { message: 'reply.ask.phone', facts: { ...facts, phone: report.phone } }
    case 'carer':
      return report.phone === 'none'
        ? { message: 'reply.ask.carerNoPhone', facts }
        : { message: 'reply.ask.carer', facts: { ...facts, phone: report.phone } }
    case 'moved':
      return { message: 'reply.ask.moved', facts }
    default:
      return { message: 'reply.ask.wrongEntry', facts }
  }
}

/** What is on record of a birth, and what would stand there instead. */
function askAgain(record: Record, outcome: Outcome, facts: Values): Answer {
  const { babies = 1, place } = record.outcome ?? {}
  const born = findBirth(record) ?? outcome.day
  if (outcome.day !== born || outcome.babies !== babies) {
    const was = { date: printIso(born), count: babies }
    return {
      message: 'reply.ask.birthAgain',
      facts: { ...facts, ...was, next: printIso(outcome.day), babies: outcome.babies ?? 1 },
    }
  }
  return place !== undefined && outcome.place !== undefined && outcome.place !== place
    ? { message: 'reply.ask.birthPlace', facts: { ...facts, was: CODED[place], place: CODED[outcome.place] } }
    : { message: 'reply.ask.birthDetails', facts: { ...facts, date: printIso(born) } }
}

/** Places as workers write them. */
const CODED: { [place in BirthPlace]: string } = {
  home: 'HOME',
  cc: 'CC',
  uhfwc: 'UHFWC',
  uhc: 'UHC',
  mcwc: 'MCWC',
  district: 'HOSPITAL',
  private: 'PRIVATE',
}

const LOSSES: { [loss: string]: string } = {
  stillbirth: 'reply.ask.stillbirth',
  neonatalDeath: 'reply.ask.babyDeath',
  falsePregnancy: 'reply.ask.false',
}
