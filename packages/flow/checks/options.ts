/** Can the options of a menu be told apart and reached? */
import { type Audit, bookOf, channelsFor } from '../audit.ts'
import { fail, warn } from '../book.ts'
import type { OptionSource } from '../source.ts'
import { lookOf } from './alike.ts'

/** More options than this cannot be kept in mind on a call. */
const MOST_SPOKEN = 8

/** Notes options that read the same, and menus too long to be heard. */
export function checkOptions(audit: Audit): void {
  for (const flow of audit.flows) {
    const book = bookOf(audit, flow)
    for (const step of flow.source.steps) {
      if (step.kind !== 'menu') continue
      if (flow.table.channels.includes('voice') && step.options.length > MOST_SPOKEN) {
        const words = `${step.options.length} options on a call`
        warn(book, step.id, 'menu.long', words, `at most ${MOST_SPOKEN}: split the menu`)
      }
      for (const language of flow.table.languages) {
        for (const channel of channelsFor(audit, flow, language)) {
          const alike = findAlike(step.options, `${channel}.${language}`, language)
          if (alike === undefined) continue
          const words =
            alike.text === alike.first
              ? `two options read "${alike.text}"`
              : `"${alike.text}" looks like "${alike.first}"`
          fail(book, alike.spot, 'option.alike', words, 'choose words that differ')
        }
      }
    }
  }
}

function findAlike(options: readonly OptionSource[], own: string, shared: string) {
  const seen = new Map<string, string>()
  for (const { text } of options) {
    const word = text.byKey[own] ?? text.byKey[shared]
    if (word === undefined) continue
    const look = lookOf(word.text)
    const first = seen.get(look)
    if (first !== undefined) return { spot: word, text: word.text, first }
    seen.set(look, word.text)
  }
  return undefined
}
