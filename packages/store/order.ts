/**
 * The order of keys and values, which is that of their bytes: DynamoDB and LMDB sort strings by UTF-8, while JavaScript
 * compares UTF-16 units, which differs where a surrogate pair meets U+E000 to U+FFFF.
 */

/** Negative, zero or positive as `a` comes before, is, or comes after `b` in UTF-8 order. */
export function compareStrings(a: string, b: string): number {
  const end = Math.min(a.length, b.length)
  let i = 0
  while (i < end && a.charCodeAt(i) === b.charCodeAt(i)) i++
  if (i === end) return a.length - b.length
  return rank(a.charCodeAt(i)) - rank(b.charCodeAt(i))
}

/** Negative, zero or positive as `a` comes before, is, or comes after `b`, byte by byte. */
export function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const end = Math.min(a.length, b.length)
  for (let i = 0; i < end; i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0)
    if (difference !== 0) return difference
  }
  return a.length - b.length
}

/** Surrogates stand for code points beyond U+FFFF, so they go after every other unit. */
function rank(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit
}
