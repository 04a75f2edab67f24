/**
 * How many SMS segments a text costs: 160 septets or 70 UCS-2 units alone, 153 or 67 when joined by the 6-octet
 * header of 3GPP TS 23.040 §9.2.3.24.1. Neither an escaped character nor a surrogate pair is ever cut in two.
 */
import { countCharacter, countSeptets } from './gsm7.ts'

/** The size of a text as SMS: `units` are septets (gsm7) or UTF-16 units (ucs2). */
export type SmsSize = { encoding: 'gsm7' | 'ucs2'; units: number; segments: number }

/** Measures a text as it would be sent; an empty text is one (empty) segment. */
export function measureSms(text: string): SmsSize {
  const septets = countSeptets(text)
  if (septets === undefined) {
    const costs = Array.from(text, (character) => character.length)
    return { encoding: 'ucs2', units: text.length, segments: text.length <= 70 ? 1 : countSegments(costs, 67) }
  }
  const costs = Array.from(text, (character) => countCharacter(character) ?? 1)
  return { encoding: 'gsm7', units: septets, segments: septets <= 160 ? 1 : countSegments(costs, 153) }
}

function countSegments(costs: number[], room: number): number {
  let segments = 1
  let used = 0
  for (const cost of costs) {
    if (used + cost > room) {
      segments += 1
      used = 0
    }
    used += cost
  }
  return segments
}
