/** An SMS on the table: who sent it, the claim that makes it one, and what answering it comes to. */
import type { About } from '@dhatri/care/flight.record'
import type { Values } from '@dhatri/flow/channel'
import type { Write } from '@dhatri/store/table'
import type { PhoneState } from './phone.ts'
import type { Job } from './world.ts'

/** One SMS as it is worked on. */
export type Letter = {
  id: string
  text: string
  number: string
  phone: PhoneState
  claim: Write
  /** The write that lets us answer this number. */
  known: Write[]
}

/** What is answered: a message by name with its facts, written together with the effects; `about` is service unless said. */
export type Effects = {
  writes: Write[]
  jobs?: Job[]
  reply?: { message: string; facts: Values; text?: string; about?: About }
}
