/** Stub: the signatures are final. */
import type { Language } from './channel.ts'
import type { Conversation, Start } from './conversation.ts'
import type { Library } from './library.ts'
import type { Position } from './turn.ts'

/** A text for a phone, and whether the session is over with it. */
export type TextScreen = { text: string; isEnd: boolean }

/** One thing to play: the key of its recording (`bn/register.lmp.0`, `bn/number/12`) and its words for a stand-in. */
export type Prompt = { key: string; text: string }

/** What to wait for after the prompts: keys, or a recording of at most so many seconds. */
export type Gather = { digits: number; finish: '#'; timeout: number } | { record: number }

/** What a caller hears; `dial` names whom to connect to afterwards. */
export type VoiceScreen = { prompts: Prompt[]; gather?: Gather; dial?: string; isEnd: boolean; language: Language }

/** The one page the caller is on, within the budget of the start's profile. */
export function renderUssd(_library: Library, _conversation: Conversation, _position: Position): TextScreen {
  throw new Error('flow.unfinished')
}

/** The whole screen as one text message, options as lines. */
export function renderSms(_library: Library, _conversation: Conversation, _position: Position): TextScreen {
  throw new Error('flow.unfinished')
}

/** The screen as prompts and what to gather. */
export function renderVoice(_library: Library, _conversation: Conversation, _position: Position): VoiceScreen {
  throw new Error('flow.unfinished')
}

/** An engine word (`sorry`, `lost`) on its own, for when the shell itself cannot go on. */
export function renderWord(
  _library: Library,
  _name: string,
  _start: Pick<Start, 'channel' | 'language' | 'profile'>,
): { text: string; prompts: Prompt[] } {
  throw new Error('flow.unfinished')
}

/** Every prompt and fragment that can ever be played in a language, for making and counting audio. */
export function listPrompts(_library: Library, _language: Language): Prompt[] {
  throw new Error('flow.unfinished')
}
