/**
 * What we push, and how it is filled in. The neutral form is the default: it says nothing of pregnancy, loss, family
 * planning or violence, no week and no name, because anybody may hold the phone.
 */
import type { Kind } from './answer.ts'
import type { Language, Values } from './channel.ts'
import type { Library } from './library.ts'
import { chooseLanguages, dialectIn, printText, type View } from './print.ts'
import type { Prompt } from './prompt.ts'
import type { About } from './table.ts'
import { inDialect, speakSaying } from './voice.ts'
import type { Text } from './wording.ts'

/** How a message is sent: see the sending policy of `care`. */
export type MessageClass = 'reply' | 'act' | 'advice' | 'sensitive' | 'voice' | 'alert'

/** Something we push. `neutral` is what any phone may show; `full` only a phone that is "mine, full". */
export type Message = {
  name: string
  about: About
  class: MessageClass
  to: 'woman' | 'worker' | 'anyone'
  source?: string
  isReviewed: boolean
  kinds: Record<string, Kind>
  /** The flow whose first question this message is. */
  asks?: string
  neutral: Text
  full?: Text
  /** The neutral form as it is spoken; a call is never more than neutral, since anybody may pick up. */
  voice?: Text
}

/** Messages by name. */
export type Messages = Record<string, Message>

/** How a message is wanted. */
export type MessageManner = {
  language: Language
  privacy: 'neutral' | 'full'
  channel: 'sms' | 'voice'
  facts: Values
}

/** What goes out: a text, and the same as prompts for a call. */
export type Rendered = { text: string; prompts: Prompt[]; asks?: string; about: About; class: MessageClass }

/** A message filled in; throws `message.unknown` for a name that was not loaded. */
export function renderMessage(library: Library, messages: Messages, name: string, manner: MessageManner): Rendered {
  const message = Object.hasOwn(messages, name) ? messages[name] : undefined
  if (message === undefined) throw new Error('message.unknown')
  const { text, key } = chooseForm(message, manner)
  const scope = { kinds: message.kinds, answers: {}, facts: manner.facts, base: {} }
  const view = viewOf(library, text, manner)
  // A fact that is not there leaves its spaces behind.
  const printed = printText(text, scope, view).replace(/ {2,}/g, ' ').trim()
  return {
    text: printed,
    prompts: manner.channel === 'voice' ? inDialect(speakSaying({ key, text, scope }, view), view) : [],
    ...(message.asks !== undefined && { asks: message.asks }),
    about: message.about,
    class: message.class,
  }
}

/** The form of a message that a phone may get, and the place of its recordings. */
export function chooseForm(
  { name, neutral, full, voice }: Message,
  { privacy, channel }: Pick<MessageManner, 'privacy' | 'channel'>,
): { text: Text; key: string } {
  if (channel === 'voice' && voice !== undefined) return { text: voice, key: `message.${name}.voice` }
  const isFull = channel === 'sms' && privacy === 'full' && full !== undefined
  return isFull ? { text: full, key: `message.${name}.full` } : { text: neutral, key: `message.${name}.neutral` }
}

function viewOf(library: Library, text: Text, { language, channel }: MessageManner): View {
  const offered = Object.keys(text).filter((key) => !key.includes('.'))
  const languages = chooseLanguages(language, offered, channel, 'ucs2', library)
  const places = library.places[library.atlas] ?? {}
  return { channel, languages, vocabulary: library, places, dialect: dialectIn(language, channel, library) }
}
