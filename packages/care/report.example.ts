/** One corrected example for a report with a fault, with the id she was called by where that was good. */
import { type Day, printIso } from '@dhatri/text/day'
import type { ReportFault } from './report.fault.ts'
import type { Kind } from './report.kind.ts'

/** A report as it should have been written. */
export function exampleOf(form: Kind, fault: ReportFault, id: string | undefined, today: Day): string {
  const who = id ?? '102341'
  switch (form) {
    case 'birth':
      return fault === 'report.birthOrLoss' ? `LOSS ${who} S` : `BIR ${who} ${write(today - 1)} CC`
    case 'loss':
      return fault.startsWith('report.date') ? `LOSS ${who} M ${write(today - 1)}` : `LOSS ${who} M`
    case 'death':
      return fault.startsWith('report.date') ? `DEATH ${who} B ${write(today - 1)}` : `DEATH ${who} B`
    case 'anc':
    case 'pnc':
      return `${form.toUpperCase()} ${who}${fault.startsWith('report.date') ? ` ${write(today - 1)}` : ''}`
    case 'danger':
      return `D ${who}`
    case 'vaccine':
      return `EPI ${who} 6W`
    case 'mute':
      return `MUTE ${who} 2`
    case 'undo':
      return `UNDO ${who}`
    case 'fix':
      return `FIX ${who} ${fixExample(fault, today)}`
    default:
      return `REG ${write(today - 84)} 01700000000 রহিমা`
  }
}

function fixExample(fault: ReportFault, today: Day): string {
  if (fault.startsWith('report.phone') || fault === 'report.twoPhones') return 'PHONE 01700000000'
  return fault.startsWith('report.name') ? 'NAME রহিমা' : `LMP ${write(today - 84)}`
}

/** A day as `05072026`. */
function write(day: Day): string {
  const [year = '', month = '', date = ''] = printIso(day).split('-')
  return `${date}${month}${year}`
}
