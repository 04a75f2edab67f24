/** A case with a clock, for tests: the shell is played, from one due moment to the next. */
import { packCase, unpackCase } from './case.pack.ts'
import type { Case, CaseEvent, CaseRules, Opening } from './case.record.ts'
import { caseDue, isRed, listCalls, openCase, stepCase } from './case.ts'

/** Midnight in Dhaka. */
export const midnight = Date.parse('2026-06-15T18:00:00Z')

/** What is known when a case is opened. */
export const opening: Opening = {
  id: 'k1',
  woman: 'w1',
  phone: 'p1',
  area: '302614',
  isLocal: true,
  answers: 'sms',
  people: { chw: 'HA-1', supervisor: 'SUP-1', desk: 'DESK-1' },
}

/** What is kept must be what was stepped (`isSame`); everything it sent stands as `message to channel`, in the order of the hand-offs. */
export function playCase(
  rules: CaseRules,
  isSame: (kept: Case, stepped: Case) => void,
  changes: Partial<Opening> = {},
  isAnswering = true,
) {
  let now = midnight
  const sent: string[] = []
  const past: string[] = []
  let { record, effects } = openCase({ ...opening, ...changes }, now, rules)
  const keep = (news: typeof effects): void => {
    for (const effect of news) {
      if (effect.do === 'history') past.push(effect.what)
      if (effect.do !== 'handOff') continue
      const to = effect.to === 'caller' ? 'caller' : effect.to.worker
      sent.push(`${effect.flight.message} ${to} ${effect.flight.channel}`)
    }
  }
  const step = (event: CaseEvent): void => {
    const stepped = stepCase(record, event, now, rules)
    record = unpackCase(packCase(stepped.record))
    isSame(record, stepped.record)
    keep(stepped.effects)
  }
  const send = (): void => {
    for (const key of listCalls(record, now)) {
      step({ kind: 'claim', key })
      const flight = record.flights.find((each) => each.key === key)
      if (flight?.state === 'claimed' && isAnswering) step({ kind: 'accepted', key, ref: 'r', claim: flight.claim })
    }
  }
  keep(effects)
  send()
  return {
    sent,
    past,
    step: (event: CaseEvent): void => {
      step(event)
      send()
    },
    /** Lets time pass as the shell does: from one due moment to the next. */
    pass: (time: number): void => {
      const end = now + time
      let ticks = 0
      for (let due = caseDue(record); due !== undefined && due <= end; due = caseDue(record)) {
        ticks += 1
        if (ticks > 5000) throw new Error('the case stands still')
        now = Math.max(now, due) + (due <= now ? 1 : 0)
        step({ kind: 'tick' })
        send()
      }
      now = end
    },
    get record(): Case {
      return record
    },
    get isRed(): boolean {
      return isRed(record, rules.ladder)
    },
  }
}
