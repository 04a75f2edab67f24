/**
 * How much of a USSD screen a text takes. MAP limits the string to 160 octets: 182 septets or 80 UCS-2 units (3GPP
 * TS 29.002, maxUSSD-StringLength); gateways allow less, so the budget comes with the gateway's profile.
 */
import { countSeptets } from './gsm7.ts'

/** A gateway's limits for one screen: septets, UCS-2 units, and the widest character set it carries. */
export type UssdBudget = { gsm7: number; ucs2: number; charset: 'ascii' | 'gsm7' | 'ucs2' }

/** The budget that every gateway read about carries. */
export const SAFE_BUDGET: UssdBudget = { gsm7: 160, ucs2: 70, charset: 'ucs2' }

/** The length of a screen in septets, or in UTF-16 units when a character is outside GSM 03.38. */
export function measureUssd(text: string): { encoding: 'gsm7' | 'ucs2'; units: number } {
  const septets = countSeptets(text)
  return septets === undefined ? { encoding: 'ucs2', units: text.length } : { encoding: 'gsm7', units: septets }
}

/** Whether a screen is within the budget and the character set of a gateway. */
export function fitsUssd(text: string, budget: UssdBudget): boolean {
  const { encoding, units } = measureUssd(text)
  if (encoding === 'ucs2') return budget.charset === 'ucs2' && units <= budget.ucs2
  if (budget.charset === 'ascii' && !/^[\n\x20-\x7e]*$/.test(text)) return false
  return units <= budget.gsm7
}
