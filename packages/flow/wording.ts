/**
 * Words in every language, split once when they are loaded into what is said as it stands and what is filled in.
 * Other words for one channel lie beside them under `<channel>.<language>`.
 */
import type { Channel, Language } from './channel.ts'

/** Words as they stand, or the name of a value to print in a style ('' is the type's own). */
export type Part = string | { name: string; style: string }

/** The same words by language (`bn`) and, where a channel has its own, by channel and language (`voice.bn`). */
export type Text = Record<string, Part[]>

/** Splits `Due {edd|short}.` at its placeholders. */
export function splitParts(text: string): Part[] {
  const parts: Part[] = []
  for (const [index, piece] of text.split(/\{([^{}]*)\}/u).entries()) {
    if (index % 2 === 0) {
      if (piece !== '') parts.push(piece)
      continue
    }
    const [name = '', style = ''] = piece.split('|')
    parts.push({ name: name.trim(), style: style.trim() })
  }
  return parts
}

/** The parts to use on a channel: the first of these languages that the text has. */
export function pickParts(
  text: Text,
  channel: Channel,
  languages: readonly Language[],
): { language: Language; parts: Part[] } {
  for (const language of languages) {
    const own = OWN[channel][language] ?? `${channel}.${language}`
    const parts = text[own] ?? text[language]
    if (parts !== undefined) return { language, parts }
  }
  return { language: languages[0] ?? '', parts: [] }
}

/** Whether a channel has words of its own in a text, compiled or as it was written. */
export function hasOwnWords(text: Readonly<Record<string, unknown>>, channel: Channel): boolean {
  return Object.keys(text).some((key) => key.startsWith(`${channel}.`))
}

/** The keys of the usual languages ready made: joining them anew is what printing would cost most. */
const OWN: Record<Channel, Record<Language, string>> = {
  ussd: { bn: 'ussd.bn', en: 'ussd.en', 'bn-Latn': 'ussd.bn-Latn' },
  sms: { bn: 'sms.bn', en: 'sms.en' },
  voice: { bn: 'voice.bn', en: 'voice.en' },
}
