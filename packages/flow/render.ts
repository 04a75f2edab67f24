/** A position as the caller gets it, one function for each channel. All of them are pure and leave the position alone. */
import type { Language } from './channel.ts'
import type { Conversation, Start } from './conversation.ts'
import type { Library } from './library.ts'
import type { Messages } from './message.ts'
import { cutScreen, printContent } from './page.ts'
import { printSaying } from './print.ts'
import type { Gather, Prompt } from './prompt.ts'
import { gatherPrompts } from './prompts.ts'
import { sayWord } from './screen.ts'
import { viewOf } from './stage.ts'
import type { Position } from './turn.ts'
import { gatherFor, inDialect, speakSaying, speakScreen } from './voice.ts'

export type { Gather, Prompt } from './prompt.ts'

/** A text for a phone, and whether the session is over with it. */
export type TextScreen = { text: string; isEnd: boolean }

/** What a caller hears; `dial` names whom to connect to afterwards. */
export type VoiceScreen = { prompts: Prompt[]; gather?: Gather; dial?: string; isEnd: boolean; language: Language }

/** The one page the caller is on, within the budget of the start's profile. */
export function renderUssd(_library: Library, _conversation: Conversation, position: Position): TextScreen {
  const pages = cutScreen(position.screen, position.view, position.budget)
  return { text: pages[Math.min(position.screen.page, pages.length - 1)] ?? '', isEnd: position.state !== 'asking' }
}

/** The whole screen as one text message, options as lines. */
export function renderSms(_library: Library, _conversation: Conversation, position: Position): TextScreen {
  const { whole } = printContent(position.screen, position.view)
  return { text: whole, isEnd: position.state !== 'asking' }
}

/** The screen as prompts and what to gather. */
export function renderVoice(_library: Library, _conversation: Conversation, position: Position): VoiceScreen {
  const { view } = position
  const gather = position.state === 'asking' ? gatherFor(position.screen) : undefined
  return {
    prompts: inDialect(speakScreen(position.screen, view), view),
    ...(gather && { gather }),
    ...(position.dial !== undefined && { dial: position.dial }),
    isEnd: position.state !== 'asking',
    language: view.languages[0] ?? position.language,
  }
}

/** An engine word (`sorry`, `lost`) on its own, for when the shell itself cannot go on. */
export function renderWord(
  library: Library,
  name: string,
  start: Pick<Start, 'channel' | 'language' | 'profile'>,
): { text: string; prompts: Prompt[] } {
  const view = viewOf(library, start, [])
  const saying = sayWord(library.words, name)
  return { text: printSaying(saying, view), prompts: inDialect(speakSaying(saying, view), view) }
}

/** Every prompt and fragment that flows and messages can ever play in a language, for making and counting audio. */
export function listPrompts(library: Library, language: Language, messages: Messages = {}): Prompt[] {
  const of = Object.hasOwn(library.languages, language) ? library.languages[language]?.of : undefined
  if (of === undefined) return gatherPrompts(library, language, messages)
  const view = { dialect: language, vocabulary: library }
  return inDialect(gatherPrompts(library, of, messages), view).filter(({ instead }) => instead !== undefined)
}
