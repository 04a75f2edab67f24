/**
 * Options by what was entered: a number, several numbers, or words. The dialogue and the one-line form read alike,
 * because both read here.
 */
import { readPlain } from '@dhatri/text/digits'
import { foldForMatch } from '@dhatri/text/normal'
import { optionIndex } from './navigation.ts'
import type { Option } from './screen.ts'
import type { Choice } from './table.ts'

const NUMBERS = /^[0-9][0-9\s,.;:/*&+-]*$/
const BETWEEN = /[,;\n/&+।]|\s(?:and|ar|o|আর|ও|এবং)\s/u

/** What people text for an option, by its `is`. */
export type Synonyms = Record<string, string[]>

/** The option of a number. */
export function findOption<O extends Option>(options: readonly O[], key: string): O | undefined {
  const number = key.length > 2 ? -1 : readPlain(key)
  if (number < 0) return undefined
  // Options are numbered in their order, so the first guess is nearly always right.
  const likely = number === 0 ? undefined : options[optionIndex(number)]
  return likely?.number === number ? likely : options.find((option) => option.number === number)
}

/** One option, by its number or a word for it: its own name, what it lists, or what people text for it everywhere. */
export function pickOne(synonyms: Synonyms, options: readonly Choice[], text: string, key = text): Choice | undefined {
  return findOption(options, key) ?? findByWord(synonyms, options, text)
}

/** Several options as their `is` with spaces between; undefined where any part of the entry is none of them. */
export function pickMany(
  synonyms: Synonyms,
  options: readonly Choice[],
  text: string,
  key: string,
): string | undefined {
  const found = NUMBERS.test(key)
    ? Array.from(key.replace(/[^0-9]/g, ''), (digit) => findOption(options, digit))
    : splitWords(synonyms, options, text)
  return found.every((option) => option !== undefined) ? found.map(({ is }) => is).join(' ') : undefined
}

function findByWord(synonyms: Synonyms, options: readonly Choice[], text: string): Choice | undefined {
  const word = foldForMatch(text)
  if (word === '') return undefined
  const isCalled = (is: string) => Object.hasOwn(synonyms, is) && synonyms[is]?.includes(word) === true
  const isNamed = ({ is, also }: Choice) => is === word || also.includes(word) || isCalled(is)
  return findOption(options, word) ?? options.find(isNamed)
}

/** Between commas and "and" a word of several parts stays whole; else every word must be an option. */
function splitWords(synonyms: Synonyms, options: readonly Choice[], text: string): (Choice | undefined)[] {
  return text
    .split(BETWEEN)
    .map((part) => part.trim())
    .filter(Boolean)
    .flatMap((part) => {
      const whole = findByWord(synonyms, options, part)
      return whole === undefined ? part.split(/\s+/).map((word) => findByWord(synonyms, options, word)) : [whole]
    })
}
