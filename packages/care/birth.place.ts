/** Where a child was born, by the kinds of places that the national registers count. */
import { foldForMatch } from '@dhatri/text/normal'

const PLACES = {
  home: list('home, bari, barite, basha, basay, bashay, বাড়ি, বাড়ি, বাড়িতে, বাড়িতে, বাসা, বাসায়, বাসায়'),
  cc: list('cc, clinic, community, ক্লিনিক, সিসি, কমিউনিটি'),
  uhfwc: list('uhfwc, fwc, union, ইউনিয়ন, ইউনিয়ন, পরিবার কল্যাণ'),
  uhc: list('uhc, upazila, upojela, thana, উপজেলা, থানা'),
  mcwc: list('mcwc, matri, মাতৃমঙ্গল, মাতৃসদন'),
  district: list(
    'district, sadar, zila, jela, medical, hospital, haspatal, hospatal, hashpatal, জেলা, সদর, হাসপাতাল, মেডিকেল',
  ),
  private: list('private, nursing, pvt, প্রাইভেট, নার্সিং, বেসরকারি'),
} satisfies { [place: string]: string[] }

/** One of the kinds; a hospital without a name counts as the district's. */
export type BirthPlace = keyof typeof PLACES

const ORDER: BirthPlace[] = ['home', 'private', 'mcwc', 'uhfwc', 'uhc', 'cc', 'district']

/** The kind of place that some words name; undefined where they name none that we know. */
export function findBirthPlace(said: string): BirthPlace | undefined {
  const words = foldForMatch(said).split(' ')
  return ORDER.find((place) => PLACES[place].some((name) => words.includes(name)))
}

function list(words: string): string[] {
  return words.split(', ').map(foldForMatch)
}
