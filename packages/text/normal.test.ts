import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compose, foldForMatch, isSettled, normalise } from './normal.ts'

const UNITS = [
  ...'কষড়ঢ়য়যডঢোৌ্ািaéZ0৯ ‘’“”–…।,‍‌',
  '\u09bc',
  '\u00a0',
  '\u200b',
  '\ufeff',
  '\u202a',
  '\r\n',
  '\n',
  '\t',
  '\ud800',
  '😀',
  '\0',
]
const text = fc.string({ unit: fc.constantFrom(...UNITS), maxLength: 40 })

test('every text that counts as settled is left as it is, two letters of ASCII and Bangla at a time', () => {
  const signs = Array.from({ length: 0xa80 }, (_, unit) => String.fromCharCode(unit)).filter(
    (sign) => sign < '\u0080' || sign >= '\u0900',
  )
  let settled = 0
  for (const one of signs) {
    for (const other of signs) {
      const both = `ক${one}${other}ক`
      if (!isSettled(both)) continue
      settled += 1
      if (normalise(both) !== both || compose(both) !== both) expect.fail(JSON.stringify(both))
    }
  }
  expect(settled).toBeGreaterThan(40_000)
})

describe('inbound', () => {
  test.each([
    ['  হয়েছে  ', 'হ\u09af\u09bcেছে'],
    ['হ\u09dfেছে', 'হ\u09af\u09bcেছে'],
    ['\ufeff REG\u00a004072025\u200b ', 'REG 04072025'],
    ['\u202a01712345678\u202c', '01712345678'],
    ['র‍্যাব', 'র‍্যাব'],
    ['ক্‌ষ', 'ক্‌ষ'],
    ['ক‍‌‍ষ', 'ক‍ষ'],
    ['ক‍ ষ‌', 'ক ষ'],
    ['a‍b', 'ab'],
    ['এক\r\nদুই\rতিন', 'এক\nদুই\nতিন'],
    ['a\tb\0c\ud800', 'a bc'],
    ['', ''],
  ])('%j is kept as %j', (given, kept) => {
    expect(normalise(given)).toBe(kept)
  })
})

describe('outbound', () => {
  test.each([
    ['হ\u09af\u09bcেছে', 'হ\u09dfেছে'],
    ['বড\u09bc আষাঢ\u09bc', 'বড় আষাঢ়'.normalize('NFC').replace('ড\u09bc', '\u09dc').replace('ঢ\u09bc', '\u09dd')],
    ['“It’s – now…”', '"It\'s - now..."'],
    ['ক\u09c7\u09be', 'কো'],
    ['a\u00a0b\u200b', 'a b'],
    ['মা — শিশু', 'মা - শিশু'],
  ])('%j is sent as %j', (given, sent) => {
    expect(compose(given)).toBe(sent)
  })

  test('হয়েছে is five units when sent and six when kept', () => {
    expect([compose('হয়েছে').length, normalise('হয়েছে').length]).toEqual([5, 6])
  })
})

describe('any text', () => {
  test('settles after one pass, each way', () => {
    fc.assert(
      fc.property(text, (given) => {
        for (const pass of [normalise, compose, foldForMatch]) expect(pass(pass(given))).toBe(pass(given))
      }),
      { numRuns: 1000 },
    )
  })

  test('composed is the same text: kept again it is what was kept, but for typographic marks', () => {
    const plain = text.map((given) => given.replace(/[‘’“”–…]/gu, ''))
    fc.assert(
      fc.property(plain, (given) => {
        expect(normalise(compose(given))).toBe(normalise(given))
        expect(compose(normalise(given))).toBe(compose(given).trim())
        expect(compose(given).length).toBeLessThanOrEqual(given.normalize('NFC').length)
      }),
      { numRuns: 1000 },
    )
  })

  test('every Bangla letter survives composing', () => {
    for (let point = 0x0980; point <= 0x09fe; point += 1) {
      const letter = `ক${String.fromCodePoint(point)}`
      if (/^\p{L}|\p{M}|\p{Nd}$/u.test(letter)) expect(compose(letter).normalize('NFC')).toBe(letter.normalize('NFC'))
    }
  })
})

describe('for matching', () => {
  test.each([
    ['  REG, 0407  ', 'reg 0407'],
    ['নিবন্ধন।', 'নিবন্ধন'],
    ['রক্ত-পাত!! হচ্ছে???', 'রক্ত পাত হচ্ছে'],
    ['১২ সপ্তাহ', '12 সপ্তাহ'],
    ['র‍্যাব', 'র্যাব'],
    ['রক্তপাত'.normalize('NFD'), 'রক্তপাত'],
    ['Help🙏', 'help'],
  ])('%j is matched as %j', (given, folded) => {
    expect(foldForMatch(given)).toBe(folded)
  })
})
