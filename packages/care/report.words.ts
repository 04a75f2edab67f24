/** The words of reports: keywords by kind, labels of fields, units, owners and channels, in English, Bangla and Banglish. */
import { foldForMatch } from '@dhatri/text/normal'
import { CODES, type Kind } from './report.kind.ts'

/** Codes open a report whatever follows; `plain` words are everyday ones and need a number behind them. */
type Keywords = { kind: Kind; code: string; codes: string[]; plain: string[] }

/** END is not among them: carriers take it for STOP. */
export const KEYWORDS: Keywords[] = [
  keywords(
    'register',
    'reg, রেগ, রেজি, register, nibondhon, nibandhan, nibondon',
    'p, নিবন্ধন, registration, রেজিস্ট্রেশন',
  ),
  keywords('birth', 'bir, del, বার্থ', 'birth, delivery, deliveri, prosob, jonmo, প্রসব, জন্ম, ডেলিভারি'),
  keywords('loss', 'loss, লস', 'gorvopat, gorbhopat, miscarriage, গর্ভপাত, গর্ভপাত'),
  keywords('death', 'death', 'mrittu, mrittyu, mara, মৃত্যু, ডেথ, মারা'),
  keywords('anc', 'anc, এএনসি', 'checkup, cekap, চেকআপ'),
  keywords('pnc', 'pnc, পিএনসি', ''),
  keywords('danger', '', 'd, danger, bipod, jhuki, ডি, বিপদ, ঝুঁকি'),
  keywords('vaccine', 'epi, ইপিআই', 'tika, টিকা'),
  keywords('fix', 'fix, ফিক্স', 'thik, songsodhon, ঠিক, সংশোধন'),
  keywords('mute', 'mute, মিউট', 'biroti, বিরতি'),
  keywords('due', 'due, ডিউ, list, talika, তালিকা', ''),
  keywords('last', 'last, শেষ', ''),
  keywords('undo', 'undo, batil, আনডু, বাতিল', ''),
  keywords('help', 'help, সাহায্য, sahajjo', ''),
]

/** Kinds that must be the whole SMS (an id may follow). */
export const ALONE: ReadonlySet<Kind> = new Set<Kind>(['due', 'last', 'undo', 'help'])

/** What stands in front of a report that is only practised; `পরীক্ষা` is also a check-up, so a keyword must follow. */
export const PRACTICE: ReadonlySet<string> = new Set(
  list('test, practice, practis, onushilon, onusilon, টেস্ট, অনুশীলন, পরীক্ষা, প্র্যাকটিস'),
)

/** Words of address, thanks and "I did", which are no part of a name or of a report. */
const COURTEOUS =
  'apa, আপা, bhai, vai, ভাই, didi, দিদি, sir, স্যার, pls, plz, please, প্লিজ, thanks, dhonnobad, ধন্যবাদ, koren, korun, করেন, করুন, korlam, করলাম, den, দেন'

/** What may stand in front of a report, or behind one that needs nothing else, without changing it. */
export const COURTESY: ReadonlySet<string> = new Set([
  ...list(COURTEOUS),
  ...list('salam, slm, সালাম, assalamualaikum, assalamu, alaikum, আসসালামু, আলাইকুম, hello, nomoskar, adab, আদাব'),
])

/** Days said in words, by how long ago; of what has happened, kal is yesterday. */
export const SPOKEN_DAYS: ReadonlyMap<string, number> = new Map([
  ...list('aj, aaj, ajke, today, আজ, আজকে').map((word): [string, number] => [word, 0]),
  ...list('kal, kalke, gotokal, gotkal, yesterday, কাল, কালকে, গতকাল').map((word): [string, number] => [word, 1]),
])

/** Words of what is still to come. */
export const TO_COME: ReadonlySet<string> = new Set(
  list('jabe, jaben, jabo, hobe, asbe, asben, agami, agamikal, tomorrow, যাবে, যাবেন, হবে, আসবে, আগামী, আগামীকাল'),
)

/** Verbs grown together with their denial: was not done. */
export const UNDONE: ReadonlySet<string> = new Set(
  list('missed, hoyni, hoini, jayni, jaini, asheni, aseni, হয়নি, যায়নি, আসেনি, করেনি, দেয়নি'),
)

/** Verbs of what a report says was done. */
export const DEEDS: ReadonlySet<string> = new Set(
  list('hoy, hoi, jay, jai, ase, ashe, kore, dey, dei, ney, done, হয়, যায়, আসে, করে, দেয়, নেয়'),
)

/** Words that deny such a verb: hoy na. */
export const DENIALS: ReadonlySet<string> = new Set(list('na, not, না'))

/** What a word says about the words or numbers around it. */
export type Sense =
  | 'lmp'
  | 'edd'
  | 'name'
  | 'phone'
  | 'weeks'
  | 'months'
  | 'own'
  | 'family'
  | 'voice'
  | 'text'
  | 'age'
  | 'years'
  | 'none'
  | 'and'
  | 'filler'

const SENSES = new Map<string, Sense>([
  ...senses('lmp', 'lmp, lpm, lm, এলএমপি, mashik, masik, মাসিক, মাসিকের, শেষ, last, period, date, dt, tarikh, তারিখ'),
  ...senses('edd', 'e, edd, edc, ই, ইডিডি, due, delivery, প্রসব, প্রসবের'),
  ...senses('name', 'name, nam, naam, নাম'),
  ...senses(
    'phone',
    'phone, ph, fon, fone, mob, mobile, mobail, mobil, number, nambar, nombor, no, num, cell, tel, ফোন, মোবাইল, নম্বর, নাম্বার, নং',
  ),
  ...senses(
    'weeks',
    'w, wk, wks, week, weeks, sopta, soptaho, shopta, shoptaho, saptaho, hopta, সপ্তাহ, সপ্তা, হপ্তা, সপ্তাহের',
  ),
  ...senses('months', 'm, mo, mon, month, months, mas, mash, maas, maser, masher, মাস, মাসের'),
  ...senses('own', 'own, mine, nij, nije, nijer, নিজ, নিজের, নিজস্ব'),
  ...senses('family', 'family, fam, shared, poribar, poribarer, paribar, পরিবার, পরিবারের'),
  ...senses('voice', 'voice, call, kol, kall, কল, ভয়েস, ভয়েজ'),
  ...senses('text', 'sms, text, msg, message, mesej, এসএমএস, মেসেজ, ম্যাসেজ, টেক্সট, বার্তা'),
  ...senses('age', 'age, boyos, boyosh, বয়স'),
  ...senses('years', 'bosor, bochor, years, yrs, বছর'),
  ...senses('none', 'none, nai, nei, নাই, নেই'),
  ...senses('and', 'and, ebong, o, ও, এবং, &'),
  ...senses('filler', 'id, aidi, আইডি, pregnant, gorvoboti, গর্ভবতী, চলছে, cholche, cholse, day, days, din, দিন'),
  ...senses('filler', COURTEOUS),
])

/** Short labels that are also initials, "no" or parts of names: labels only right before a number. */
const BEFORE_NUMBER = new Set(['e', 'ই', 'no', 'num', 'lm', 'dt', 'ph', 'id'])

/** Words for a number of any kind: before her id they are no label of a phone. */
export const ANY_NUMBER: ReadonlySet<string> = new Set(list('number, nambar, nombor, no, num, নম্বর, নাম্বার, নং'))

/** What a word means at its place in a report, if it is none of a name. */
export function senseOf(key: string, isBeforeNumber: boolean): Sense | undefined {
  return BEFORE_NUMBER.has(key) && !isBeforeNumber ? undefined : SENSES.get(key)
}

/** Words of a dead child or a pregnancy that ended, which a report of a birth must not carry. */
export const ENDINGS: [RegExp, 'stillbirth' | 'miscarriage' | 'ended' | 'neonatalDeath'][] = [
  [/^(s|sb|still\p{L}*|mrito|mrita|মৃত|মরা|mora)$/u, 'stillbirth'],
  [/^(n|nn|neonatal|newborn|nobojatok|নবজাতক|baby|dead|died|mara|মারা)$/u, 'neonatalDeath'],
  [/^(mr|ended|abortion|এমআর)$/u, 'ended'],
  [/^(m|mis\p{L}*|gor[vb]h?opat|nosto|noshto|গর্ভপাত|নষ্ট)$/u, 'miscarriage'],
]

/** What a word of a keyed list is compared by. */
function keywords(kind: Kind, codes: string, plain: string): Keywords {
  return { kind, code: CODES[kind], codes: list(codes), plain: list(plain) }
}

function senses(sense: Sense, words: string): [string, Sense][] {
  return list(words).map((word) => [word, sense])
}

function list(words: string): string[] {
  return words === '' ? [] : words.split(', ').map((word) => (word === '&' ? word : foldForMatch(word)))
}
