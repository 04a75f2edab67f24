/**
 * Consent to be written to. A woman who registers herself agreed by doing so; one registered by somebody else is
 * invited, and until she says yes nothing but the invitation goes to her number (Personal Data Protection Ordinance
 * 2025: explicit, specific, revocable).
 */
import type { Purpose } from './course.ts'
import { writeEvent } from './history.ts'
import type { Consent, Record } from './record.ts'
import type { Stepped } from './settle.ts'

/** Which messages the present consent lets through to her number. */
export function allows(consent: Consent, asks: string | undefined): boolean {
  if (consent === 'invited') return asks === 'invite'
  return consent === 'agreed' && asks !== 'invite'
}

/** The record with an answer to consent, or undefined where it is not news; a wrong number never becomes right. */
export function answerConsent(
  record: Record,
  answer: 'agreed' | 'declined' | 'wrongNumber',
  now: number,
  words?: string,
): Record | undefined {
  if (record.consent === answer || record.consent === 'wrongNumber') return undefined
  const answered: Record = { ...record, consent: answer, consentAt: now }
  return words === undefined ? answered : { ...answered, consentWords: words }
}

/** Consent to one more purpose; for the family, the pseudonym of the phone that agreed. */
export type Allowed = { purpose: 'support'; words?: string } | { purpose: 'family'; phone: string; words?: string }

/** Keeps a consent for one purpose; one that is known changes nothing. */
export function allow(stepped: Stepped, event: Allowed, now: number): Stepped {
  const { record } = stepped
  const { purpose, words } = event
  const isKnown = event.purpose === 'family' ? record.family?.phone === event.phone : record.support !== undefined
  if (isKnown) return stepped
  const agreed = { at: now, ...(words === undefined ? {} : { words }) }
  if (event.purpose === 'support')
    return noted(stepped, { ...record, support: agreed }, `consent.${purpose}`, now, words)
  const { kin: _, ...rest } = record
  return noted(stepped, { ...rest, family: { ...agreed, phone: event.phone } }, `consent.${purpose}`, now, words)
}

/** Takes a consent for one purpose back. */
export function disallow(stepped: Stepped, { purpose }: { purpose: Purpose }, now: number): Stepped {
  const { [purpose]: known, kin, ...record } = stepped.record
  const isNews = known !== undefined || (purpose === 'family' && kin !== undefined && !kin.hasRefused)
  if (!isNews) return stepped
  // A question to the family that is still open ends with it.
  const kept = kin !== undefined && (purpose === 'support' || kin.hasRefused) ? { ...record, kin } : record
  return noted(stepped, kept, `consent.${purpose}.withdrawn`, now)
}

function noted(stepped: Stepped, record: Record, what: string, now: number, words?: string): Stepped {
  const entry = writeEvent(what, now, now, words === undefined ? undefined : { words })
  return { record, effects: [...stepped.effects, { do: 'history', ...entry }] }
}
