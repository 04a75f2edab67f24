/**
 * What can go wrong in a conversation's shell and what each means: whether a retry helps, and what an operator should
 * do. What the caller hears is always the engine's short "sorry" screen, in her language, within the gateway's limit.
 */

/** One row of the table. */
export type ServiceError = { isRetryable: boolean; operator: string }

/** The closed list. */
export const serviceErrors: { [code: string]: ServiceError } = {
  'talk.slotMissing': {
    isRetryable: true,
    operator: 'The phone item lost its conversation between two calls; the next dial heals it.',
  },
  'settle.endless': {
    isRetryable: false,
    operator: 'An action kept failing to commit; see the store errors before this line.',
  },
  'flow.lost': {
    isRetryable: false,
    operator: 'A conversation was pinned to a flow version that this release does not carry; register it.',
  },
  'send.noNumber': {
    isRetryable: false,
    operator: 'A message was due to a phone whose number was never kept or has been erased.',
  },
  'gateway.unknown': { isRetryable: false, operator: 'A webhook named a gateway that is not configured.' },
}
