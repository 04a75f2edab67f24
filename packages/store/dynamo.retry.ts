/**
 * What DynamoDB's errors mean, and when a call is made again (AWS, "Error handling with DynamoDB"; AWS Architecture
 * Blog, "Exponential backoff and jitter"). A refusal certainly did nothing and may always be repeated; a lost answer may
 * stand for a write that happened, and is repeated only where that does no harm.
 */
import { StoreError, type StoreFault } from './errors.ts'

/** How to wait: a random number below 1, a pause in ms, and how often to try in all. */
export type Patience = { random: () => number; sleep: (ms: number) => Promise<void>; attempts: number }

/** What a failed call was: a code of ours, and whether the call certainly changed nothing. */
export type Diagnosis = { code: StoreFault; isCertain: boolean; reason: string }

const refusals: Record<string, StoreFault> = {
  ProvisionedThroughputExceededException: 'store.throttled',
  ThrottlingException: 'store.throttled',
  RequestLimitExceeded: 'store.throttled',
  TransactionConflictException: 'store.conflict',
  TransactionInProgressException: 'store.conflict',
  ReplicatedWriteConflictException: 'store.conflict',
  AccessDeniedException: 'store.refused',
  ResourceNotFoundException: 'store.refused',
  UnrecognizedClientException: 'store.refused',
  ExpiredTokenException: 'store.refused',
  CredentialsProviderError: 'store.refused',
  ItemCollectionSizeLimitExceededException: 'store.tooLarge',
}

const reasons: Record<string, StoreFault> = {
  TransactionConflict: 'store.conflict',
  ThrottlingError: 'store.throttled',
  ProvisionedThroughputExceeded: 'store.throttled',
  ItemCollectionSizeLimitExceeded: 'store.tooLarge',
}

/** Runs a call until it succeeds, is refused for good, or the attempts are used up; then throws a `StoreError`. */
export async function persist<T>(
  patience: Patience,
  mayRepeat: boolean,
  call: (isRepeat: boolean) => Promise<T>,
): Promise<T> {
  let isRepeat = false
  for (let attempt = 1; ; attempt++) {
    try {
      return await call(isRepeat)
    } catch (error) {
      const { code, isCertain, reason } = diagnose(error)
      const isWorthIt = isCertain || mayRepeat
      if (!isWorthIt) throw new StoreError('store.uncertain', reason)
      const fault = new StoreError(code, reason)
      if (!fault.isRetryable || attempt >= patience.attempts) throw fault
      isRepeat ||= !isCertain
      await patience.sleep(patience.random() * Math.min(1_000, 25 * 2 ** attempt))
    }
  }
}

/** What an error of the client means. */
export function diagnose(error: unknown): Diagnosis {
  if (error instanceof StoreError) return { code: error.code, isCertain: true, reason: error.message }
  const { name, message } = error instanceof Error ? error : { name: 'unknown', message: '' }
  const refused = refusals[name]
  if (refused !== undefined) return { code: refused, isCertain: true, reason: name }
  if (name === 'TransactionCanceledException') return diagnoseCancelled(error)
  if (name === 'ValidationException') return diagnoseInvalid(message)
  return { code: 'store.unreachable', isCertain: false, reason: name }
}

/** Why each part of a transaction was cancelled: `None`, `ConditionalCheckFailed`, or one of the others. */
export function reasonsOf(error: unknown): { Code?: string; Message?: string; Item?: unknown }[] {
  if (!(error instanceof Error) || error.name !== 'TransactionCanceledException') return []
  return 'CancellationReasons' in error && Array.isArray(error.CancellationReasons) ? error.CancellationReasons : []
}

function diagnoseCancelled(error: unknown): Diagnosis {
  const all = reasonsOf(error)
  const invalid = all.find(({ Code }) => Code === 'ValidationError')
  if (invalid !== undefined) return diagnoseInvalid(invalid.Message ?? '')
  const code = all.map(({ Code }) => reasons[Code ?? '']).find((found) => found !== undefined)
  return { code: code ?? 'store.conflict', isCertain: true, reason: 'TransactionCanceledException' }
}

/** DynamoDB tells these apart only in words; the words are not passed on, for some of them quote values. */
function diagnoseInvalid(message: string): Diagnosis {
  const says = (pattern: RegExp) => pattern.test(message)
  if (says(/item size|exceeded the maximum allowed size/i)) return certain('store.tooLarge')
  const isUnfit = says(/document path|does not exist in the item|operand|overlap|incorrect data type|part of the key/i)
  return certain(isUnfit ? 'store.unfit' : 'store.misuse')
}

function certain(code: StoreFault): Diagnosis {
  return { code, isCertain: true, reason: 'ValidationException' }
}
