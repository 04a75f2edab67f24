/** What one gateway can carry on a USSD screen: limits are data, never code. */
import { SAFE_BUDGET, type UssdBudget } from '@dhatri/text/ussd'

/** A gateway's USSD limits, by the name a conversation's start freezes. */
export type Profile = { name: string; ussd: UssdBudget }

/** The limits used where a gateway says nothing. */
export const SAFE_PROFILE: Profile = { name: 'safe', ussd: SAFE_BUDGET }
