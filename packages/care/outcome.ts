/** How a pregnancy ends, what each end silences at once and what goes on. */

/** The kinds of outcome that can be reported. */
export type OutcomeKind =
  | 'liveBirth'
  | 'stillbirth'
  | 'miscarriage'
  | 'ended'
  | 'loss'
  | 'falsePregnancy'
  | 'neonatalDeath'
  | 'maternalDeath'
  | 'moved'
  | 'lostToFollowUp'
  | 'wrongEntry'
