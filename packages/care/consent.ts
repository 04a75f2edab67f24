/**
 * Consent to be written to. A woman who registers herself agreed by doing so; one registered by somebody else is
 * invited, and until she says yes nothing but the invitation goes to her number (Personal Data Protection Ordinance
 * 2025: explicit, specific, revocable).
 */
import type { Consent, Record } from './record.ts'

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
