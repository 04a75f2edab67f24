/** Where in the sending window a woman's messages fall: the same for her every time, even over all women. */
import { hour } from './dhaka.ts'

// The sending window starts at 10:00 and is three hours long.
const window = 3 * hour

/** Milliseconds from the start of the window, from the id alone (FNV-1a, 32 bits), in whole seconds. */
export function spread(id: string): number {
  let hash = 0x811c9dc5
  for (const character of id) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193)
  return ((hash >>> 0) % (window / 1000)) * 1000
}
