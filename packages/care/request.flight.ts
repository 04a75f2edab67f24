/** The texts and calls of a request: what it is put to workers by, and what is said to her who asked. */
import type { Flight } from './flight.record.ts'
import { type FlightEvent, fly, newFlight } from './flight.ts'
import type { Entry } from './history.ts'
import { writeEnd, writeEvent } from './history.ts'
import { nextAllowed } from './quiet.ts'
import type { Request, RequestRules } from './request.record.ts'

/** What the shell does after the write; history belongs in the same write as the request. */
export type RequestEffect =
  /** Send it now to her phone or a worker's; feed the outcome back by its key. */
  | { do: 'handOff'; flight: Flight; to: 'caller' | { worker: string } }
  | { do: 'ask'; flight: Flight }
  | ({ do: 'history' } & Entry)
  | { do: 'count'; name: string }

/** What a step makes of a request. */
export type SteppedRequest = { record: Request; effects: RequestEffect[] }

/** What is said to her. */
export type Word = 'answer' | 'agreed' | 'offered' | 'remind' | 'silent' | 'expired'

const hour = 3_600_000

const WORDS = {
  answer: { message: 'ticket.answered', class: 'reply', lives: 48 * hour },
  agreed: { message: 'appointment.agreed', class: 'reply', lives: 24 * hour },
  offered: { message: 'appointment.offered', class: 'reply', lives: 24 * hour },
  // A reminder is ours to begin, and so is word that there is none: STOP and the spacing of messages bind them.
  remind: { message: 'appointment.day', class: 'act', lives: 22 * hour },
  silent: { message: 'ticket.silent', class: 'act', lives: 24 * hour },
  expired: { message: 'appointment.expired', class: 'act', lives: 24 * hour },
} as const

/** Puts the request to a worker: who owes what depends on its kind and where it stands. */
export function putTo(stepped: SteppedRequest, code: string, now: number, rules: RequestRules): SteppedRequest {
  const { kind, moves, rung, repeats, asked } = stepped.record
  const message = askOf(stepped.record)
  const quiet = cancelFlights(stepped, 'next', now, rules, 'ask')
  const isUrgent = kind === 'referral'
  const key = ['ask', `${moves}-${rung}-${repeats}`, 'sms', code].join('.')
  const put = {
    ...quiet.record,
    asked: asked.includes(code) ? asked : [...asked, code],
    flights: [
      ...quiet.record.flights,
      newFlight(
        {
          key,
          to: 'worker',
          message,
          class: isUrgent ? 'alert' : 'act',
          about: 'service',
          channel: 'sms',
          at: now,
          until: now + 24 * hour,
        },
        rules.policy,
      ),
    ],
  }
  return wrote({ ...quiet, record: put }, 'request.put', `${moves}-${rung}-${repeats}`, now, { to: code })
}

const ASKS = { waiting: 'chw.appointment', offered: 'chw.offered', after: 'chw.came' } as const

function askOf({ kind, state, answers }: Request): string {
  if (kind === 'appointment') return ASKS[state === 'offered' || state === 'after' ? state : 'waiting']
  // What was spoken on a call is in no text: whoever answers calls back.
  if (kind === 'referral') return 'chw.referral'
  if (answers === 'voice') return 'chw.spoken'
  return kind === 'complaint' ? 'chw.complaint' : 'chw.question'
}

/** A word to a worker that asks for nothing: it was agreed, or called off. */
export function tell(
  stepped: SteppedRequest,
  code: string,
  message: 'chw.agreed' | 'chw.cancelled',
  now: number,
  rules: RequestRules,
): SteppedRequest {
  const key = ['tell', stepped.record.moves, 'sms', code].join('.')
  const flight = newFlight(
    { key, to: 'worker', message, class: 'act', about: 'service', channel: 'sms', at: now, until: now + 24 * hour },
    rules.policy,
  )
  return { ...stepped, record: { ...stepped.record, flights: [...stepped.record.flights, flight] } }
}

/** A word to her on the channel she used, never at night; nothing where nothing may go to her. */
export function sayTo(
  stepped: SteppedRequest,
  word: Word,
  now: number,
  rules: RequestRules,
  channel = stepped.record.answers,
): SteppedRequest {
  const { record } = stepped
  if (channel === 'none' || record.phone === undefined) return stepped
  const { message, class: name, lives } = WORDS[word]
  // Where a loss may have been told nobody is to be reminded of a day of care, and the phone knows that.
  const about = word === 'remind' ? 'pregnancy' : 'service'
  const at = nextAllowed(now, rules.policy.hours)
  const key = [word, record.moves, channel, ''].join('.')
  const flight = newFlight(
    { key, to: 'woman', message, class: name, about, channel, at, until: at + lives },
    rules.policy,
  )
  return { ...stepped, record: { ...record, flights: [...record.flights, flight] } }
}

/** Feeds each flight the event chosen for it, and writes down those that end. */
export function flyFlights(
  stepped: SteppedRequest,
  choose: (flight: Flight) => FlightEvent | undefined,
  now: number,
  rules: RequestRules,
): SteppedRequest {
  const flights: Flight[] = []
  const effects: RequestEffect[] = []
  const unheard: Word[] = []
  for (const flight of stepped.record.flights) {
    const event = choose(flight)
    const flown = event === undefined ? { flight } : fly(flight, event, now, rules.policy)
    if ('ended' in flown) {
      effects.push({ do: 'history', ...writeEnd(flight.key, flown.ended, flown.reason, now) })
      effects.push({ do: 'count', name: `request.${whatOf(flight)}.${flown.ended}` })
      const word = whatOf(flight)
      if (flown.ended === 'undelivered' && flight.channel === 'voice' && isWord(word)) unheard.push(word)
      continue
    }
    flights.push(flown.flight)
    if (flown.does === 'ask') effects.push({ do: 'ask', flight: flown.flight })
    if (flown.does === 'handOff') effects.push({ do: 'handOff', flight: flown.flight, to: receiverOf(flown.flight) })
  }
  const isSame = effects.length === 0 && flights.every((flight, index) => flight === stepped.record.flights[index])
  if (isSame) return stepped
  const flew = { record: { ...stepped.record, flights }, effects: [...stepped.effects, ...effects] }
  // A call she did not pick up becomes a text to the same phone.
  return unheard.reduce((sum, word) => sayTo(sum, word, now, rules, 'sms'), flew)
}

/** Ends what is under way: all of it, or only what is of one kind. */
export function cancelFlights(
  stepped: SteppedRequest,
  reason: string,
  now: number,
  rules: RequestRules,
  what?: string,
): SteppedRequest {
  const choose = (flight: Flight): FlightEvent | undefined =>
    what === undefined || whatOf(flight) === what ? { kind: 'cancelled', reason } : undefined
  return flyFlights(stepped, choose, now, rules)
}

/** Whom a flight of a request is for: her phone, or the worker whose code its key ends with. */
export function receiverOf({ key }: Flight): 'caller' | { worker: string } {
  const worker = key.slice(key.lastIndexOf('.') + 1)
  return worker === '' ? 'caller' : { worker }
}

/** Whether a worker was put the request as it now stands and the text has not left yet: an answer is to an older one. */
export function isUnsaid({ flights }: Request, code: string): boolean {
  return flights.some((flight) => {
    const to = receiverOf(flight)
    return whatOf(flight) === 'ask' && to !== 'caller' && to.worker === code && flight.calls === 0
  })
}

/** The stepped request with one more line of history. */
export function wrote(
  stepped: SteppedRequest,
  what: string,
  mark: string | number,
  now: number,
  facts?: { [name: string]: string },
): SteppedRequest {
  return { ...stepped, effects: [...stepped.effects, { do: 'history', ...writeEvent(what, mark, now, facts) }] }
}

function whatOf({ key }: Flight): string {
  return key.slice(0, key.indexOf('.'))
}

function isWord(what: string): what is Word {
  return Object.hasOwn(WORDS, what)
}
