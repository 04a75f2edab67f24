/**
 * Words that act by themselves when they are the whole SMS, and the answers yes, no and a number in words. The English
 * set is the one carriers handle (CTIA: STOP, STOPALL, UNSUBSCRIBE, CANCEL, END, QUIT, REVOKE, OPTOUT; START, UNSTOP;
 * HELP, INFO), the Bangla and Banglish ones are ours. A slip is never taken for STOP: then she is asked.
 */
import { foldForMatch } from '@dhatri/text/normal'
import { isNear } from './keyword.near.ts'

/** What a keyword does; `maybeStop` means: ask "1 to stop" once and change nothing. */
export type Keyword = 'stop' | 'start' | 'help' | 'maybeStop'

/** An answer in words: yes, no, or the number of an option. */
export type Answer = 'yes' | 'no' | number

/** Words that stop everything when they are the whole SMS, folded for matching. */
export const STOP = list(
  'stop, stopall, stop all, unsubscribe, cancel, end, quit, revoke, optout, opt out, remove, stop sms, stop message',
  'bondho, bondo, bandho, bondho koren, bondho korun, bondho koro, bandh, off koren',
  'বন্ধ, বন্দ, বন্ধ করুন, বন্ধ করেন, বন্ধ করো, বন্ধ কর, স্টপ',
)
/** Words that begin everything again. */
export const START = list(
  'start, unstop, subscribe, resume, strat, strt, chalu, calu, chaalu, chalu koren, chalu korun',
  'চালু, চালূ, চালু করুন, চালু করেন, চালু করো, স্টার্ট, শুরু',
)
/** Words that ask what can be written. */
export const HELP = list('help, info, sahajjo, shahajjo, sahajyo, shahajya, sahajo', 'সাহায্য, সাহায্য চাই, সাহায্য, হেল্প, সহায়তা')

/** Words of a wish to be left alone, by group: a sentence that has one of each group in a row of two is asked about. */
const WISHES: [string[], string[]][] = [
  [
    list('stop, bondho, bondo, bandho, off, বন্ধ, বন্দ, no more, dont send, do not send, unsubscribe'),
    list('sms, esemes, message, messages, msg, mesage, call, calls, phone, fon, এসএমএস, মেসেজ, ম্যাসেজ, কল, ফোন, বার্তা'),
  ],
  [
    list('na, না, নাহ, nai, dont, not, no'),
    list('pathaben, pathaiben, pathayen, dien, diben, dibenna, send, পাঠাবেন, পাঠাইবেন, পাঠায়েন, দিবেন, দিয়েন, দেবেন'),
  ],
]
const WISH_WORDS = 8
/** "মাসিক বন্ধ", my periods have stopped, is how a pregnancy is told, not a wish to be left alone. */
const PERIODS = /(^| )(মাসিক|মাসীক|পিরিয়ড|mashik|masik|period)/u

const YES = list(
  'yes, y, yeah, yep, ya, ok, okay, ha, haa, han, haan, hae, hya, hyan, hea, ji, jii, jee, jwi, zi, accha, acha, achha',
  'thik ache, thik ase, raji, agree, হ্যাঁ, হ্যা, হাঁ, হা, হ, জি, জী, জ্বি, জ্বী, আচ্ছা, ঠিক আছে, রাজি, রাজী, ইয়েস, ওকে',
)
const NO = list(
  'no, n, nope, na, naa, nah, nai, ji na, jina, jee na, raji na, not agree, না, নাহ, নাই, জি না, জ্বি না, জী না, রাজি না, নো',
)
const NUMBERS = [
  list('1, one, ek, ak, এক'),
  list('2, two, dui, duy, দুই, দুইটা'),
  list('3, three, tin, তিন'),
  list('4, four, char, car, চার'),
  list('5, five, pach, pas, panch, পাঁচ, পাচ'),
  list('6, six, choy, soy, ছয়'),
  list('7, seven, sat, shat, সাত'),
  list('8, eight, at, aat, আট'),
  list('9, nine, noy, নয়'),
]

/** The keyword a whole SMS is, if it is one; call it after the danger check, since বন্ধ also stands in "রক্ত বন্ধ হয় না". */
export function readKeyword(text: string): Keyword | undefined {
  const body = foldForMatch(text)
  if (STOP.includes(body)) return 'stop'
  if (START.includes(body)) return 'start'
  if (HELP.includes(body)) return 'help'
  if (isWish(body)) return 'maybeStop'
  return body.length > 3 && HELP.some((word) => word.length > 3 && isNear(body, word)) ? 'help' : undefined
}

/** The answer a whole SMS is: yes, no, or 1-9; an option's number wins over the words behind it ("1 হ্যাঁ"). */
export function readAnswer(text: string): Answer | undefined {
  const body = foldForMatch(text)
  const number = readNumber(body)
  if (number !== undefined) return number
  if (YES.includes(body)) return 'yes'
  if (NO.includes(body)) return 'no'
  const [first = '', ...rest] = body.split(' ')
  const words = rest.join(' ')
  return YES.includes(words) || NO.includes(words) ? readNumber(first) : undefined
}

function readNumber(body: string): number | undefined {
  const index = NUMBERS.findIndex((words) => words.includes(body))
  return index < 0 ? undefined : index + 1
}

function isWish(body: string): boolean {
  const words = body.split(' ')
  if (words.length === 1) return body.length > 2 && STOP.some((word) => word.length > 3 && isNear(body, word))
  if (words.length > WISH_WORDS || PERIODS.test(body)) return false
  const isShort = words.length <= 4 && [words[0] ?? '', words.at(-1) ?? ''].some((word) => STOP.includes(word))
  return (
    isShort || WISHES.some((groups) => groups.every((group) => group.some((wish) => ` ${body} `.includes(` ${wish} `))))
  )
}

function list(...lines: string[]): string[] {
  return lines.flatMap((line) => line.split(', ').map(foldForMatch))
}
