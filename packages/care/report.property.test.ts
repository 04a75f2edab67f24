import { makeDay, printIso, readIso, splitDay } from '@dhatri/text/day'
import { toBengaliDigits } from '@dhatri/text/digits'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { completeReport, readReport } from './report.ts'

const today = readIso('2026-06-15') ?? 0
const two = (number: number): string => String(number).padStart(2, '0')

const dates = fc.integer({ min: today - 290, max: today - 20 }).chain((lmp) => {
  const { year, month, date } = splitDay(lmp)
  const forms = [
    `${two(date)}${two(month)}${year}`,
    `${date}/${month}/${year}`,
    `${date}-${month}-${year % 100}`,
    `${two(date)}.${two(month)}.${year}`,
    `${two(date)} ${two(month)} ${year}`,
    printIso(lmp),
  ]
  return fc.constantFrom(...forms).map((text) => ({ lmp, text }))
})
const phones = fc.tuple(fc.constantFrom(...'3456789'), fc.stringMatching(/^\d{8}$/)).chain(([operator, rest]) => {
  const digits = `1${operator}${rest}`
  const forms = [`0${digits}`, `+880${digits}`, `880${digits}`, `0${digits.slice(0, 4)}-${digits.slice(4)}`]
  return fc.constantFrom(...forms).map((text) => ({ phone: `+880${digits}`, text }))
})
const names = fc.constantFrom('Rahima', 'Salma Khatun', 'রহিমা', 'মোছাঃ সালমা বেগম', 'Umme-Kulsum', 'May Begum')
const wishes = fc.subarray(['own', 'voice', 'নিজের', 'sms'], { maxLength: 1 })

test('a registration reads the same in any order, with any separator, in either digits', () => {
  const separators = fc.constantFrom(' ', ', ', '\n', '#', '*', ' / ', ' ; ', '  ')
  fc.assert(
    fc.property(
      dates,
      phones,
      names,
      wishes,
      separators,
      fc.boolean(),
      fc.infiniteStream(fc.nat()),
      (date, phone, name, wish, separator, isBangla, order) => {
        const fields = [date.text, phone.text, name, ...wish]
        const shuffled = fields.toSorted(() => (Number(order.next().value) % 2 === 0 ? 1 : -1))
        const text = ['REG', ...shuffled].join(separator)
        const reading = readReport(isBangla ? toBengaliDigits(text) : text, today)
        expect(reading).toMatchObject({
          ok: true,
          report: { kind: 'register', lmp: date.lmp, phone: phone.phone, name },
        })
      },
    ),
    { numRuns: 2000 },
  )
})

test('no text makes it throw or hang', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      'REG',
      'LOSS',
      'BIR',
      'নিবন্ধন',
      '01712345678',
      '01032026',
      '102341',
      'E',
      'W',
      '12',
      '0',
      '/',
      '-',
      ' ',
      '\n',
      'মার্চ',
      '#',
      '&',
      '\u200d',
      'LMP',
    ),
    fc.string({ unit: 'binary', maxLength: 8 }),
    fc.stringMatching(/^\d{1,14}$/),
  )
  const texts = fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join(''))
  fc.assert(
    fc.property(texts, (text) => {
      readReport(text, today)
      completeReport({ kind: 'register' }, text, today)
    }),
    { numRuns: 2000 },
  )
})

test('the longest and most tangled text takes no longer than a blink', () => {
  for (const text of [
    'REG '.repeat(20_000),
    `REG ${'1 '.repeat(50_000)}`,
    `REG ${'01712345678 '.repeat(9_000)}`,
    `REG ${'O'.repeat(90_000)}`,
  ]) {
    const start = performance.now()
    readReport(text, today)
    expect(performance.now() - start).toBeLessThan(500)
  }
})

test('whatever is read lies within a pregnancy', () => {
  const days = fc.tuple(
    fc.integer({ min: 2020, max: 2030 }),
    fc.integer({ min: 1, max: 12 }),
    fc.integer({ min: 1, max: 31 }),
  )
  fc.assert(
    fc.property(days, ([year, month, date]) => {
      const reading = readReport(`REG ${two(date)}${two(month)}${year} 0 Rahima`, today)
      const day = makeDay(year, month, date)
      const isPlausible = day !== undefined && today - day >= 14 && today - day <= 300
      expect(reading?.ok).toBe(isPlausible)
    }),
  )
})
