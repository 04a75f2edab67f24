/**
 * Reports that end or change a pregnancy, or where she is reached: never taken at the first SMS. What was understood is
 * asked back with 1 and 2 to the worker's own number, because a wrong id, a slip or a forged sender would silence the
 * wrong woman.
 */
import type { Report } from '@dhatri/care/report'
import type { AboutReport } from '@dhatri/care/report.about'
import type { Values } from '@dhatri/flow/channel'
import { printIso } from '@dhatri/text/day'
import type { Answer } from './report.log.ts'

const GRAVE = new Set<Report['kind']>(['birth', 'loss', 'death', 'fix', 'rephone', 'carer', 'moved', 'wrongEntry'])

/** Whether a report is asked back before it takes effect. */
export function isGrave(report: AboutReport): boolean {
  return GRAVE.has(report.kind)
}

/** The question that says back what was understood. */
export function askBack(report: AboutReport, facts: Values): Answer {
  switch (report.kind) {
    case 'birth': {
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

const LOSSES: { [loss: string]: string } = {
  stillbirth: 'reply.ask.stillbirth',
  neonatalDeath: 'reply.ask.babyDeath',
  falsePregnancy: 'reply.ask.false',
}
