/** The kinds of report and the code by which each is named to a worker, in every language. */

/** The kinds of report a keyword opens. */
export type Kind =
  | 'register'
  | 'birth'
  | 'loss'
  | 'death'
  | 'anc'
  | 'pnc'
  | 'danger'
  | 'vaccine'
  | 'fix'
  | 'mute'
  | 'due'
  | 'last'
  | 'undo'
  | 'help'

/** The code of each kind. */
export const CODES: { [kind in Kind]: string } = {
  register: 'REG',
  birth: 'BIR',
  loss: 'LOSS',
  death: 'DEATH',
  anc: 'ANC',
  pnc: 'PNC',
  danger: 'D',
  vaccine: 'EPI',
  fix: 'FIX',
  mute: 'MUTE',
  due: 'DUE',
  last: 'LAST',
  undo: 'UNDO',
  help: 'HELP',
}
