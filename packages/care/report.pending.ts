/** What is kept of a report with a fault: its good parts, so that the next SMS may carry only what was missing. */
import type { ReportFault } from './report.fault.ts'
import type { Fields } from './report.fields.ts'
import { CODES, type Kind } from './report.kind.ts'

const DATES: ReadonlySet<ReportFault> = new Set<ReportFault>([
  'report.dateUnclear',
  'report.dateImpossible',
  'report.dateFuture',
  'report.dateTooOld',
  'report.dateTooNew',
  'report.eddGiven',
  'report.eddUnclear',
  'report.weeksUnclear',
  'report.twoDates',
])
const PHONES: ReadonlySet<ReportFault> = new Set<ReportFault>(['report.phoneUnclear', 'report.twoPhones'])

/** The report as a text without what was wrong with it; what comes next is written behind it and read as a whole. */
export function keepGood(kind: Kind, fields: Fields, fault: ReportFault): string {
  const code = CODES[kind]
  const isBadDate = DATES.has(fault)
  const figures = fields.figures.filter(({ is, text, isSound }, at) => {
    if (is === 'none') return false
    if (fault === 'report.twoWomen') return is !== 'id'
    if (fault === 'report.idMistyped') return is !== 'id' && at > 0
    if (isBadDate) return is === 'id' ? isSound : is === 'phone'
    if (PHONES.has(fault)) return is !== 'phone' && !(is === 'count' && text.length > 4)
    return true
  })
  const labels = fields.labels.filter((label) => label === 'lmp' || label === 'name' || label === 'phone')
  const spans = isBadDate ? [] : fields.spans.map(({ by, count }) => `${count}${by === 'weeks' ? 'w' : 'm'}`)
  // Line breaks keep the parts from being read together as one number.
  return [code, ...figures.map(({ text }) => text), ...spans, ...fields.words, ...labels].join('\n')
}
