/**
 * Who looks after a child whose mother has died. Everything to her number stops with her death; only the child's vaccines
 * go on, for whoever a worker has named and confirmed, on a number that is asked first (`outcome.ts` has the table).
 */
import { writeEvent } from './history.ts'
import type { By, Record } from './record.ts'
import type { Stepped } from './settle.ts'

/** Whether a child of hers lives, as far as is known, and somebody may be named who looks after it. */
export function mayBeCared({ state, outcome }: Record): boolean {
  if (state !== 'died' || outcome?.born === undefined || outcome.before?.state !== 'born') return false
  return (outcome.babies ?? 1) > (outcome.dead?.length ?? 0)
}

/** Names who looks after the child; without `phone` the worker alone is reminded. */
export function nameCarer(stepped: Stepped, { phone, by }: { phone?: string; by: By }, now: number): Stepped {
  const { record } = stepped
  if (record.carer === undefined && !mayBeCared(record)) return stepped
  // Consent and safe hours were hers, on her phone.
  const { phone: _phone, consentWords: _words, safe: _hours, ...rest } = record
  const cared: Record = {
    ...rest,
    ...(phone === undefined ? {} : { phone }),
    consent: 'invited',
    consentAt: now,
    carer: now,
    settled: rest.settled.filter((key) => key !== 'invite' && key !== 'invite.call'),
  }
  return { record: cared, effects: [...stepped.effects, { do: 'history', ...writeEvent('carer', now, now, { by }) }] }
}
