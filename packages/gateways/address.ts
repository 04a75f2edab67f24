/** The number a gateway gives for a person. */
import { readPhone } from '@dhatri/text/phone'

/**
 * A Bangladeshi mobile number as `+8801XXXXXXXXX`; anything else (a foreign number, a masked one, `anonymous`) trimmed
 * and otherwise as it came, with the plus put back that a careless form encoding turns into a space.
 */
export function readAddress(text: string): string {
  const reading = readPhone(text)
  return reading.ok ? reading.phone : text.replace(/^ (?=\d)/, '+').trim()
}
