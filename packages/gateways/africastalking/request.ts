/** The two ways in which a webhook of Africa's Talking can hold no event. */
import type { Reading } from '../gateway.ts'

/** The refusal of a request that is not what the gateway sends. */
export const malformed: Reading = { ok: false, error: 'request.malformed', status: 400 }

/** A request that is well-formed and says nothing we act on; it is acknowledged, for a refusal would only repeat it. */
export const ignored: Reading = { ok: false, error: 'request.ignored', status: 200 }
