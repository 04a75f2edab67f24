/** A woman whose life is told event by event, for the tests of this package. */
import type { CareEvent, Effect } from './event.ts'
import { at, registered } from './example.ts'
import type { Flight } from './flight.record.ts'
import type { Record, Registration } from './record.ts'
import type { Rules } from './schedule.ts'
import { listReady, nextDue, step } from './step.ts'

/** What can be told of a woman, and what the steps asked for. */
export type Story = {
  /** Moves the clock. */
  when: (instant: string) => void
  /** Takes one event. */
  take: (event: CareEvent) => Effect[]
  /** Claims a message and returns the serial of the claim. */
  claim: (key: string) => number
  /** Sends what is ready and has each delivered. */
  deliver: () => void
  /** What was asked for since the last time, one line each. */
  hear: () => string[]
  due: () => number | undefined
  flights: () => Flight[]
  record: () => Record
}

/** Begins the story of a woman registered at an instant. */
export function tellStory(rules: Rules, from: number, more: Partial<Registration> = {}): Story {
  let record = registered(from, rules, more)
  let now = from
  let said: string[] = []
  const take = (event: CareEvent): Effect[] => {
    const stepped = step(record, event, now, rules)
    record = stepped.record
    said = [...said, ...stepped.effects.map(describeEffect).filter((line) => line !== '')]
    return stepped.effects
  }
  const claim = (key: string): number => {
    take({ kind: 'claim', key })
    return record.flights.find((flight) => flight.key === key)?.claim ?? 0
  }
  return {
    when: (instant) => {
      now = at(instant)
    },
    take,
    claim,
    deliver: () => {
      take({ kind: 'tick' })
      for (const key of listReady(record, now)) {
        take({ kind: 'accepted', key, ref: 'r', claim: claim(key) })
        take({ kind: 'receipt', key, state: 'delivered', ref: 'r' })
      }
    },
    hear: () => {
      const heard = said
      said = []
      return heard
    },
    due: () => nextDue(record, now, rules),
    flights: () => record.flights,
    record: () => record,
  }
}

/** One line for what an effect asks for; nothing for a count. */
export function describeEffect(effect: Effect): string {
  switch (effect.do) {
    case 'history':
      return effect.what.startsWith('item.') ? `${effect.facts?.['item']} ${effect.what.slice(5)}` : effect.what
    case 'tell':
      return `tell ${effect.who} ${effect.message}${effect.facts.date ? ` ${effect.facts.date}` : ''}`
    case 'handOff':
      return `send ${effect.flight.message}${effect.facts.date ? ` ${effect.facts.date}` : ''}`
    case 'ask':
      return 'ask the gateway'
    case 'count':
      return ''
  }
}
