/** Whether a word was probably meant for another: one slip of the thumb apart. */

/** True when two words differ by at most one letter changed, missing, added, or swapped with its neighbour. */
export function isNear(first: string, second: string): boolean {
  // A letter is at most two units long: most pairs are told apart without looking at their letters.
  if (Math.abs(first.length - second.length) > 2) return false
  const [short, long] = first.length <= second.length ? [[...first], [...second]] : [[...second], [...first]]
  if (long.length - short.length > 1) return false
  let start = 0
  while (start < short.length && short[start] === long[start]) start += 1
  let end = 0
  while (end < short.length - start && short[short.length - 1 - end] === long[long.length - 1 - end]) end += 1
  const left = short.length - start - end
  if (left <= 0) return true
  if (short.length !== long.length) return false
  const isSwap = left === 2 && short[start] === long[start + 1] && short[start + 1] === long[start]
  return left === 1 || isSwap
}
