/** The few words that pictures, scripts and sheets say themselves, in Bangla and English, and texts as they are shown. */
import type { Channel, Language } from '@dhatri/flow/channel'
import { pickParts, type Text } from '@dhatri/flow/wording'

const WORDS = {
  start: ['শুরু', 'Start'],
  say: ['বলে', 'Says'],
  menu: ['বেছে নিতে বলে', 'Asks to choose'],
  many: ['কয়েকটি বাছা যায়', 'Several may be chosen'],
  ask: ['জানতে চায়', 'Asks'],
  if: ['যদি', 'If'],
  arm: ['ভাগ করে', 'Divides'],
  do: ['কাজ', 'Does'],
  run: ['অন্য প্রবাহ', 'Another flow'],
  end: ['শেষ', 'End'],
  home: ['প্রথম পাতা', 'First screen'],
  yes: ['হলে', 'yes'],
  no: ['না হলে', 'no'],
  otherwise: ['অন্য হলে', 'otherwise'],
  backTo: ['ফেরে', 'Back to'],
  goTo: ['যায়', 'Goes to'],
  reached: ['এলেন', 'reached'],
  left: ['ছেড়ে গেলেন', 'left here'],
  connects: ['ফোনে যোগ করে', 'Connects to'],
  sends: ['আরও পাঠায়', 'Also sends'],
} as const

/** A word that these papers say themselves. */
export type Caption = keyof typeof WORDS

/** A word in Bangla, or in English for every other language. */
export function caption(name: Caption, language: Language): string {
  return WORDS[name][isBangla(language) ? 0 : 1]
}

/** A whole number in the digits of the language, grouped as in Bangladesh or as in English. */
export function printCount(count: number, language: Language): string {
  return new Intl.NumberFormat(isBangla(language) ? 'bn-BD' : 'en').format(count)
}

/** A text in the first of these languages that it has, with placeholders as they are written; '' where it has none. */
export function showText(text: Text | undefined, channel: Channel, languages: readonly Language[]): string {
  const { parts } = pickParts(text ?? {}, channel, languages)
  return parts
    .map((part) => (typeof part === 'string' ? part : `{${part.name}${part.style === '' ? '' : `|${part.style}`}}`))
    .join('')
}

const isBangla = (language: Language): boolean => language === 'bn' || language === 'bn-BD'
