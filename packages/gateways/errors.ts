/**
 * Everything a gateway may say when it does not take what we send. Closed: a gateway maps its own codes onto these, and
 * the send policy reads nothing else.
 */

/**
 * What a send error means: a later try may help; it was surely not accepted (so another route is safe); the number
 * itself is at fault (so nothing more goes to it). `operator` says what a person should do.
 */
export type SendFault = { isRetryable: boolean; isCertain: boolean; isPermanent: boolean; operator: string }

const fault = (is: { retryable?: true; certain?: true; permanent?: true }, operator: string): SendFault => ({
  isRetryable: is.retryable ?? false,
  isCertain: is.certain ?? false,
  isPermanent: is.permanent ?? false,
  operator,
})

/** The table of send errors by code. */
export const sendFaults = {
  'send.throttled': fault(
    { retryable: true, certain: true },
    'Nothing: it is tried again. If it lasts, lower the rate or ask the gateway for a higher one.',
  ),
  'send.noCredit': fault(
    { retryable: true, certain: true },
    'Top up the account at the gateway: nothing goes out until then.',
  ),
  'send.quietTime': fault(
    { retryable: true, certain: true },
    'The network takes such messages only by day: check the quiet hours in the policy.',
  ),
  'send.badNumber': fault(
    { certain: true, permanent: true },
    'The number does not exist: the worker asks the woman for another.',
  ),
  'send.notMobile': fault(
    { certain: true, permanent: true },
    'The number cannot get messages of this kind: the worker asks the woman for another.',
  ),
  'send.blocked': fault(
    { certain: true, permanent: true },
    'She has blocked this sender at the gateway: respect it; reach her through her worker.',
  ),
  'send.noRoute': fault(
    { certain: true },
    'The gateway does not reach this network: send its numbers through another gateway.',
  ),
  'send.badSender': fault(
    { certain: true },
    'The sender or caller number is not registered at the gateway: correct the setting or register it.',
  ),
  'send.unauthorised': fault({ certain: true }, 'The gateway refuses our user name or key: correct the settings.'),
  'send.malformed': fault(
    { certain: true },
    'The gateway did not understand our request: report a bug with the time and the code.',
  ),
  'send.refused': fault({ certain: true }, 'The gateway refused without a reason we know: look at its own log.'),
  'send.held': fault({}, 'The gateway holds the message for a check: ask it to release or drop it.'),
  'send.failed': fault(
    { retryable: true },
    'The gateway failed while it had our request: nothing to do unless it lasts.',
  ),
  'send.garbled': fault(
    { retryable: true },
    'The gateway answered what we cannot read: check its address in the settings.',
  ),
  'send.noAnswer': fault({ retryable: true }, 'The gateway did not answer in time: nothing to do unless it lasts.'),
} as const satisfies Record<string, SendFault>

/** The code of a send error. */
export type SendError = keyof typeof sendFaults

/** A refusal as a result: rejected where the table is certain that nothing was accepted, otherwise unknown. */
export function failSend(error: SendError): { state: 'rejected' | 'unknown'; error: SendError } {
  return { state: sendFaults[error].isCertain ? 'rejected' : 'unknown', error }
}
