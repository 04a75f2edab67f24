/** Stub: the signatures are final. */

import type { Kind } from './answer.ts'
import type { Language, Values } from './channel.ts'
import type { Finding } from './finding.ts'
import type { Library } from './library.ts'
import type { Prompt } from './prompt.ts'
import type { About } from './table.ts'
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
  voice?: Text
}

/** Messages by name. */
export type Messages = Record<string, Message>

/** What goes out. */
export type Rendered = { text: string; prompts: Prompt[]; asks?: string; about: About; class: MessageClass }

/** Compiles message files by name (`messages/anc.asked.yaml`); any error refuses the whole set. */
export function loadMessages(
  _files: Record<string, string>,
): { ok: true; messages: Messages; findings: Finding[] } | { ok: false; findings: Finding[] } {
  throw new Error('flow.unfinished')
}

/** A message filled in; throws `message.unknown` for a name that was not loaded. */
export function renderMessage(
  _library: Library,
  _messages: Messages,
  _name: string,
  _how: { language: Language; privacy: 'neutral' | 'full'; channel: 'sms' | 'voice'; facts: Values },
): Rendered {
  throw new Error('flow.unfinished')
}
