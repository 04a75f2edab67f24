/** The names of the months in Bangla and English, as printed and as people write them, misspellings included. */
import { compose, foldForMatch } from './normal.ts'

const BANGLA = 'জানুয়ারি ফেব্রুয়ারি মার্চ এপ্রিল মে জুন জুলাই আগস্ট সেপ্টেম্বর অক্টোবর নভেম্বর ডিসেম্বর'.split(' ').map(compose)
const ENGLISH = 'January February March April May June July August September October November December'.split(' ')
const ENGLISH_SHORT = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')

/** Other ways people write a month: January first; what stands here is added to the printed names. */
const VARIANTS = [
  'জানুয়ারী জানু january januari januyari',
  'ফেব্রুয়ারী ফেব্রু ফেব february februari',
  'মার্চ march',
  'এপ্রিল april',
  'মে may',
  'জুন june',
  'জুলাই july julai',
  'আগষ্ট অগাস্ট অগস্ট august agost',
  'সেপ্টেম্বার সেপ্ট sept',
  'অক্টোবার অক্টো october oktobor octobor',
  'নভেম্বার নভে november',
  'ডিসেম্বার ডিসে december',
]

let numbers: ReadonlyMap<string, number> | undefined

/** The numbers by folded name, folded at the first date: a cold start that reads none does not pay for it. */
function foldNames(): ReadonlyMap<string, number> {
  return new Map(
    VARIANTS.flatMap((variants, index) =>
      [BANGLA[index], ENGLISH[index], ENGLISH_SHORT[index], ...variants.split(' ')].map((name): [string, number] => [
        foldForMatch(name ?? ''),
        index + 1,
      ]),
    ),
  )
}

/** The number 1-12 of a month's name, in either language and any case; undefined when it is none. */
export function readMonth(name: string): number | undefined {
  numbers ??= foldNames()
  return numbers.get(foldForMatch(name))
}

/** The name of a month 1-12: Bangla letters for `bn`, English for every other language (`bn-Latn` too). */
export function printMonth(month: number, language: string, style: 'full' | 'short'): string {
  // The Bangla names have no short form that everyone knows.
  const names = language === 'bn' ? BANGLA : style === 'short' ? ENGLISH_SHORT : ENGLISH
  return names[month - 1] ?? ''
}
