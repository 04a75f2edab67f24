/** Declarations of answers and facts as they are written under `answers:` and `facts:`, and the limits as a nurse writes them. */
import type { Kind } from '@dhatri/flow/answer'
import type { JsonObject } from './floip.wire.ts'

/** A declaration: its type and the type's settings, in the words of the flow file. */
export type Declared = { type: string } & Record<string, string>

/** Writes a declaration. */
export function declare(kind: Kind): Declared {
  switch (kind.type) {
    case 'number':
      return { type: kind.type, from: String(kind.from), to: String(kind.to) }
    case 'date':
    case 'dating':
      return { type: kind.type, from: writeOffset(kind.from), to: writeOffset(kind.to) }
    case 'name':
    case 'text':
      return { type: kind.type, 'at most': String(kind.most) }
    case 'recording':
      return { type: kind.type, 'at most': `${kind.seconds} seconds`, otherwise: kind.otherwise }
    case 'place':
      return { type: kind.type, ...(kind.otherwise !== undefined && { otherwise: kind.otherwise }) }
    case 'choices':
      return {
        type: kind.type,
        ...(kind.least > 1 && { 'at least': String(kind.least) }),
        ...(kind.most !== undefined && { 'at most': String(kind.most) }),
      }
    default:
      return { type: kind.type }
  }
}

/** Days from the first screen's day in words: `42 weeks ago`, `today`, `in 10 days`. */
export function writeOffset(days: number): string {
  if (days === 0) return 'today'
  const count = Math.abs(days)
  const [unit, length] = count % 365 === 0 ? ['year', 365] : count % 7 === 0 ? ['week', 7] : ['day', 1]
  const much = count / Number(length)
  const phrase = `${much} ${unit}${much === 1 ? '' : 's'}`
  return days < 0 ? `${phrase} ago` : `in ${phrase}`
}

/** A declaration out of a file; undefined where it is none. What the words mean is for the loader to say. */
export function readDeclared(value: unknown): Declared | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
  const entries = Object.entries(value as JsonObject)
  const isWords = entries.every(
    ([key, word]) => /^[a-z ]{1,20}$/.test(key) && typeof word === 'string' && word.length < 60,
  )
  const type = (value as JsonObject)['type']
  return isWords && typeof type === 'string' ? (value as Declared) : undefined
}
