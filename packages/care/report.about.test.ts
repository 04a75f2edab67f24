import { printIso, readIso } from '@dhatri/text/day'
import { describe, expect, test } from 'vitest'
import { type ReportReading, readReport } from './report.ts'

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

describe('reports about a woman', () => {
  test.each([
    ['BIR 102341 05062026 home', 'birth | 102341 | 2026-06-05 | home'],
    ['BIR 102341 5/6 UHC 2', 'birth | 102341 | 2026-06-05 | UHC | 2'],
    ['জন্ম ১০২৩৪১ ৫/৬/২৬ বাড়ি', 'birth | 102341 | 2026-06-05 | বাড়ি'],
    ['প্রসব ১০২৩৪১ ০৫০৬২০২৬ হাসপাতাল যমজ', 'birth | 102341 | 2026-06-05 | হাসপাতাল | 2'],
    ['DEL 05062026 102341 cc', 'birth | 102341 | 2026-06-05 | cc'],
    ['BIR 10 23 41 05062026', 'birth | 102341 | 2026-06-05'],
    ['BIR 01712345678 05062026 home', 'birth | +8801712345678 | 2026-06-05 | home'],
    ['BIR 102341', 'report.dateMissing'],
    ['BIR 102341 05072026', 'report.dateFuture'],
    ['BIR 102341 05062026 mrito', 'report.birthOrLoss'],
    ['BIR 102341 05062026 মৃত', 'report.birthOrLoss'],
    ['BIR 102342 05062026', 'report.idMistyped'],
    ['BIR 05062026', 'report.idMissing'],
    ['LOSS 102341', 'loss | 102341 | loss'],
    ['LOSS 102341 05062026', 'loss | 102341 | loss | 2026-06-05'],
    ['LOSS 102341 M 05062026', 'loss | 102341 | miscarriage | 2026-06-05'],
    ['LOSS 102341 still', 'loss | 102341 | stillbirth'],
    ['গর্ভপাত ১০২৩৪১', 'loss | 102341 | loss'],
    ['LOSS', 'report.idMissing'],
    ['LOSS 102342', 'report.idMistyped'],
    ['DEATH 102341 M', 'death | 102341 | mother'],
    ['DEATH 102341 B 05062026', 'death | 102341 | baby | 2026-06-05'],
    ['মৃত্যু ১০২৩৪১ শিশু', 'death | 102341 | baby'],
    ['DEATH 102341', 'report.whose'],
    ['ANC 102341', 'visit | anc | 102341 | 2026-06-15'],
    ['ANC 102341 1/6/26', 'visit | anc | 102341 | 2026-06-01'],
    ['anc102341', 'visit | anc | 102341 | 2026-06-15'],
    ['PNC ১০২৩৪১ ১৪০৬২০২৬', 'visit | pnc | 102341 | 2026-06-14'],
    ['D 102341', 'danger | 102341 | '],
    ['D 01712345678 rokto', 'danger | +8801712345678 | rokto'],
    ['বিপদ ১০২৩৪১', 'danger | 102341 | '],
    ['EPI 102341 penta1', 'vaccine | 102341 | w6 | 2026-06-15'],
    ['EPI 102341 6W', 'vaccine | 102341 | w6 | 2026-06-15'],
    ['EPI 102341', 'report.visitMissing'],
    ['FIX 102341 LMP 01032026', 'fix | 2026-03-01 | lmp | 102341'],
    ['FIX 102341 E06122026', 'fix | 2026-03-01 | edd | 102341'],
    ['FIX 102341', 'report.fixWhat'],
    ['FIX 102341 LMP', 'report.dateMissing'],
    ['FIX 102341 PHONE 01812345678', 'rephone | +8801812345678 | 102341'],
    ['FIX 102341 NAME রহিমা খাতুন', 'rename | রহিমা খাতুন | 102341'],
    ['FIX 102341 MOVED', 'moved | 102341'],
    ['ঠিক ১০২৩৪১ ভুল', 'wrongEntry | 102341'],
    ['MUTE 102341 4', 'mute | 102341 | 4'],
    ['MUTE 102341 4W', 'mute | 102341 | 4'],
    ['MUTE 102341', 'report.weeksMissing'],
    ['DUE', 'due'],
    ['তালিকা', 'due'],
    ['last', 'last'],
    ['UNDO', 'undo'],
    ['বাতিল', 'undo'],
    ['HELP', 'help'],
  ])('%s', (text, expected) => {
    expect(read(text)).toBe(expected)
  })
})

describe('not a report', () => {
  test.each([
    '',
    '1',
    '01712345678',
    'STOP',
    'হ্যাঁ',
    'আমার পেটে ব্যথা',
    'please help me',
    'due date kobe',
    'last week I was there',
    'birth certificate kothay pabo',
    'প্রসব ব্যথা উঠেছে',
    'danger',
    'p',
    'd',
    'loss of appetite',
    'নিবন্ধন করতে চাই',
    'my name is Rahima my phone is lost',
    'leg pain since 3 days',
  ])('"%s"', (text) => {
    expect(read(text)).toBe('none')
  })
})
