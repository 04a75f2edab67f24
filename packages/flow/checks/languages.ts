/** Does every text say the same in every language the flow promises, with the same values in it? */
import { type Audit, bookOf, channelsFor, listPassages } from '../audit.ts'
import { type Book, fail } from '../book.ts'
import { CHANNELS, type Language } from '../channel.ts'
import { runsOf } from '../graph.ts'
import type { Compiled } from '../load.ts'
import { spotOf } from '../node.ts'
import type { TextSource } from '../source.ts'
import { listWritten } from '../vocabulary.ts'
import { splitParts } from '../wording.ts'

/** Notes texts that lack a language, and placeholders that differ between languages. */
export function checkLanguages(audit: Audit): void {
  for (const flow of audit.flows) {
    const book = bookOf(audit, flow)
    const languages = flow.table.languages
    checkOffered(audit, flow, book)
    // A flow without any title was told so when it was read.
    const { title } = flow.source
    const titles = Object.keys(title.byKey).length === 0 ? [] : [{ source: title, part: 'title' }]
    for (const { source, part } of [...titles, ...listPassages(flow)]) {
      for (const language of languages) {
        // Silence is only ever heard of on a call.
        const channels = channelsFor(audit, flow, language).filter((one) => part !== 'silent' || one === 'voice')
        const isMissing = channels.some(
          (channel) => source.byKey[`${channel}.${language}`] === undefined && source.byKey[language] === undefined,
        )
        if (isMissing) missWords(book, source, language)
      }
      checkPlaceholders(book, source, languages)
    }
  }
  if (audit.engine === undefined) return
  const book = { file: audit.engine.file, findings: audit.findings }
  const languages = listWritten(audit.library.languages)
  for (const source of Object.values(audit.engine.words)) {
    for (const language of languages) if (source.byKey[language] === undefined) missWords(book, source, language)
    checkPlaceholders(book, source, languages)
  }
}

/** Notes a flow that speaks no language, or fewer than a flow that leads here: whoever came in one would be lost for words. */
function checkOffered(audit: Audit, { source, table }: Compiled, book: Book): void {
  const at = source.languages[0] ?? source.name
  if (table.languages.length === 0) fail(book, at, 'flow.languages', 'no language', 'write "languages: [bn, en]"')
  for (const { table: other } of audit.flows) {
    if (!other.steps.flatMap(runsOf).includes(table.flow)) continue
    const [missing] = other.languages.filter((language) => !table.languages.includes(language))
    if (missing === undefined || table.languages.length === 0) continue
    fail(book, at, 'flow.languages', `"${other.flow}", which leads here, also speaks ${missing}`, `add ${missing}`)
    return
  }
}

/** Notes placeholders that are in one language's words and not in another's, as each channel has them. */
export function checkPlaceholders(book: Book, source: TextSource, languages: readonly Language[]): void {
  const [first = '', ...others] = languages
  for (const channel of CHANNELS) {
    const wordsIn = (language: Language) => source.byKey[`${channel}.${language}`] ?? source.byKey[language]
    const model = wordsIn(first)
    for (const language of model === undefined ? [] : others) {
      const word = wordsIn(language)
      if (model === undefined || word === undefined) continue
      const [wanted, given] = [namesIn(model.text), namesIn(word.text)]
      const [missing] = wanted.filter((name) => !given.includes(name))
      const [extra] = given.filter((name) => !wanted.includes(name))
      const [lacking, name, other] = missing !== undefined ? [language, missing, first] : [first, extra, language]
      if (name === undefined) continue
      const place = missing !== undefined ? 'there' : 'here'
      const suggestion = `${other} has it: add it, or take it out ${place}`
      fail(
        book,
        lacking === first ? model : word,
        'text.placeholders',
        `${lacking} lacks {${name}} (${channel})`,
        suggestion,
      )
    }
  }
}

/** Notes that a text has no words in a language. */
export function missWords(book: Book, source: TextSource, language: Language): void {
  fail(book, spotOf(source), 'text.language', `no words in ${language}`, `add "${language}: …"`)
}

function namesIn(text: string): string[] {
  return splitParts(text).flatMap((part) => (typeof part === 'string' ? [] : [part.name]))
}
