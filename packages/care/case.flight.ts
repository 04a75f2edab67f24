/** The calls and texts of a case: alerts up the ladder, the word to the woman, the questions to whoever took it. */
import type { Case, CaseRules } from './case.record.ts'
import type { Flight } from './flight.record.ts'
import { type FlightEvent, fly, newFlight } from './flight.ts'
import type { Entry } from './history.ts'
import { writeEnd } from './history.ts'

/** What the shell does after the write; history belongs in the same write as the case. */
export type CaseEffect =
  /** Send it now to the woman's phone or a worker's; the shell adds id and number. Feed the outcome back by its key. */
  | { do: 'handOff'; flight: Flight; to: 'caller' | { worker: string } }
  | { do: 'ask'; flight: Flight }
  | ({ do: 'history' } & Entry)
  | { do: 'count'; name: string }

/** What a step makes of a case. */
export type SteppedCase = { record: Case; effects: CaseEffect[] }

/** A message of a case; `code` is the worker's, none for the caller. */
export type Launch = {
  what: keyof typeof KINDS
  mark: string | number
  code?: string
  channels: readonly ('sms' | 'voice')[]
}

const minute = 60_000
const KINDS = {
  alert: { message: 'chw.alert', lives: 30 * minute },
  nobody: { message: 'case.nobody', lives: 60 * minute },
  someone: { message: 'case.someone', lives: 60 * minute },
  left: { message: 'case.left', lives: 2 * 60 * minute },
  seen: { message: 'case.seen', lives: 6 * 60 * minute },
} as const

/** Puts a message under way on each of its channels, in place of an earlier one of its kind to the same person. */
export function launch(
  stepped: SteppedCase,
  { what, mark, code, channels }: Launch,
  now: number,
  rules: CaseRules,
): SteppedCase {
  const { message, lives } = KINDS[what]
  const to = code === undefined ? ('woman' as const) : ('worker' as const)
  const isOld = (flight: Flight): boolean => kindOf(flight) === what && codeOf(flight) === code
  const { record, effects } = flyCalls(
    stepped,
    (flight) => (isOld(flight) ? cancelled('again') : undefined),
    now,
    rules,
  )
  const flights = channels.map((channel) =>
    newFlight(
      // Class alert, whatever the message: a case knows no quiet hours.
      {
        key: [what, mark, channel, code ?? ''].join('.'),
        to,
        message,
        class: 'alert',
        about: 'service',
        channel,
        at: now,
        until: now + lives,
      },
      rules.policy,
    ),
  )
  return { record: { ...record, flights: [...record.flights, ...flights] }, effects }
}

/** Feeds each flight the event chosen for it, and writes down those that end. */
export function flyCalls(
  stepped: SteppedCase,
  choose: (flight: Flight) => FlightEvent | undefined,
  now: number,
  rules: CaseRules,
): SteppedCase {
  const flights: Flight[] = []
  const effects: CaseEffect[] = []
  const fallBacks: Flight[] = []
  for (const flight of stepped.record.flights) {
    const event = choose(flight)
    const flown = event === undefined ? { flight } : fly(flight, event, now, rules.policy)
    if ('ended' in flown) {
      effects.push({ do: 'history', ...writeEnd(flight.key, flown.ended, flown.reason, now) })
      effects.push({ do: 'count', name: `case.${kindOf(flight)}.${flown.ended}` })
      if (flown.ended === 'undelivered' && flight.channel === 'voice' && flight.to === 'woman') fallBacks.push(flight)
      continue
    }
    flights.push(flown.flight)
    if (flown.does === 'ask') effects.push({ do: 'ask', flight: flown.flight })
    if (flown.does === 'handOff') effects.push({ do: 'handOff', flight: flown.flight, to: recipientOf(flown.flight) })
  }
  const isSame = effects.length === 0 && flights.every((flight, index) => flight === stepped.record.flights[index])
  if (isSame) return stepped
  const flew: SteppedCase = { record: { ...stepped.record, flights }, effects: [...stepped.effects, ...effects] }
  // A call she did not pick up becomes a text to the same phone.
  return fallBacks.reduce((sum, { key }) => textInstead(sum, key, now, rules), flew)
}

/** Brings the flights up to an instant. */
export function settleCalls(stepped: SteppedCase, now: number, rules: CaseRules): SteppedCase {
  return flyCalls(stepped, () => ({ kind: 'tick' }), now, rules)
}

/** Ends what is under way of some kinds, or of all. */
export function cancelCalls(
  stepped: SteppedCase,
  reason: string,
  now: number,
  rules: CaseRules,
  kinds?: string[],
): SteppedCase {
  return flyCalls(
    stepped,
    (flight) => (kinds === undefined || kinds.includes(kindOf(flight)) ? cancelled(reason) : undefined),
    now,
    rules,
  )
}

/** Whom a flight of a case is for: the caller's phone, or the worker whose code its key ends with. */
export function recipientOf(flight: Flight): 'caller' | { worker: string } {
  const worker = codeOf(flight)
  return worker === undefined ? 'caller' : { worker }
}

function textInstead(stepped: SteppedCase, key: string, now: number, rules: CaseRules): SteppedCase {
  const [what = '', mark = ''] = key.split('.')
  if (what !== 'nobody' && what !== 'someone') return stepped
  return launch(stepped, { what, mark, channels: ['sms'] }, now, rules)
}

function kindOf({ key }: Flight): string {
  return key.slice(0, key.indexOf('.'))
}

function codeOf({ key }: Flight): string | undefined {
  return key.slice(key.lastIndexOf('.') + 1) || undefined
}

function cancelled(reason: string): FlightEvent {
  return { kind: 'cancelled', reason }
}
