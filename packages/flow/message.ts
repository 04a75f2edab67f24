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
import { hasOwnWords, type Text } from './wording.ts'

/** How a message is sent: see the sending policy of `care`. */
export type MessageClass = 'reply' | 'act' | 'advice' | 'sensitive' | 'voice' | 'alert'

/** Something we push. `neutral` is what any phone may show; `full` only a phone that is "mine, full". */
export type Message = {
  name: string
  about: About
  class: MessageClass
  to: 'woman' | 'family' | 'worker' | 'anyone'
  source?: string
  isReviewed: boolean
  kinds: Record<string, Kind>
  /** The flow whose first question this message is. */
  asks?: string
  neutral: Text
  /** On a call only where it has words for calls of its own: anybody may pick up. */
  full?: Text
  /** The neutral form as it is spoken. */
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

/** A form of a message, and the place of its recordings. */
type Form = { text: Text; key: string }

/** The forms of a message as calls speak it: what anybody hears, and what only a phone that is "mine, full" does. */
export function listSpokenForms(message: Message): Form[] {
  const [plain, full] = (['neutral', 'full'] as const).map((privacy) =>
    chooseForm(message, { privacy, channel: 'voice' }),
  ) as [Form, Form]
  return plain.key === full.key ? [plain] : [plain, full]
}

/** Whether a call ever carries the message: it has words for calls, or goes by call alone. */
export function isCalled(message: Message): boolean {
  return message.voice !== undefined || message.class === 'voice' || listSpokenForms(message).length > 1
}

/** The form of a message that a phone may get. */
function chooseForm(
  { name, neutral, full, voice }: Message,
  { privacy, channel }: Pick<MessageManner, 'privacy' | 'channel'>,
): Form {
  const isFull = privacy === 'full' && full !== undefined && (channel === 'sms' || hasOwnWords(full, 'voice'))
  if (isFull) return { text: full, key: `message.${name}.full` }
  if (channel === 'voice' && voice !== undefined) return { text: voice, key: `message.${name}.voice` }
  return { text: neutral, key: `message.${name}.neutral` }
}

function viewOf(library: Library, text: Text, { language, channel }: MessageManner): View {
  const offered = Object.keys(text).filter((key) => !key.includes('.'))
  const languages = chooseLanguages(language, offered, channel, 'ucs2', library)
  const places = library.places[library.atlas] ?? {}
  return { channel, languages, vocabulary: library, places, dialect: dialectIn(language, channel, library) }
}
