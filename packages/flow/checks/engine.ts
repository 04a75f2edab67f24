/** The engine's own last words and its offer must fit one page on every gateway: nothing can page them. */
import { fitsUssd, measureUssd } from '@dhatri/text/ussd'
import type { Audit } from '../audit.ts'
import { fail, failName } from '../book.ts'
import { ENGINE_WORDS } from '../engine.ts'
import { chooseLanguages, type View } from '../print.ts'
import { listWritten } from '../vocabulary.ts'
import { splitParts } from '../wording.ts'
import { printWorst } from './worst.ts'

const ONE_PAGE = ['giveup', 'sorry', 'lost', 'bye']

/** Notes engine words that overflow or name values they are not given. */
export function checkEngine(audit: Audit): void {
  const { engine, library, profiles, findings } = audit
  if (engine === undefined) return
  const book = { file: engine.file, findings }
  for (const [name, source] of Object.entries(engine.words)) {
    const allowed = ENGINE_WORDS[name] ?? []
    for (const word of Object.values(source.byKey)) {
      for (const part of splitParts(word.text)) {
        if (typeof part === 'string' || allowed.includes(part.name)) continue
        failName(book, word, 'placeholder.unknown', `"${name}" is not given {${part.name}}`, part.name, allowed)
      }
    }
  }
  for (const profile of profiles) {
    for (const language of listWritten(library.languages)) {
      const [shown] = chooseLanguages(language, [language], 'ussd', profile.ussd.charset, library)
      if (shown !== language) continue
      const view: View = { channel: 'ussd', languages: [language], vocabulary: library, places: {} }
      const print = (name: string) => printWorst(library.words[name] ?? {}, {}, view)
      const offer = [print('resume'), `1 ${print('resume.continue')}`, `2 ${print('resume.new')}`]
      const screens = [
        ...ONE_PAGE.map((name) => [name, print(name)]),
        ['resume', [print('option'), ...offer].join('\n')],
      ]
      for (const [name = '', text = ''] of screens) {
        if (fitsUssd(text, profile.ussd)) continue
        const { units, encoding } = measureUssd(text)
        const words = `"${name}": ${units} of ${profile.ussd[encoding]} (${language}, ussd, ${profile.name})`
        const at = engine.words[name]?.byKey[language] ?? engine.spot
        fail(book, at, 'text.tooLong', words, `shorten it by ${units - profile.ussd[encoding]}`)
      }
    }
  }
}
