/** What every check is given: the flows in both forms, the gateways' profiles, and where to note what it finds. */
import type { Book } from './book.ts'
import type { Channel, Language } from './channel.ts'
import type { Finding } from './finding.ts'
import type { Compiled, Draft } from './load.ts'
import type { MessageSource } from './message.load.ts'
import type { Spot } from './node.ts'
import { chooseLanguages, type View } from './print.ts'
import type { Profile } from './profile.ts'
import type { StepSource, TextSource } from './source.ts'
import { compileText } from './texts.ts'
import type { Text } from './wording.ts'

/** One look over all files. */
export type Audit = Draft & { messages: MessageSource[]; profiles: Profile[]; findings: Finding[] }

/** A text of a flow with the step it belongs to. */
export type Passage = {
  step: StepSource
  index: number
  part: 'text' | 'wrong' | 'silent' | 'option'
  source: TextSource
  text: Text
}

/** Where remarks about a flow go. */
export function bookOf({ findings }: Audit, { source }: Compiled): Book {
  return { file: source.file, findings }
}

/** The texts of each flow once they were listed: every check asks for them, and composing letters is what costs. */
const listed = new WeakMap<Compiled, Passage[]>()

/** Every text of a flow's steps, in order. */
export function listPassages(flow: Compiled): Passage[] {
  const known = listed.get(flow)
  if (known !== undefined) return known
  const passages = gatherPassages(flow)
  listed.set(flow, passages)
  return passages
}

function gatherPassages({ source }: Compiled): Passage[] {
  return source.steps.flatMap((step, index) => {
    const texts: [Passage['part'], TextSource | undefined][] = [['text', 'text' in step ? step.text : undefined]]
    if (step.kind === 'menu' || step.kind === 'ask') {
      texts.push(...step.wrong.map((text): ['wrong', TextSource] => ['wrong', text]))
      texts.push(...step.silent.map((text): ['silent', TextSource] => ['silent', text]))
    }
    if (step.kind === 'menu')
      texts.push(...step.options.map((option): ['option', TextSource] => ['option', option.text]))
    return texts.flatMap(([part, text]) =>
      text === undefined ? [] : [{ step, index, part, source: text, text: compileText(text) }],
    )
  })
}

/** Where the words stand that a channel shows in a language; the text's own place where there are none. */
export function spotOfWords({ byKey, line, column }: TextSource, channel: Channel, language: Language): Spot {
  return byKey[`${channel}.${language}`] ?? byKey[language] ?? { line, column }
}

/** Who looks at a flow in a language through a profile; undefined where that channel cannot carry the language. */
export function viewIn(
  audit: Audit,
  flow: Compiled,
  channel: Channel,
  language: Language,
  profile?: Profile,
): View | undefined {
  const charset = profile?.ussd.charset ?? 'ucs2'
  const offered = flow.table.languages
  const languages = chooseLanguages(language, offered, channel, charset, audit.library)
  if (languages[0] !== language) return undefined
  return { channel, languages, vocabulary: audit.library, places: audit.library.places[audit.library.atlas] ?? {} }
}

/** The channels of a flow that carry a language. */
export function channelsFor(audit: Audit, { table }: Compiled, language: Language): Channel[] {
  const speech = audit.library.languages[language]
  return table.channels.filter((channel) => speech?.channels.includes(channel))
}
