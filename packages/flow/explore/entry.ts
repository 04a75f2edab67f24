/** One thing that a caller may enter, and what it is meant as. */
import type { Value } from '../channel.ts'
import type { Key } from '../navigation.ts'
import type { Choice } from '../table.ts'

/**
 * One entry and what it is meant as. Entries of one screen with the same `meaning` must come to the same; `value` is what
 * must be kept. `any` goes on where nothing is asked.
 */
export type Entry =
  | { text: string; as: 'option' | 'answer'; meaning: string; value?: Value; options?: readonly Choice[] }
  | { text: string; as: 'list' | 'offer'; meaning: string }
  | { text: string; as: 'key'; key: Key }
  | { text: string; as: 'any' | 'wrong' }
