/** HELP and HELP <form>: how each report is written, one message a form. */
import type { Kind } from '@dhatri/care/report.kind'
import type { Answer } from './report.log.ts'

const FORMS: { [form in Kind]: string } = {
  register: 'reply.help.reg',
  birth: 'reply.help.bir',
  loss: 'reply.help.loss',
  death: 'reply.help.death',
  anc: 'reply.help.anc',
  pnc: 'reply.help.pnc',
  danger: 'reply.help.d',
  vaccine: 'reply.help.epi',
  fix: 'reply.help.fix',
  mute: 'reply.help.mute',
  due: 'reply.help.due',
  last: 'reply.help.last',
  undo: 'reply.help.undo',
  help: 'reply.formHelp',
}

/** How a form is written; without one, which forms there are. */
export function helpFor(form: Kind = 'help'): Answer {
  return { message: FORMS[form], facts: {} }
}
