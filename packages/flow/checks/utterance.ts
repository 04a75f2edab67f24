/** Every text there is, flows, engine and messages alike, with where it is seen and heard: what checks of wording go over. */
import { type Audit, bookOf, listPassages } from '../audit.ts'
import type { Book } from '../book.ts'
import { CHANNELS, type Channel, type Language } from '../channel.ts'
import type { Word } from '../fields.ts'
import type { MessageSource } from '../message.load.ts'
import type { TextSource } from '../source.ts'
import { listWritten } from '../vocabulary.ts'
import { hasOwnWords } from '../wording.ts'

/** One text: `role` is its kind of step, its engine word or its form of message. */
export type Utterance = {
  book: Book
  source: TextSource
  from: 'flow' | 'engine' | 'message'
  role: string
  channels: readonly Channel[]
  languages: readonly Language[]
  isForWorkers: boolean
}

/** The parts of a USSD screen and the halves of a phrase: nobody hears them as they stand. */
const NEVER_SPOKEN = ['more', 'next', 'back', 'back.star', 'press', 'option.for']

/** Every text, in the order of the files. */
export function listUtterances(audit: Audit): Utterance[] {
  const languages = listWritten(audit.library.languages)
  const workers = new Set(
    audit.messages.flatMap(({ asks, message }) => (message.to === 'worker' ? (asks?.text ?? []) : [])),
  )
  const flows = audit.flows.flatMap((flow) =>
    listPassages(flow).map(
      ({ source, step, part }): Utterance => ({
        book: bookOf(audit, flow),
        source,
        from: 'flow',
        role: part === 'text' ? step.kind : part,
        channels: flow.table.channels,
        languages: flow.table.languages,
        isForWorkers: workers.has(flow.table.flow),
      }),
    ),
  )
  const { engine } = audit
  const words = Object.entries(engine?.words ?? {}).map(
    ([role, source]): Utterance => ({
      book: { file: engine?.file ?? '', findings: audit.findings },
      source,
      from: 'engine',
      role,
      channels: NEVER_SPOKEN.includes(role) ? CHANNELS.filter((channel) => channel !== 'voice') : CHANNELS,
      languages,
      isForWorkers: false,
    }),
  )
  return [...flows, ...words, ...audit.messages.flatMap((message) => listForms(audit, message, languages))]
}

/** The words that a channel shows or speaks in each language that it carries. */
export function wordsOn(audit: Audit, { source, languages }: Utterance, channel: Channel): [Language, Word][] {
  return languages.flatMap((language): [Language, Word][] => {
    if (!audit.library.languages[language]?.channels.includes(channel)) return []
    const word = source.byKey[`${channel}.${language}`] ?? source.byKey[language]
    return word === undefined ? [] : [[language, word]]
  })
}

/** The language of a key such as `bn` or `voice.bn`. */
export function languageOf(key: string): Language {
  return key.slice(key.indexOf('.') + 1)
}

function listForms(audit: Audit, { file, texts, message }: MessageSource, languages: Language[]): Utterance[] {
  const hasVoice = texts.some(({ form }) => form === 'voice')
  return texts.map(({ form, source }) => ({
    book: { file, findings: audit.findings },
    source,
    from: 'message',
    role: form,
    channels: form === 'voice' ? ['voice'] : isSpokenToo(form, source) ? ['sms', 'voice'] : ['sms'],
    languages,
    isForWorkers: message.to === 'worker',
  }))

  function isSpokenToo(form: string, { byKey }: TextSource): boolean {
    return form === 'full' ? hasOwnWords(byKey, 'voice') : !hasVoice && message.class === 'voice'
  }
}
