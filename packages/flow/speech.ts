/**
 * Values as speech: fragments that are recorded once per language and used in every flow. Bangla numbers below 100 are
 * each a word of their own, so every one of them is a recording; larger ones are spoken digit by digit.
 */
import type { Prompt } from './prompt.ts'
import type { Manner } from './vocabulary.ts'
import { pickParts } from './wording.ts'

/** A whole number. */
export function sayNumber(number: number, manner: Manner): Prompt[] {
  const word = speechOf(manner).numbers[number]
  if (word === undefined) return sayDigits(String(number), manner)
  return [{ key: `${manner.language}/number/${number}`, text: word }]
}

/** Digits one after the other, as ids and phone numbers are read out; anything else is passed over. */
export function sayDigits(digits: string, manner: Manner): Prompt[] {
  const { numbers } = speechOf(manner)
  return Array.from(digits)
    .filter((digit) => digit >= '0' && digit <= '9')
    .map((digit) => ({ key: `${manner.language}/digit/${digit}`, text: numbers[Number(digit)] ?? digit }))
}

/** A month 1-12 by name. */
export function sayMonth(month: number, manner: Manner): Prompt {
  return { key: `${manner.language}/month/${month}`, text: speechOf(manner).months[month - 1] ?? String(month) }
}

/** A place by its BBS code. */
export function sayPlace(code: string, manner: Manner): Prompt {
  return { key: `${manner.language}/place/${code}`, text: placeName(code, manner) }
}

/** A place's name in letters: Bangla ones for `bn`, Latin ones otherwise. */
export function placeName(code: string, { language, places }: Manner): string {
  const place = Object.hasOwn(places, code) ? places[code] : undefined
  return (language === 'bn' ? place?.bn : place?.en) ?? code
}

/** "press one": the words after an option. */
export function sayKey(key: number, manner: Manner): Prompt {
  const { parts } = pickParts(manner.vocabulary.words.press ?? {}, 'voice', [manner.language])
  const word = speechOf(manner).numbers[key] ?? String(key)
  return {
    key: `${manner.language}/key/${key}`,
    text: parts.map((part) => (typeof part === 'string' ? part : word)).join(''),
  }
}

function speechOf({ language, vocabulary }: Manner): { numbers: string[]; months: string[] } {
  const speech = Object.hasOwn(vocabulary.languages, language) ? vocabulary.languages[language] : undefined
  return speech ?? { numbers: [], months: [] }
}
