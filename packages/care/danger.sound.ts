/**
 * A word as it sounds, for words written by ear: Bangla spelling pairs that sound alike, and Banglish, which has no
 * spelling at all, fall together. Two words of one sound are taken for the same word.
 */
import { foldForMatch } from '@dhatri/text/normal'

/** Letters that sound alike, in the order they are replaced. */
const BANGLA: [RegExp, string][] = [
  // ড় ঢ় sound like র, and the dot is often left out; text is in NFC, where the dot stands apart.
  [/[\u09a1\u09a2]\u09bc?/gu, 'র'],
  [/\u09af\u09bc/gu, 'y'],
  [/[\u09bcঁঃ]/gu, ''],
  // ব্যথা, ব্যাথা and বেথা; জ্বর and জর; শ্বাস and সাস.
  [/্যা?/gu, 'ে'],
  [/্ব/gu, ''],
  [/্/gu, ''],
  [/ী/gu, 'ি'],
  [/ূ/gu, 'ু'],
  [/ৃ/gu, 'রি'],
  [/ঈ/gu, 'ই'],
  [/ঊ/gu, 'উ'],
  [/[শষ]/gu, 'স'],
  [/ণ/gu, 'ন'],
  [/য/gu, 'জ'],
  [/ছ/gu, 'চ'],
  [/ৎ/gu, 'ত'],
  [/ঙগ|ংগ|ং/gu, 'ঙ'],
]
const LATIN: [RegExp, string][] = [
  [/ph/g, 'f'],
  [/ck/g, 'k'],
  [/x/g, 'ks'],
  [/ch?h?|sh/g, 's'],
  [/([kgjtdb])h/g, '$1'],
  [/[zy](?=[aeiou])/g, 'j'],
  [/q/g, 'k'],
  [/v/g, 'b'],
  [/oo/g, 'u'],
  [/w/g, 'o'],
  [/[eiy]+a?/g, 'i'],
  [/[ao]+/g, 'a'],
]

/** The words of a text by sound, each with the clause it stands in: a comma or a full stop opens another. */
export function listSounds(text: string): { sound: string; clause: number }[] {
  return text
    .replace(/['’]/g, '')
    .split(/[.,;:!?।\n]+/)
    .flatMap((part, clause) => splitWords(part).map((word) => ({ sound: soundOf(word), clause })))
}

/** The sound of one word that holds no space. */
export function soundOf(word: string): string {
  const pairs = /\p{Script=Bengali}/u.test(word) ? BANGLA : LATIN
  return pairs
    .reduce((sound, [letters, by]) => sound.replace(letters, by), foldForMatch(word))
    .replace(/(.)\1+/gu, '$1')
}

function splitWords(part: string): string[] {
  return foldForMatch(part)
    .split(' ')
    .filter((word) => word !== '')
}
