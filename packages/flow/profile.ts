/** What one gateway can carry on a USSD screen: limits are data, never code. */
import { SAFE_BUDGET, type UssdBudget } from '@dhatri/text/ussd'

/** A gateway's USSD limits, by the name a conversation's start freezes. */
export type Profile = { name: string; ussd: UssdBudget }

/** The limits used where a gateway says nothing. */
export const SAFE_PROFILE: Profile = { name: 'safe', ussd: SAFE_BUDGET }

/** A gateway of Latin letters only. None is connected yet, and flows must stand one. */
export const LATIN_PROFILE: Profile = { name: 'latin', ussd: { gsm7: 160, ucs2: 70, charset: 'ascii' } }

/** The profiles a check goes through: those given, and one of Latin letters where none of them is. */
export function withLatin(profiles: readonly Profile[]): Profile[] {
  return profiles.some(({ ussd }) => ussd.charset !== 'ucs2') ? [...profiles] : [...profiles, LATIN_PROFILE]
}
