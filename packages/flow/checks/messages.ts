/** What we push: complete in every language, neutral, short, and answered somewhere. */
import { compose } from '@dhatri/text/normal'
import { measureSms } from '@dhatri/text/sms'
import type { Audit } from '../audit.ts'
import { type Book, fail, failName } from '../book.ts'
import type { Language } from '../channel.ts'
import type { MessageSource } from '../message.load.ts'
import type { View } from '../print.ts'
import type { TextSource } from '../source.ts'
import { compileText } from '../texts.ts'
import { hasOwnWords, splitParts } from '../wording.ts'
import { checkPlaceholders, missWords } from './languages.ts'
import { checkText } from './letters.ts'
import { checkNeutral } from './neutral.ts'
import { printWorst } from './worst.ts'

/** More than two segments arrive in pieces on old phones. */
const MOST_SEGMENTS = 2

/** Notes what is wrong with the messages; `flows` are all there are by their files, readable or not. */
export function checkMessages(audit: Audit, flows: readonly string[]): void {
  const languages = Object.entries(audit.library.languages)
    .filter(([, { channels }]) => channels.includes('sms'))
    .map(([language]) => language)
  for (const source of audit.messages) {
    const book = { file: source.file, findings: audit.findings }
    const { asks, texts, message } = source
    if (asks !== undefined && !flows.includes(asks.text)) {
      failName(book, asks, 'message.asks', `there is no flow "${asks.text}"`, asks.text, flows)
    }
    for (const { form, source: text } of texts) {
      for (const language of languages) if (lacksWords(text, form, language)) missWords(book, text, language)
      checkPlaceholders(book, text, languages)
      checkText(book, text, (key) => form !== 'voice' && audit.library.languages[key]?.letters === 'latin')
      if (form !== 'full' && isOverheard(message)) checkNeutral(book, text)
    }
    checkFacts(book, source)
    for (const language of languages) checkSegments(audit, book, source, language)
  }
}

/** What is full is spoken in every language or in none: half of it would be read out as it is texted, or not at all. */
function lacksWords({ byKey }: TextSource, form: string, language: Language): boolean {
  return (
    byKey[language] === undefined || (form === 'full' && hasOwnWords(byKey, 'voice') && !byKey[`voice.${language}`])
  )
}

/** Whether anybody may read it: what is pushed, what answers a number we know nothing of, and what rings on a lock screen. */
function isOverheard({ to, class: kind, about }: MessageSource['message']): boolean {
  return to === 'worker' ? kind === 'alert' : kind !== 'reply' || about === 'service'
}

function checkFacts(book: Book, { texts, message }: MessageSource): void {
  const hasVoice = texts.some(({ form }) => form === 'voice')
  const isHers = message.to === 'woman' || message.to === 'family'
  for (const { form, source } of texts) {
    for (const [key, word] of Object.entries(source.byKey)) {
      for (const part of splitParts(word.text)) {
        if (typeof part === 'string') continue
        const kind = Object.hasOwn(message.kinds, part.name) ? message.kinds[part.name] : undefined
        if (kind === undefined) {
          const names = Object.keys(message.kinds)
          failName(book, word, 'placeholder.unknown', `{${part.name}} is not among the facts`, part.name, names)
        }
        const isForCalls =
          form === 'voice' || key.startsWith('voice.') || (form === 'neutral' && !hasVoice && message.class === 'voice')
        if (isForCalls && (kind?.type === 'name' || kind?.type === 'text')) {
          fail(
            book,
            word,
            'placeholder.unspeakable',
            `{${part.name}} cannot be spoken`,
            'leave it out of the words for calls',
          )
        }
        if (form === 'neutral' && kind?.type === 'name' && isHers && message.class !== 'reply') {
          fail(book, word, 'text.telling', `{${part.name}} names her to whoever holds the phone`, 'leave the name out')
        }
      }
    }
  }
}

function checkSegments(audit: Audit, book: Book, { texts, message }: MessageSource, language: Language): void {
  const view: View = {
    channel: 'sms',
    languages: [language],
    vocabulary: audit.library,
    places: audit.library.places[audit.library.atlas] ?? {},
  }
  for (const { form, source } of texts) {
    const word = source.byKey[language]
    if (form === 'voice' || word === undefined) continue
    const { segments, units, encoding } = measureSms(compose(printWorst(compileText(source), message.kinds, view)))
    if (segments <= MOST_SEGMENTS) continue
    const words = `${segments} segments, ${units} ${encoding} (${language}, ${form})`
    fail(book, word, 'text.segments', words, `at most ${MOST_SEGMENTS}: shorten it`)
  }
}
