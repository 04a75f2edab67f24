import { expect, test } from 'vitest'
import { loadPhrases } from './danger.phrases.ts'
import { listSounds, soundOf } from './danger.sound.ts'

const good = `
signs:
  bleeding: {about: mother, bn: [রক্ত পড়*], bn-Latn: [], en: [bleed*, not stop*]}
safe: [blood test]
alone: ["99"]
deny: {after: [না], before: [no], between: [any]}
`

test('phrases are prepared by sound, with their stars and denials', () => {
  const loaded = loadPhrases(good)
  expect(loaded.ok && loaded.phrases.phrases[2]).toEqual({
    sign: 'bleeding',
    words: [
      { sound: 'nat', isOpen: false, isDenial: true },
      { sound: 'stap', isOpen: true, isDenial: false },
    ],
  })
  expect(loaded.ok && loaded.phrases.about).toEqual({ bleeding: 'mother' })
})

test.each([
  ['a list that is missing', good.replace('safe: [blood test]', ''), { rule: 'list.missing', words: 'safe' }],
  ['a phrase without letters', good.replace('bleed*', '"?"'), { rule: 'phrase.empty', words: '?', line: 3 }],
  ['a phrase that only denies', good.replace('not stop*', 'not'), { rule: 'phrase.onlyDenies', words: 'bleeding' }],
  ['a sign about nobody', good.replace('about: mother, ', ''), { rule: 'about.missing', words: 'bleeding' }],
  ['no signs', 'safe: []', { rule: 'signs.missing' }],
  ['broken YAML', `${good}\n  x: [`, { rule: 'yaml' }],
])('%s is named', (_, text, fault) => {
  const loaded = loadPhrases(text)
  expect(loaded.ok ? [] : loaded.faults).toContainEqual(expect.objectContaining(fault))
})

test.each([
  ['ব্যথা', 'ব্যাথা', 'বেথা'],
  ['জ্বর', 'জর'],
  ['পড়ছে', 'পরছে', 'পডছে'],
  ['শ্বাস', 'সাস'],
  ['খিঁচুনি', 'খিচুনী'],
  ['ভাঙছে', 'ভাংছে', 'ভাঙ্গছে'],
  ['rokto', 'rakto', 'rokta'],
  ['jacche', 'jasse', 'zachche', 'jache'],
  ['khichuni', 'kichuni', 'khicuni', 'khisuni'],
  ['bleeding', 'bleding', 'bliding'],
  ['fever', 'fiver'],
])('%s sounds like %s', (word, ...others) => {
  for (const other of others) expect(soundOf(other)).toBe(soundOf(word))
})

test('words that do not sound alike stay apart', () => {
  expect(soundOf('পানি')).not.toBe(soundOf('পেট'))
  expect(soundOf('betha')).not.toBe(soundOf('matha'))
})

test('clauses are counted', () => {
  expect(listSounds('no fever, bleeding. ok').map(({ clause }) => clause)).toEqual([0, 0, 1, 2])
})
