/** FIX: one thing about a woman that was written wrong: her date, her phone, her name, that she moved, that she is none. */
import type { Day } from '@dhatri/text/day'
import { foldForMatch } from '@dhatri/text/normal'
import { type Phone, readPhone } from '@dhatri/text/phone'
import type { Dating } from './pregnancy.ts'
import { datePregnancy } from './report.dating.ts'
import type { ReportFault } from './report.fault.ts'
import type { Fields } from './report.fields.ts'

/** What is put right. */
export type Correction =
  | { kind: 'fix'; lmp: Day; dating: Dating }
  | { kind: 'rephone'; phone: Phone | 'none' }
  | { kind: 'rename'; name: string }
  | { kind: 'moved' }
  | { kind: 'wrongEntry' }
  /** A guardian of hers, who is under age, has agreed. */
  | { kind: 'guardian' }
  /** She having died, who looks after her child. */
  | { kind: 'carer'; phone: Phone | 'none' }
  /** Where she lives: an upazila's number or name, as written. */
  | { kind: 'place'; place: string }

/** A correction, or what is wrong with it. */
export type Corrected = { ok: true; correction: Correction } | { ok: false; error: ReportFault }

const LONGEST_NAME = 60
const MOST_NAMES = 5
const MOVED = list('moved, move, gone, left, chole, cole, গেছে, চলে, বাপের, baper')
const GUARDIAN = list('guardian, obhibhabok, ovibhabok, অভিভাবক')
const CARE = list('care, carer, caregiver, jotno, josno, jotto, palok, dekhashona, যত্ন, পালক, দেখাশোনা')
const AREA = list('area, place, elaka, upazila, upozila, thana, এলাকা, উপজেলা, থানা, ঠিকানা')
const WRONG = list('wrong, mistake, bhul, vul, ভুল, ভূল, double, duplicate, dui, দুইবার')
const AGREES = list('yes, agrees, agreed, raji, ha, রাজি, হ্যাঁ')
/** What may stand beside MOVED and WRONG without changing them. */
const AROUND = list('away, entry, geche, gese, গেছেন, গিয়েছে, গিয়েছে, বাড়ি, বাড়ি, bari, baar, bar, বার')

/** Reads what is put right; `others` are the phones in the report besides the one that says who she is. */
export function judgeFix(fields: Fields, others: string[], today: Day): Corrected {
  const refuse = (error: ReportFault): Corrected => ({ ok: false, error })
  const keys = fields.words.map(foldForMatch)
  if (keys.some((key) => AREA.includes(key))) return judgePlace(fields)
  if (keys.some((key) => CARE.includes(key))) {
    const judged = judgePhone(fields, others)
    return judged.ok ? { ok: true, correction: { kind: 'carer', phone: judged.phone } } : judged
  }
  const isGuardian = keys.length > 0 && keys.every((key) => GUARDIAN.includes(key) || AGREES.includes(key))
  if (isGuardian && keys.some((key) => GUARDIAN.includes(key))) return { ok: true, correction: { kind: 'guardian' } }
  const isMoved = keys.some((key) => MOVED.includes(key))
  const isWrong = keys.some((key) => WRONG.includes(key))
  const isPlain = keys.every((key) => [...MOVED, ...WRONG, ...AROUND].includes(key))
  const isPhone = others.length > 0 || fields.labels.includes('phone') || fields.figures.some(({ is }) => is === 'none')
  const isName = fields.labels.includes('name')
  const isDate =
    fields.dates.length > 0 ||
    fields.spans.length > 0 ||
    (!isPhone && !isName && fields.labels.some((label) => label === 'lmp' || label === 'edd')) ||
    (!isPhone && fields.figures.some(({ is, text }) => is === 'count' && text.length > 2))
  const asked = [isMoved && isPlain && !isName, isWrong && isPlain && !isName, isPhone, isName, isDate]
  if (asked.filter(Boolean).length !== 1) return refuse('report.fixWhat')
  if (isDate) {
    const dated = datePregnancy(fields, today)
    return dated.ok ? { ok: true, correction: { kind: 'fix', lmp: dated.lmp, dating: dated.dating } } : dated
  }
  if (isPhone) {
    const judged = judgePhone(fields, others)
    return judged.ok ? { ok: true, correction: { kind: 'rephone', phone: judged.phone } } : judged
  }
  if (isName) {
    const name = fields.words.join(' ')
    if (name === '') return refuse('report.nameMissing')
    const isFit = name.length <= LONGEST_NAME && fields.words.length <= MOST_NAMES
    return isFit ? { ok: true, correction: { kind: 'rename', name } } : refuse('report.nameTooLong')
  }
  return { ok: true, correction: { kind: isMoved ? 'moved' : 'wrongEntry' } }
}

function judgePlace({ figures, words }: Fields): Corrected {
  const six = figures.filter(({ is, text }) => is !== 'phone' && /^\d{6}$/.test(text))
  const isIdFirst = six.some(({ is, isSound }) => is === 'id' && isSound)
  const code = six[isIdFirst ? 1 : 0]?.text
  const name = words.filter((word) => !AREA.includes(foldForMatch(word))).join(' ')
  const place = code ?? name
  return place === '' ? { ok: false, error: 'report.fixWhat' } : { ok: true, correction: { kind: 'place', place } }
}

function judgePhone(
  { figures }: Fields,
  others: string[],
): { ok: true; phone: Phone | 'none' } | { ok: false; error: ReportFault } {
  const [said, ...more] = new Set(others)
  if (more.length > 0) return { ok: false, error: 'report.twoPhones' }
  if (said !== undefined) {
    const reading = readPhone(said)
    return reading.ok ? { ok: true, phone: reading.phone } : { ok: false, error: 'report.phoneUnclear' }
  }
  if (figures.some(({ is }) => is === 'none')) return { ok: true, phone: 'none' }
  const isOdd = figures.some(({ is, text }) => is === 'count' && text.length > 4)
  return { ok: false, error: isOdd ? 'report.phoneUnclear' : 'report.phoneMissing' }
}

function list(words: string): string[] {
  return words.split(', ').map(foldForMatch)
}
