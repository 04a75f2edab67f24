/** A short name for a content: two 32-bit FNV-1a hashes side by side. It tells versions apart; it protects nothing. */

/** Eleven to thirteen letters and digits that change whenever the value does; the order of object keys does not count. */
export function hashOf(value: unknown): string {
  const text = JSON.stringify(value, sortKeys)
  let one = 0x811c9dc5
  let other = 0xdeadbeef
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    one = Math.imul(one ^ code, 0x01000193)
    other = Math.imul(other ^ code, 0x85ebca6b) ^ (other >>> 13)
  }
  return `${(one >>> 0).toString(36)}${(other >>> 0).toString(36)}`
}

/** A number from 0 up to (not including) `below`, by a text; as good as drawn, and the same every time. */
export function drawFrom(text: string, below: number): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  // The finish of MurmurHash3: FNV alone leaves texts that differ in their last letter close to each other.
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return ((hash ^ (hash >>> 16)) >>> 0) % below
}

function sortKeys(_: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
}
