/** What happened on a line, one thing after another: what tests print, and what a transcript is made of. */

/** What can happen on a line: first what its holder does, then what the service or the network does. */
export const VERBS = [
  'dials',
  'enters',
  'texts',
  'calls',
  'rings',
  'answers',
  'declines',
  'ignores',
  'presses',
  'staysQuiet',
  'speaks',
  'hangsUp',
  'sees',
  'seesLast',
  'hears',
  'receives',
  'isCalled',
] as const

/** One of the things that can happen. */
export type Verb = (typeof VERBS)[number]

/** One thing that happened on a line; `what` is the code, the entry, the text, the number or the seconds. */
export type Said = { at: number; by: 'person' | 'service' | 'network'; does: Verb; what: string }
