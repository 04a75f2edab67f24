/** What is planned for a woman, as a function of her dates: never a counter, never stored. */
import type { Day } from '@dhatri/text/day'
import type { About, Class } from './flight.ts'
import type { Record } from './record.ts'
import type { Rules } from './schedule.ts'

/** One planned message: due at `at`, worthless after `until`. */
export type Item = {
  key: string
  at: number
  until: number
  message: string
  class: Class
  about: About
  to: 'woman' | 'worker'
  tell?: 'chw' | 'supervisor'
  asks?: string
  channel?: 'sms' | 'voice'
  /** A bound on calls narrower than that of its class. */
  most?: number
  contact?: string
  /** The contact's day, for the text. */
  date?: Day
}

/** Everything planned for her under her present dates and state, earliest first. */
export function plan(_record: Record, _rules: Rules): Item[] {
  return []
}
