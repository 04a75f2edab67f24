/**
 * What two short labels look like to somebody who reads slowly, or on a worn screen: digits, case, spaces and stops do
 * not count, nor do letters that sound or look the same (ি/ী, শ/ষ/স, ণ/ন; 0/o, 1/l; Cyrillic а for Latin a, after
 * Unicode UTS #39).
 */
import { foldForMatch } from '@dhatri/text/normal'

const TWINS: Record<string, string> = {
  '\u09c0': 'ি',
  '\u09c2': 'ু',
  শ: 'স',
  ষ: 'স',
  ণ: 'ন',
  য: 'জ',
  ৎ: 'ত',
  ঈ: 'ই',
  ঊ: 'উ',
  'ঁ': '',
  'ঃ': '',
  '\u09bc': '',
  '0': 'o',
  '1': 'l',
  i: 'l',
  '5': 's',
  а: 'a',
  е: 'e',
  о: 'o',
  р: 'p',
  с: 'c',
  х: 'x',
  у: 'y',
  і: 'l',
  ο: 'o',
  α: 'a',
}

/** A label reduced to what can be told apart; two labels with the same look are one to her. */
export function lookOf(label: string): string {
  const bare = foldForMatch(label.normalize('NFKC')).normalize('NFD').replaceAll(' ', '')
  // The Latin signs only stand for each other among letters: in "1-3" and "4-5" every digit counts.
  const isNumber = /^\p{N}+$/u.test(bare)
  return Array.from(bare, (letter) => (isNumber && /[0-9]/.test(letter) ? letter : (TWINS[letter] ?? letter))).join('')
}
