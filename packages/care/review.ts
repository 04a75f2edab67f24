/**
 * Clinical words that no clinician has signed are neither sent nor spoken in production, but to the numbers of a pilot.
 * What is about a woman, a pregnancy or a baby is clinical; what is about the service is not. Two things always go: the
 * advice in danger, because withholding "go to a hospital, 999" could cost a life, and what lets her report a loss or a
 * birth, because without it messages would go on that must stop.
 */
import type { About } from './flight.record.ts'

/** Who may get unreviewed clinical words: everyone (a demo), or the numbers on the pilot's list. */
export type Pilot = 'everyone' | 'listed'

/** A flow or a message, as far as this rule looks at it. */
export type Wording = { name: string; about: About; isReviewed: boolean }

/** Flows and messages that go whether signed or not. */
export const ALWAYS: ReadonlySet<string> = new Set(['danger', 'reply.dangerAdvice', 'reply.dangerGo', 'changed'])

/** Whether these words may go to a number. */
export function maySay({ name, about, isReviewed }: Wording, pilot: Pilot, isListed: boolean): boolean {
  return about === 'service' || isReviewed || ALWAYS.has(name) || pilot === 'everyone' || isListed
}
