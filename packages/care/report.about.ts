/** Reports about a woman who is registered already: they open with her id, or her number where no id is at hand. */
import type { Day } from '@dhatri/text/day'
import { foldForMatch } from '@dhatri/text/normal'
import { type Phone, readPhone } from '@dhatri/text/phone'
import { type Attendant, type Baby, findAttendant, findSexes } from './birth.ts'
import { type ChildVisit, findChildVisit } from './child.ts'
import type { LossKind } from './event.ts'
import { readPast, readSpoken } from './report.dating.ts'
import type { ReportFault } from './report.fault.ts'
import type { Fields } from './report.fields.ts'
import { type Correction, judgeFix } from './report.fix.ts'
import type { Kind } from './report.kind.ts'
import { DEEDS, DENIALS, ENDINGS, SPOKEN_DAYS, TO_COME, UNDONE } from './report.words.ts'

/** Whom a report is about. */
export type Who = { id: string } | { phone: Phone }

/** A report about a registered woman; without a date a visit was today, and a loss or death has none. */
export type AboutReport = { who: Who } & (
  | { kind: 'birth'; day: Day; place?: string; babies?: number; attendant?: Attendant; each?: Baby[] }
  | { kind: 'loss'; loss: LossKind; day?: Day }
  /** `babies` is how many of several died. */
  | { kind: 'death'; whose: 'mother' | 'baby'; babies?: number; day?: Day }
  | { kind: 'visit'; care: 'anc' | 'pnc'; day: Day }
  | { kind: 'danger'; words: string }
  | { kind: 'vaccine'; visit: ChildVisit; day: Day }
  /** 0 weeks lets messages go out again. */
  | { kind: 'mute'; weeks: number }
  | Correction
)

/** A report about a woman, or its first fault and whom it is about if that is clear. */
export type AboutReading =
  | { ok: true; report: AboutReport }
  | { ok: false; error: ReportFault; known: { kind: AboutReport['kind']; who?: Who } }

/** Longer than this nobody is left alone by one SMS. */
const MOST_WEEKS = 26

const TWINS = /^(twins?|jomoj|yomoj|যমজ|জমজ)$/u
const MOTHER = /^(m|mother|ma|maa|mata|মা|মায়ের|মাতা)$/u
const BABY = /^(b|n|baby|child|bachcha|baccha|shishu|sisu|বাচ্চা|শিশু|নবজাতক)$/u

/** Judges a report about a woman. */
export function judgeAbout(
  kind: Exclude<Kind, 'register' | 'due' | 'last' | 'undo' | 'help'>,
  fields: Fields,
  today: Day,
): AboutReading {
  const known = { kind: kind === 'anc' || kind === 'pnc' ? ('visit' as const) : kind }
  const found = findWho(fields, kind === 'fix')
  if (!found.ok) return { ok: false, error: found.error, known }
  const { who } = found
  const refuse = (error: ReportFault): AboutReading => ({ ok: false, error, known: { ...known, who } })
  const keys = fields.words.map(foldForMatch)
  if (kind !== 'fix' && kind !== 'danger' && isOfTwo(fields, today)) return refuse('report.twoWomen')
  const dates = findDates(fields)
  if (dates.length > 1) return refuse('report.twoDates')
  const happened = dates[0] === undefined || kind === 'fix' ? undefined : readPast(dates[0], today)
  if (happened?.ok === false) return refuse(happened.error)
  const isDeed = kind === 'birth' || kind === 'anc' || kind === 'pnc' || kind === 'vaccine'
  // What is to come, or was not done, is no deed: it must not be written down as one.
  if (isDeed && keys.some((key) => TO_COME.has(key))) return refuse('report.dateFuture')
  if (isDeed && kind !== 'birth' && isDenied(fields, keys)) return refuse('report.dateMissing')
  const spoken = isDeed ? readSpoken(keys, today) : undefined
  const day = happened?.day ?? spoken
  const when = day === undefined ? undefined : { day }
  switch (kind) {
    case 'birth':
      if (isMixed(fields, keys) === 'no') return refuse('report.birthOrLoss')
      if (when === undefined) return refuse(fields.figures.some(isOdd) ? 'report.dateUnclear' : 'report.dateMissing')
      return { ok: true, report: { kind, who, ...when, ...readBirth(fields, keys) } }
    case 'loss':
      return { ok: true, report: { kind, who, loss: findEnding(keys) ?? 'loss', ...when } }
    case 'death': {
      const isMother = keys.some((key) => MOTHER.test(key))
      if (isMother === keys.some((key) => BABY.test(key))) return refuse('report.whose')
      if (isMother) return { ok: true, report: { kind, who, whose: 'mother', ...when } }
      const dead = Number(listCounts(fields)[0] ?? 0)
      const several = dead >= 1 && dead <= 4 ? { babies: dead } : {}
      return { ok: true, report: { kind, who, whose: 'baby', ...several, ...when } }
    }
    case 'anc':
    case 'pnc':
      return { ok: true, report: { kind: 'visit', care: kind, who, day: when?.day ?? today } }
    case 'danger':
      return { ok: true, report: { kind, who, words: fields.words.join(' ') } }
    case 'vaccine': {
      const visit = findChildVisit(wordsOf(fields, keys))
      if (visit === undefined) return refuse('report.visitMissing')
      return { ok: true, report: { kind, who, visit, day: when?.day ?? today } }
    }
    case 'fix': {
      const phones = fields.figures.filter(({ is }) => is === 'phone').map(({ text }) => text)
      const fixed = judgeFix(fields, 'id' in who ? phones : phones.slice(1), today)
      return fixed.ok ? { ok: true, report: { ...fixed.correction, who } } : refuse(fixed.error)
    }
    case 'mute': {
      const isOff = fields.figures.some(({ is }) => is === 'none')
      const said = fields.spans.find(({ by }) => by === 'weeks')?.count ?? listCounts(fields)[0]
      const weeks = said === undefined ? undefined : Number(said)
      if (weeks === undefined && isOff) return { ok: true, report: { kind, who, weeks: 0 } }
      return weeks === undefined || weeks < 1 || weeks > MOST_WEEKS
        ? refuse('report.weeksMissing')
        : { ok: true, report: { kind, who, weeks } }
    }
  }
}

function findWho({ figures }: Fields, mayHaveTwo: boolean): { ok: true; who: Who } | { ok: false; error: ReportFault } {
  const id = figures.find(({ is, isSound }) => is === 'id' && isSound)
  if (id !== undefined) return { ok: true, who: { id: id.text } }
  // Five to seven digits in front were meant as an id, though they may read as a date too.
  const isMeant = figures.some(({ is, text }, index) => is === 'id' || (index === 0 && /^\d{5,7}$/.test(text)))
  if (isMeant) return { ok: false, error: 'report.idMistyped' }
  const [phone, ...others] = figures.filter(({ is }) => is === 'phone')
  if (phone === undefined) return { ok: false, error: 'report.idMissing' }
  const reading = readPhone(phone.text)
  if (others.length > 0 && !mayHaveTwo) return { ok: false, error: 'report.twoPhones' }
  return reading.ok ? { ok: true, who: { phone: reading.phone } } : { ok: false, error: 'report.phoneUnclear' }
}

/** Six digits behind her id that can be no date are another woman's. */
function isOfTwo({ figures }: Fields, today: Day): boolean {
  const [first, ...others] = figures.filter(({ is }) => is === 'id')
  return others.some(({ text }) => {
    if (text === first?.text) return false
    const reading = readPast(text, today)
    return !reading.ok && reading.error === 'report.dateImpossible'
  })
}

/** "hoy nai" or nothing but "nai": a word that denies, not a 0. "Somossa nai" (no trouble) denies no visit. */
function isDenied({ figures }: Fields, keys: string[]): boolean {
  const isNot = keys.some((key) => DENIALS.has(key)) || figures.some(({ is, at }) => is === 'none' && at < 0)
  const deeds = keys.filter((key) => !DENIALS.has(key))
  return keys.some((key) => UNDONE.has(key)) || (isNot && (deeds.length === 0 || deeds.some((key) => DEEDS.has(key))))
}

/** Her id comes first; another six digits that would pass for one are a date. */
function findDates({ figures, dates }: Fields): string[] {
  const [first, ...others] = figures.filter(({ is, isSound }) => is === 'id' && isSound)
  return [...others.filter(({ text }) => text !== first?.text), ...dates].map(({ text }) => text)
}

function findEnding(keys: string[]): LossKind | undefined {
  return keys.flatMap((key) => ENDINGS.flatMap(([pattern, loss]) => (pattern.test(key) ? [loss] : [])))[0]
}

/** Of several babies some died: `2 1 mrito` is two, one of them stillborn. A word of death alone says no birth. */
function isMixed(fields: Fields, keys: string[]): 'yes' | 'no' | 'none' {
  if (findDeath(keys) === undefined) return 'none'
  const [babies = 0, dead = 0] = listCounts(fields).map(Number)
  return babies >= 2 && babies <= 4 && dead >= 1 && dead < babies ? 'yes' : 'no'
}

function findDeath(keys: string[]): LossKind | undefined {
  return findEnding(keys.filter((key) => key.length > 2))
}

function readBabies(fields: Fields, keys: string[]): { each?: Baby[] } {
  const sexes = findSexes(keys)
  const [babies = 1, dead = 0] = listCounts(fields).map(Number)
  const lost = isMixed(fields, keys) === 'yes' ? dead : 0
  if (sexes.length === 0 && lost === 0) return {}
  const count = Math.min(4, Math.max(babies, sexes.length))
  const fate = findDeath(keys) === 'stillbirth' ? ('stillborn' as const) : ('died' as const)
  return {
    each: Array.from({ length: count }, (_, index): Baby => {
      const sex = sexes[index]
      return { fate: index < count - lost ? 'alive' : fate, ...(sex && { sex }) }
    }),
  }
}

function readBirth(
  fields: Fields,
  keys: string[],
): Pick<Extract<AboutReport, { kind: 'birth' }>, 'place' | 'babies' | 'attendant' | 'each'> {
  const attendant = findAttendant(keys)
  const count = keys.some((key) => TWINS.test(key)) ? 2 : Number(listCounts(fields)[0] ?? 0)
  const isPlace = (key: string) => !TWINS.test(key) && !SPOKEN_DAYS.has(key)
  const place = fields.words.filter((word) => isPlace(foldForMatch(word))).join(' ')
  return {
    ...(place !== '' && { place }),
    ...(count >= 1 && count <= 4 && { babies: count }),
    ...(attendant && { attendant }),
    ...readBabies(fields, keys),
  }
}

/** Words and short numbers in the order of the text as far as it matters: penta 1, 6w. */
function wordsOf({ figures, spans }: Fields, keys: string[]): string[] {
  const said = spans.map(({ by, count }) => `${count}${by === 'weeks' ? 'w' : 'm'}`)
  const counts = figures.filter(({ is, text }) => is === 'count' && text.length <= 2).map(({ text }) => text)
  // "penta 1 opv 1": every vaccine has its own number, in the same order.
  const isPaired = counts.length > 0 && counts.length === keys.length
  return isPaired ? [...keys.flatMap((key, at) => [key, counts[at] ?? '']), ...said] : [...keys, ...counts, ...said]
}

function listCounts({ figures }: Fields): string[] {
  return figures.filter(({ is, text }) => is === 'count' && text.length <= 2).map(({ text }) => text)
}

function isOdd({ is, text }: Fields['figures'][number]): boolean {
  return is === 'count' && text.length > 2
}
