/**
 * What can go wrong in the shell and what each means: whether a later try helps, and what an operator should do. What
 * the caller hears is always the engine's short "sorry" screen, in her language, within the gateway's limit.
 */

/** One row of the table. */
export type ServiceError = { isRetryable: boolean; operator: string }

/** The closed list, by code as it stands in the log. */
export const serviceErrors: { [code: string]: ServiceError } = {
  'talk.slotMissing': {
    isRetryable: true,
    operator: 'A conversation vanished between two calls; the next dial heals it.',
  },
  'settle.endless': {
    isRetryable: true,
    operator: 'An action could not be committed; the tick tries again. Look at the store.',
  },
  'sms.contended': {
    isRetryable: true,
    operator: 'Several writers at one phone; the gateway is asked to bring the SMS again.',
  },
  'woman.contended': { isRetryable: true, operator: 'Several writers at one record; her timer brings the job again.' },
  'message.contended': {
    isRetryable: true,
    operator: 'Several writers at one message; its timer brings the job again.',
  },
  'case.contended': { isRetryable: true, operator: 'Several writers at one case; its timer brings the job again.' },
  'request.contended': {
    isRetryable: true,
    operator: 'Several writers at one request; its timer brings the job again.',
  },
  'request.form': {
    isRetryable: false,
    operator: 'A request was written by a later release: update, do not roll back.',
  },
  'shortid.exhausted': {
    isRetryable: false,
    operator: 'An upazila has run out of short ids: fifty tries found none free.',
  },
  'gateway.unknown': { isRetryable: false, operator: 'The setting `gateway` names one that is not connected.' },
  'gateway.noSettings': { isRetryable: false, operator: 'A bug: a gateway was called past its connection.' },
  'gateway.noSms': { isRetryable: false, operator: 'The connected gateway carries no SMS: set another.' },
  'gateway.noVoice': { isRetryable: false, operator: 'The connected gateway places no calls: set another.' },
}
