/** Schedules of contacts as versioned files, read from their contents and checked before anyone is planned by them. */
import type { Day } from '@dhatri/text/day'
import type { About, Class } from './flight.ts'
import type { Policy } from './policy.ts'

/** One contact of a schedule; weeks are completed weeks of pregnancy, both ends of the window included. */
export type Contact = { contact: string; week: number; from: number; to: number; source: string }

/** A message that goes with each contact, or follows the due date; `days` from the contact, or from the LMP. */
export type Row = {
  item: string
  days: number
  /** Days it stays alive after its own. */
  lasts: number
  message: string
  class: Class
  about: About
  asks?: string
  /** For a worker instead of her. */
  tell?: 'chw' | 'supervisor'
}

/** One version of a schedule. */
export type Schedule = {
  name: string
  version: number
  title: { [language: string]: string }
  source: string
  reviewed: string
  effective: Day
  /** How many days after a late registration a contact still inside its window is planned. */
  late: number
  contacts: Contact[]
  around: Row[]
  overdue: Row[]
}

/** All schedules by 'name@version'. */
export type Schedules = { [pin: string]: Schedule }

/** The data that the pure rules work by. */
export type Rules = { schedules: Schedules; policy: Policy }
