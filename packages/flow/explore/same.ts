/** Whether two machines stand at the same place with the same values: of a fold and its repetition, and of a resumption. */
import type { Values } from '../channel.ts'
import type { Frame } from '../frame.ts'
import type { Machine } from '../machine.ts'

/** Whether every flow under way stands at the same step, with the same answers and facts. */
export function hasSameFrames(one: Machine, other: Machine): boolean {
  let [left, right]: (Frame | undefined)[] = [one.frame, other.frame]
  for (; left !== undefined && right !== undefined; left = left.parent, right = right.parent) {
    if (left.table !== right.table || left.at !== right.at) return false
    if (!hasSameValues(left.answers, right.answers) || !hasSameValues(left.facts, right.facts)) return false
    if (!hasSameValues(left.base, right.base)) return false
  }
  return left === right
}

function hasSameValues(one: Values, other: Values): boolean {
  if (one === other) return true
  const names = Object.keys(one)
  return names.length === Object.keys(other).length && names.every((name) => Object.is(one[name], other[name]))
}
