/**
 * Another phone for a woman. Consent belongs to a number: the new one is asked before anything else goes to it, unless
 * a mistake is being taken back and the number had agreed before.
 */
import { writeEvent } from './history.ts'
import type { By, Consent } from './record.ts'
import type { Stepped } from './settle.ts'

/** What is known of the number she is reached on from now; without `phone` she is reached through her worker only. */
export type Rephoned = { phone?: string; before?: { consent: Consent; at: number; words?: string }; by: By }

/** Moves her to another phone. */
export function rephone(stepped: Stepped, { phone, before, by }: Rephoned, now: number): Stepped {
  const { phone: old, consentWords: _, safe: _hours, asked, ...rest } = stepped.record
  if (old === phone) return stepped
  const consent = before ?? { consent: 'invited' as const, at: now }
  const settled = rest.settled.filter((key) => before !== undefined || (key !== 'invite' && key !== 'invite.call'))
  const record = {
    ...rest,
    ...(phone === undefined ? {} : { phone }),
    consent: consent.consent,
    consentAt: consent.at,
    ...(consent.words === undefined ? {} : { consentWords: consent.words }),
    settled,
    // Who sees that phone, when, and how it is to be reached is another question there.
    ...(asked === undefined ? {} : { asked: { ...asked, what: asked.what.replace(/[whv]/g, '') } }),
  }
  const entry = writeEvent('rephoned', now, now, { by, consent: consent.consent })
  return { record, effects: [...stepped.effects, { do: 'history', ...entry }] }
}
