/**
 * How many USSD pages each screen of a flow has, at its longest and its shortest. Pages are turned by keys, so a text that
 * loses or gains one would give keys that were pressed before another meaning: the count is part of a flow's structure,
 * and a conversation begun under another count goes on under its own edition.
 */
import { printWorst } from './checks/worst.ts'
import { cutScreen } from './page.ts'
import { chooseLanguages, type View } from './print.ts'
import type { Profile } from './profile.ts'
import { NOTHING, type Option, type Saying, type Screen } from './screen.ts'
import type { Step, Table } from './table.ts'
import type { Vocabulary } from './vocabulary.ts'
import type { Text } from './wording.ts'

/** The counts above one: by profile, language, step and manner; nothing where every screen fits one page. */
export function countLeaves(
  table: Table,
  surroundings: Pick<View, 'vocabulary' | 'places'>,
  profiles: readonly Profile[],
): string[] {
  if (!table.channels.includes('ussd')) return []
  return profiles.flatMap(({ name, ussd }) =>
    table.languages.flatMap((language) => {
      const languages = chooseLanguages(
        language,
        table.languages,
        'ussd',
        ussd.charset,
        surroundings.vocabulary as Vocabulary,
      )
      const view: View = { channel: 'ussd', languages, ...surroundings }
      return table.steps.flatMap((step) =>
        screensOf(table, step, view).flatMap((screen, index) => {
          const count = cutScreen(screen, view, ussd).length
          return count > 1 ? [`${name} ${language} ${step.id} ${index} ${count}`] : []
        }),
      )
    }),
  )
}

/** The screens that a step can make: with every value at its widest and with none, and an end also before a question. */
function screensOf(table: Table, step: Step, view: View): Screen[] {
  if (!('text' in step) || step.text === undefined) return []
  const fill = [
    (text: Text) => say(printWorst(text, table.kinds, view), view),
    (text: Text) => say(printWorst(text, {}, view), view),
  ]
  const { text } = step
  return fill.flatMap((saying): Screen[] => {
    const words = saying(text)
    const bare = { options: [], page: 0 } as const
    const told: Screen = { kind: 'say', lead: [words], back: '0', ...bare }
    if (step.kind === 'end') return [told, { kind: 'end', lead: [words], ...bare }]
    if (step.kind === 'say') return [told]
    if (step.kind === 'ask') return [{ kind: 'ask', lead: [], body: words, back: '0', ...bare }]
    const options = step.options.map((option): Option => ({ ...option, label: saying(option.label).text }))
    return [{ kind: 'menu', lead: [], body: words, options, back: '0', page: 0 }]
  })
}

/** Words as they stand, in whichever language the caller reads. */
function say(words: string, { languages }: View): Saying {
  return { key: '', text: Object.fromEntries(languages.map((language) => [language, [words]])), scope: NOTHING }
}
