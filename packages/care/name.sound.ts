/**
 * A name as it sounds, so that রহিমা, Rahima and Rohima are one in a search: the consonants that Bangla spelling and
 * Banglish agree on. Titles and second names that half the country bears (বেগম, খাতুন, Mst.) tell nobody apart.
 */
import { foldForMatch } from '@dhatri/text/normal'

const BANGLA: [RegExp, string][] = [
  // Text is in NFC, where the dot of ড় ঢ় য় stands apart.
  [/[ডঢ]\u09bc/gu, 'r'],
  [/য\u09bc/gu, ''],
  [/[\u09bcঁঃ]/gu, ''],
  // A joined ব, য or ম is hardly heard; ক্ষ is one sound.
  [/ক্ষ/gu, 'k'],
  [/্[বযম]/gu, ''],
  [/[কখ]/gu, 'k'],
  [/[গঘ]/gu, 'g'],
  [/[চছসশষ]/gu, 's'],
  [/[জঝয]/gu, 'j'],
  [/[টঠতথৎ]/gu, 't'],
  [/[ডঢদধ]/gu, 'd'],
  [/[ঙঞণনং]/gu, 'n'],
  [/[পফ]/gu, 'p'],
  [/[বভ]/gu, 'b'],
  [/ম/gu, 'm'],
  [/র/gu, 'r'],
  [/ৃ/gu, 'r'],
  [/ল/gu, 'l'],
  [/হ/gu, 'h'],
  [/[^a-z]+/gu, ''],
]
const LATIN: [RegExp, string][] = [
  [/kkh|ck|q/g, 'k'],
  [/x/g, 'ks'],
  [/ph|f/g, 'p'],
  [/[cs]h*/g, 's'],
  [/([kgjtdb])h/g, '$1'],
  [/z/g, 'j'],
  [/v/g, 'b'],
  [/ng/g, 'n'],
  [/h(?![aeiouy])/g, ''],
  [/[^bcdghjklmnprst]+/g, ''],
]
const TITLES = new Set(
  'mst mosammat mosamat mossammat most mosa musammat md mrs miss srimoti sreemoti মোছা মোসা মোছাঃ মোসাঃ মোছাম্মৎ মোসাম্মৎ মোসাম্মাৎ শ্রীমতি শ্রীমতী'
    .split(' ')
    .map(foldForMatch),
)
const COMMON = new Set(
  'begum begom khatun khatoon khanom khanam akter akhter akter bibi banu bano rani khanum aktar sultana বেগম খাতুন খানম আক্তার আখতার আক্তাার বিবি বানু রানী রাণী সুলতানা'
    .split(' ')
    .map(foldForMatch),
)

/** The sounds of the words of a name that tell people apart, the name she is called by first. */
export function listNameSounds(name: string): string[] {
  const words = name
    .split(/[\s.,'()-]+/u)
    .map(foldForMatch)
    .filter((word) => word !== '' && !TITLES.has(word))
  const telling = words.filter((word) => !COMMON.has(word))
  return (telling.length > 0 ? telling : words).map(soundOfWord).filter((sound) => sound !== '')
}

/** Whether two names may be one person's: called alike, and nothing else in them speaks against it. */
export function soundAlike(one: string, other: string): boolean {
  const [first, ...more] = listNameSounds(one)
  const [second, ...others] = listNameSounds(other)
  if (first === undefined || first !== second) return false
  return more.length === 0 || others.length === 0 || more.some((sound) => others.includes(sound))
}

function soundOfWord(word: string): string {
  const isBangla = /\p{Script=Bengali}/u.test(word)
  const pairs = isBangla ? BANGLA : LATIN
  const opens = isBangla ? /^[অ-ঔ]/u.test(word) : /^(y(?=[aeiou])|[aeiou])/.test(word)
  const consonants = pairs.reduce((sound, [letters, by]) => sound.replace(letters, by), word).replace(/(.)\1+/g, '$1')
  // A name of vowels alone (Eia, ইয়া) is still a name.
  return opens ? `a${consonants.replace(/^y/, '')}` : consonants
}
