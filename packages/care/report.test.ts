import { printIso, readIso } from '@dhatri/text/day'
import { describe, expect, test } from 'vitest'
import { replyTo } from './report.fault.ts'
import { completeReport, type ReportReading, readReport } from './report.ts'

const today = readIso('2026-06-15') ?? 0

/** What was understood, in one line. */
function say(reading: ReportReading | undefined): string {
  if (reading === undefined) return 'none'
  const readAs = reading.readAs ? ` (read as ${reading.readAs})` : ''
  if (!reading.ok) return reading.error + readAs
  const parts = Object.entries(reading.report).map(([name, value]) => {
    if (name === 'kind') return value
    if (name === 'lmp' || name === 'day') return printIso(value)
    if (name === 'who') return Object.values(value)[0]
    if (name === 'dating') return value.by
    return value
  })
  return parts.join(' | ') + readAs
}

const read = (text: string): string => say(readReport(text, today))
const rahima = 'register | 2026-03-01 | lmp | +8801712345678 | Rahima'
const bangla = 'register | 2026-03-01 | lmp | +8801712345678 | রহিমা'

describe('a registration as it should be', () => {
  test.each([
    ['REG 01032026 01712345678 Rahima', rahima],
    ['reg 01032026 01712345678 Rahima', rahima],
    ['Reg. 01032026, 01712345678, Rahima', rahima],
    ['REG 1/3/2026 01712345678 Rahima', rahima],
    ['REG 1-3-26 01712345678 Rahima', rahima],
    ['REG 01.03.2026 01712345678 Rahima', rahima],
    ['REG 01 03 2026 01712345678 Rahima', rahima],
    ['REG 2026-03-01 01712345678 Rahima', rahima],
    ['REG 0103 01712345678 Rahima', rahima],
    ['REG 1/3 01712345678 Rahima', rahima],
    ['REG 1032026 01712345678 Rahima', rahima],
    ['REG 010326 01712345678 Rahima', rahima],
    ['REG 1 march 2026 01712345678 Rahima', rahima],
    ['REG 1st March 01712345678 Rahima', rahima],
    ['REG 1march2026 01712345678 Rahima', rahima],
    ['REG march 1 2026 01712345678 Rahima', rahima],
    ['dghs reg 01032026 01712345678 Rahima', rahima],
    ['DGHS REG 01032026 01712345678 Rahima', rahima],
    ['P 01032026 01712345678 Rahima', rahima],
    ['nibondhon 01032026 01712345678 Rahima', rahima],
    ['register 01032026 01712345678 Rahima', rahima],
    ['REG 01032026 01712345678 Rahima Begum', `${rahima} Begum`],
    ['REG 01032026 01712345678 Mst. Rahima Khatun', rahima.replace('Rahima', 'Mst Rahima Khatun')],
    ['REG 01032026 0 Rahima', rahima.replace('+8801712345678', 'none')],
    ['REG 01032026 phone nai Rahima', rahima.replace('+8801712345678', 'none')],
    ['REG Rahima, age 22, mob 01712 345678, LMP- 1 Mar 26', `${rahima} | 22`],
    ['REG-01-03-2026-01712345678-Rahima', rahima],
    ['REG 01032026 000 Rahima', rahima.replace('+8801712345678', 'none')],
  ])('%s', (text, expected) => {
    expect(read(text)).toBe(expected)
  })
})

describe('a registration in Bangla, Banglish or both', () => {
  test.each([
    ['নিবন্ধন ০১০৩২০২৬ ০১৭১২৩৪৫৬৭৮ রহিমা', bangla],
    ['নিবন্ধন ১/৩/২০২৬ ০১৭১২৩৪৫৬৭৮ রহিমা', bangla],
    ['নিবন্ধন ১ মার্চ ২০২৬ ০১৭১২৩৪৫৬৭৮ রহিমা', bangla],
    ['নিবন্ধন ১লা মার্চ ০১৭১২৩৪৫৬৭৮ রহিমা', bangla],
    ['REG ০১০৩২০২৬ 01712345678 রহিমা', bangla],
    ['রেজি ০১-০৩-২৬ ০১৭১২-৩৪৫৬৭৮ রহিমা', bangla],
    ['REG 01032026 01712345678 রহিমা খাতুন', `${bangla} খাতুন`],
    ['REG 01032026 01712345678 মোছাঃ রহিমা', bangla.replace('রহিমা', 'মোছাঃ রহিমা')],
    ['nibondhon 1/3/26 ০১৭১২৩৪৫৬৭৮ রহিমা', bangla],
    ['নিবন্ধন\n০১০৩২০২৬\n০১৭১২৩৪৫৬৭৮\nরহিমা', bangla],
    ['নিবন্ধন: ০১০৩২০২৬; ০১৭১২৩৪৫৬৭৮; রহিমা।', bangla],
    ['নি\u200bবন্ধন ০১০৩\u200d২০২৬ ০১৭১২৩৪৫৬৭৮\ufeff রহিমা', bangla],
    ['dghs reg ০১০৩২০২৬ ০১৭১২৩৪৫৬৭৮ রহিমা', bangla],
    ['নিবন্ধন ১২ সপ্তাহ ০১৭১২৩৪৫৬৭৮ রহিমা', 'register | 2026-03-23 | weeks | +8801712345678 | রহিমা'],
    ['নিবন্ধন ৩ মাস ০১৭১২৩৪৫৬৭৮ রহিমা', 'register | 2026-03-23 | months | +8801712345678 | রহিমা'],
    ['নিবন্ধন ৩মাসের গর্ভবতী ০১৭১২৩৪৫৬৭৮ রহিমা', 'register | 2026-03-23 | months | +8801712345678 | রহিমা'],
    ['reg 3 mas 01712345678 রহিমা', 'register | 2026-03-23 | months | +8801712345678 | রহিমা'],
    ['reg 12 soptaho 01712345678 Rahima', 'register | 2026-03-23 | weeks | +8801712345678 | Rahima'],
  ])('%s', (text, expected) => {
    expect(read(text)).toBe(expected)
  })
})

describe('a registration dated otherwise', () => {
  test.each([
    ['REG 12W 01712345678 Rahima', 'register | 2026-03-23 | weeks | +8801712345678 | Rahima'],
    ['REG 12 weeks 01712345678 Rahima', 'register | 2026-03-23 | weeks | +8801712345678 | Rahima'],
    ['REG 3M 01712345678 Rahima', 'register | 2026-03-23 | months | +8801712345678 | Rahima'],
    ['REG 3 months 0 Rahima', 'register | 2026-03-23 | months | none | Rahima'],
    ['REG 0 12w Rahima', 'register | 2026-03-23 | weeks | none | Rahima'],
    ['REG E06122026 01712345678 Rahima', 'register | 2026-03-01 | edd | +8801712345678 | Rahima'],
    ['REG e 6/12/26 01712345678 Rahima', 'register | 2026-03-01 | edd | +8801712345678 | Rahima'],
    ['REG EDD 06-12-2026 01712345678 Rahima', 'register | 2026-03-01 | edd | +8801712345678 | Rahima'],
    ['REG E0612 01712345678 Rahima', 'register | 2026-03-01 | edd | +8801712345678 | Rahima'],
    ['REG LMP 01032026 EDD 06122026 01712345678 Rahima', rahima],
    ['REG 01032026 15W 01712345678 Rahima', rahima],
  ])('%s', (text, expected) => {
    expect(read(text)).toBe(expected)
  })
})

describe('any order, labels, separators and ways of writing a number', () => {
  test.each([
    ['REG Rahima 01712345678 01032026', rahima],
    ['REG 01712345678 Rahima 01032026', rahima],
    ['REG 01712345678 01032026 Rahima', rahima],
    ['REG 01712345678 01 03 2026 Rahima', rahima],
    ['REG LMP 01032026 NAME Rahima PHONE 01712345678', rahima],
    ['LMP 01032026 NAME Rahima PHONE 01712345678', rahima],
    ['LMP 01032026 NAME রহিমা PHONE ০১৭১২৩৪৫৬৭৮', bangla],
    ['নাম রহিমা মোবাইল ০১৭১২৩৪৫৬৭৮ শেষ মাসিক ০১০৩২০২৬', bangla],
    ['REG নাম: রহিমা, তারিখ: ১/৩/২৬, ফোন নং: ০১৭১২৩৪৫৬৭৮', bangla],
    ['REG name=Rahima mob=01712345678 date=01/03/2026', rahima],
    ['REG#01032026#01712345678#Rahima', rahima],
    ['REG*01032026*01712345678*Rahima', rahima],
    ['REG/01032026/01712345678/Rahima', rahima],
    ['REG.01.03.2026.01712345678.Rahima', rahima],
    ['REG,1,3,2026,01712345678,Rahima', rahima],
    ['REG01032026 01712345678 Rahima', rahima],
    ['REG01032026,01712345678Rahima', rahima],
    ['নিবন্ধন০১০৩২০২৬ ০১৭১২৩৪৫৬৭৮ রহিমা', bangla],
    ['REG 01032026 +8801712345678 Rahima', rahima],
    ['REG 01032026 8801712345678 Rahima', rahima],
    ['REG 01032026 008801712345678 Rahima', rahima],
    ['REG 01032026 1712345678 Rahima', rahima],
    ['REG 01032026 01712-345678 Rahima', rahima],
    ['REG 01032026 017 1234 5678 Rahima', rahima],
    ['REG 1-3-26 01712-345678 Rahima', rahima],
    ['REG 18-5-26 01994-181022 Rahima', 'register | 2026-05-18 | lmp | +8801994181022 | Rahima'],
    ['REG 01 03 2026 017 12 34 56 78 Rahima', rahima],
    ['REG 01032026 +880 1712-345678 Rahima', rahima],
    ['REG O1O32O26 O1712345678 Rahima', rahima],
    ['REG 0l032026 0l712345678 Rahima', rahima],
    ['  REG   01032026   01712345678   Rahima  ', rahima],
    ['REG 01032026 01712345678 01712345678 Rahima', rahima],
    ['REG 01032026 01712345678 Rahima 22', rahima],
  ])('%s', (text, expected) => {
    expect(read(text)).toBe(expected)
  })
})

describe('whose phone, and how to reach her', () => {
  test.each([
    ['REG 01032026 01712345678 Rahima own', `${rahima} | own`],
    ['REG 01032026 01712345678 own voice Rahima', `${rahima} | own | voice`],
    ['REG 01032026 01712345678 family sms Rahima', `${rahima} | family | text`],
    ['REG ০১০৩২০২৬ ০১৭১২৩৪৫৬৭৮ নিজের কল রহিমা', `${bangla} | own | voice`],
    ['REG ০১০৩২০২৬ ০১৭১২৩৪৫৬৭৮ রহিমা পরিবারের মেসেজ', `${bangla} | family | text`],
    ['REG 01032026 01712345678 Rahima nijer call', `${rahima} | own | voice`],
    ['REG 01032026 01712345678 poribarer Rahima', `${rahima} | family`],
  ])('%s', (text, expected) => {
    expect(read(text)).toBe(expected)
  })
})

describe('a misspelt keyword is seen through and said back', () => {
  test.each([
    ['nibondon 01032026 01712345678 Rahima', rahima],
    ['nibodhon 01032026 01712345678 Rahima', `${rahima} (read as REG)`],
    ['নিবনধন ০১০৩২০২৬ ০১৭১২৩৪৫৬৭৮ রহিমা', `${bangla} (read as REG)`],
    ['regsiter 01032026 01712345678 Rahima', `${rahima} (read as REG)`],
    ['REGG 01032026 01712345678 Rahima', `${rahima} (read as REG)`],
    ['RAG 01032026 01712345678 Rahima', `${rahima} (read as REG)`],
    ['RGE 01032026 01712345678 Rahima', `${rahima} (read as REG)`],
    ['birht 123455 05062026 home', 'report.idMistyped (read as BIR)'],
    ['birht 102341 05062026 home', 'birth | 102341 | 2026-06-05 | home (read as BIR)'],
    ['LOST 102341', 'loss | 102341 | loss (read as LOSS)'],
    ['deth 102341 M', 'death | 102341 | mother (read as DEATH)'],
    ['undoo', 'undo (read as UNDO)'],
    ['hepl', 'help (read as HELP)'],
  ])('%s', (text, expected) => {
    expect(read(text)).toBe(expected)
  })
})

describe('a registration with a fault', () => {
  test.each([
    ['REG', 'report.dateMissing'],
    ['REG Rahima', 'report.dateMissing'],
    ['REG 01712345678 Rahima', 'report.dateMissing'],
    ['REG 31022026 01712345678 Rahima', 'report.dateImpossible'],
    ['REG 31/2/2026 01712345678 Rahima', 'report.dateImpossible'],
    ['REG 03252026 01712345678 Rahima', 'report.dateImpossible'],
    ['REG 01032025 01712345678 Rahima', 'report.dateTooOld'],
    ['REG 01032016 01712345678 Rahima', 'report.dateTooOld'],
    ['REG 01032028 01712345678 Rahima', 'report.dateFuture'],
    ['REG 06122026 01712345678 Rahima', 'report.eddGiven'],
    ['REG ০৬১২২০২৬ ০১৭১২৩৪৫৬৭৮ রহিমা', 'report.eddGiven'],
    ['REG 14062026 01712345678 Rahima', 'report.dateTooNew'],
    ['REG E01032026 01712345678 Rahima', 'report.eddUnclear'],
    ['REG E31112026 01712345678 Rahima', 'report.dateImpossible'],
    ['REG 50W 01712345678 Rahima', 'report.weeksUnclear'],
    ['REG 12M 01712345678 Rahima', 'report.weeksUnclear'],
    ['REG 010 01712345678 Rahima', 'report.dateUnclear'],
    ['REG 01032026 05032026 01712345678 Rahima', 'report.twoDates'],
    ['REG LMP 01032026 EDD 06022027 01712345678 Rahima', 'report.twoDates'],
    ['REG 01032026 30W 01712345678 Rahima', 'report.twoDates'],
    ['REG 01032026 Rahima', 'report.phoneMissing'],
    ['REG 01032026 0171234567 Rahima', 'report.phoneUnclear'],
    ['REG 01032026 017123456789 Rahima', 'report.phoneUnclear'],
    ['REG 01032026 01212345678 Rahima', 'report.phoneUnclear'],
    ['REG 01032026 +919812345678 Rahima', 'report.phoneUnclear'],
    ['REG 01032026 12345 Rahima', 'report.phoneUnclear'],
    ['REG 01032026 01712-34567 Rahima', 'report.phoneUnclear'],
    ['REG 01032026 01712345678 01812345678 Rahima', 'report.twoPhones'],
    ['REG 01032026 01712345678', 'report.nameMissing'],
    ['নিবন্ধন ০১০৩২০২৬ ০১৭১২৩৪৫৬৭৮', 'report.nameMissing'],
    ['REG 01032026 01712345678 নাম', 'report.nameMissing'],
    [`REG 01032026 01712345678 ${'রহিমা '.repeat(80)}`, 'report.nameTooLong'],
    ['REG 01032026 01712345678 Rahima and Salma', 'report.twoWomen'],
    ['REG ০১০৩২০২৬ ০১৭১২৩৪৫৬৭৮ রহিমা ও সালমা', 'report.twoWomen'],
    ['REG 01032026 01712345678 Rahima REG 05032026 01812345678 Salma', 'report.twoWomen'],
    ['REG 01032026 01712345678 Rahima 05032026 01812345678 Salma', 'report.twoWomen'],
  ])('%s', (text, expected) => {
    expect(read(text)).toBe(expected)
  })
  test('the good fields are kept', () => {
    expect(readReport('REG 31022026 01712345678 Rahima own', today)).toMatchObject({
      known: { kind: 'register', phone: '+8801712345678', name: 'Rahima', owner: 'own' },
    })
    expect(readReport('REG 01032026 0171234567 Rahima', today)).toMatchObject({
      known: { lmp: readIso('2026-03-01'), name: 'Rahima' },
    })
  })
  test('every fault has a reply', () => {
    expect(replyTo('report.twoDates', 'register')).toBe('reply.dateUnclear')
    expect(replyTo('report.twoDates', 'birth')).toBe('reply.form.twoDates')
    expect(replyTo('report.eddGiven', 'register')).toBe('reply.eddGiven')
  })
})

describe('the missing field comes in a later SMS', () => {
  const known = (text: string) => {
    const reading = readReport(text, today)
    if (reading?.ok !== false || reading.known.kind !== 'register') throw new Error('not incomplete')
    return reading.known
  }
  const complete = (text: string, later: string): string => say(completeReport(known(text), later, today))
  test.each([
    ['REG 31022026 01712345678 Rahima', '01032026', rahima],
    ['REG 01712345678 Rahima', 'date is 1/3/26', rahima],
    ['REG 01032026 0171234567 Rahima', '০১৭১২৩৪৫৬৭৮', rahima],
    ['REG 01032026 Rahima', '0', rahima.replace('+8801712345678', 'none')],
    ['REG 01032026 01712345678', 'রহিমা', bangla],
    ['REG 01032026', 'Rahima', 'report.phoneMissing'],
    ['REG 01032026 0171234567 Rahima', '0171234567', 'report.phoneUnclear'],
    ['REG 01032026 Rahima', 'thank you apa', 'none'],
    ['REG 01032026 Rahima', 'DUE', 'none'],
    ['REG 01032026 01712345678', 'REG 05032026 01812345678 Salma', 'none'],
    ['REG 01032026 01712345678', 'I do not know what you want from me', 'none'],
  ])('%s, then %s', (text, later, expected) => {
    expect(complete(text, later)).toBe(expected)
  })
})
