/** The longest that a text can become: every value at its widest print. */
import { type Kind, typeOf } from '../answer.ts'
import type { View } from '../print.ts'
import { pickParts, type Text } from '../wording.ts'

/** A text with every placeholder at its widest. */
export function printWorst(text: Text, kinds: Record<string, Kind>, view: View): string {
  const { language, parts } = pickParts(text, view.channel, view.languages)
  const { vocabulary, places } = view
  return parts
    .map((part) => {
      if (typeof part === 'string') return part
      const kind = Object.hasOwn(kinds, part.name) ? kinds[part.name] : undefined
      return kind === undefined ? '' : typeOf(kind).widest(kind, { language, style: part.style, vocabulary, places })
    })
    .join('')
}
