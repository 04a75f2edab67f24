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
  script: ['যাচাইয়ের পাণ্ডুলিপি', 'Script for review'],
  contents: ['সূচি', 'Contents'],
  widest: [
    'পর্দায় আর বার্তায় দিন, নাম ও নম্বরের জায়গায় সবচেয়ে লম্বা উদাহরণ আছে।',
    'On screens and in texts, dates, names and numbers are the longest examples there can be.',
  ],
  measured: ['পর্দা মাপা হয়েছে', 'Screens measured for'],
  messages: ['আমরা যা পাঠাই', 'What we send'],
  source: ['উৎস', 'Source'],
  reviewed: ['যাচাই করেছেন', 'Reviewed by'],
  unreviewed: ['এখনো যাচাই হয়নি', 'Not reviewed yet'],
  unclinical: ['চিকিৎসার কথা নেই', 'No clinical words'],
  about: ['কাকে নিয়ে', 'About'],
  mother: ['মা', 'the mother'],
  pregnancy: ['গর্ভ', 'a pregnancy'],
  baby: ['শিশু', 'a baby'],
  service: ['সেবা নিজে', 'the service itself'],
  ussd: ['পর্দা (USSD)', 'Screen (USSD)'],
  sms: ['বার্তা (SMS)', 'Text (SMS)'],
  voice: ['ফোনকল', 'Call'],
  page: ['পাতা', 'page'],
  part: ['অংশ', 'part(s)'],
  units: ['ঘর', 'units'],
  notCarried: ['এখানে দেখানো যায় না', 'not shown here'],
  alike: ['একই কথা', 'the same words'],
  wordless: ['লেখা নেই', 'no words yet'],
  onward: ['এরপর', 'Then'],
  wrong: ['ভুল হলে বলে', 'After a wrong entry'],
  silent: ['চুপ থাকলে বলে', 'After silence'],
  fine: ['ঠিক আছে', 'As it is'],
  change: ['বদলাতে হবে', 'To be changed'],
  name: ['নাম', 'Name'],
  role: ['পদ', 'Position'],
  date: ['তারিখ', 'Date'],
  signature: ['সই', 'Signature'],
  sheet: ['রেকর্ডিংয়ের তালিকা', 'Recording sheet'],
  line: ['নং', 'No.'],
  words: ['ঠিক এই কথাগুলো', 'Exactly these words'],
  how: ['কীভাবে বলবেন', 'How to say it'],
  seconds: ['সেকেন্ড', 'Seconds'],
  state: ['অবস্থা', 'State'],
  takes: ['বার', 'Takes'],
  file: ['ফাইল', 'File'],
  prompts: ['টি কথা', 'prompts'],
  minutes: ['মিনিট', 'minutes'],
  toRecord: ['টি রেকর্ড করা বাকি', 'to be recorded'],
  sound: ['MP3, মোনো, 8 kHz; ঘর নীরব, মুখ এক জায়গায়।', 'MP3, mono, 8 kHz; a silent room, the mouth in one place.'],
  agree: [
    'এই কণ্ঠ স্বাস্থ্য তথ্য সেবার ফোনকলে শোনানো হবে, তাতে আমি রাজি। আমি যেকোনো দিন রাজি না থাকতে পারি।',
    'I agree that this voice is played on the calls of the health information service. I can take this back on any day.',
  ],
  speaker: ['কণ্ঠ দিয়েছেন', 'Speaker'],
  form: ['সম্মতিপত্র নম্বর', 'Consent form no.'],
  licence: ['লাইসেন্স', 'Licence'],
  recorded: ['রেকর্ড হয়েছে', 'recorded'],
  standIn: ['যন্ত্রের গলা', 'stand-in'],
  stale: ['কথা বদলেছে', 'stale'],
  missing: ['নেই', 'missing'],
  engine: ['সেবার নিজের কথা', 'The words of the service itself'],
  numbers: ['সংখ্যা', 'Numbers'],
  digits: ['অঙ্ক', 'Digits'],
  months: ['মাস', 'Months'],
  keys: ['বোতাম', 'Keys'],
  places: ['জায়গার নাম', 'Places'],
} as const

/** A word that these papers say themselves. */
export type Caption = keyof typeof WORDS

/** A word in Bangla, or in English for every other language. */
export function caption(name: Caption, language: Language): string {
  return WORDS[name][isBangla(language) ? 0 : 1]
}

/** A word in each of some languages, each once. */
export function captions(name: Caption, languages: readonly Language[]): string {
  return [...new Set(languages.map((language) => caption(name, language)))].join(' / ')
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
