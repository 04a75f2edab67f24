/** The values that a refusal may name, such as the least and the most a number may be. */
import { type Kind, typeOf } from './answer.ts'
import type { Scope } from './screen.ts'

const LIMIT: Kind = { type: 'number', from: 0, to: 0 }

/** The limits of a kind, ready to be printed as numbers. */
export function limitsOf(kind: Kind): Scope {
  const before = known.get(kind)
  if (before !== undefined) return before
  const limits = makeLimits(kind)
  known.set(kind, limits)
  return limits
}

/** Kinds never change, and every turn refuses again what was refused before. */
const known = new WeakMap<Kind, Scope>()

function makeLimits(kind: Kind): Scope {
  const answers = typeOf(kind).limits(kind)
  const kinds = Object.fromEntries(Object.keys(answers).map((name) => [name, LIMIT]))
  return { kinds, answers, facts: {}, base: {} }
}
