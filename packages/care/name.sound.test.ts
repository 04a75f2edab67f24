import { expect, test } from 'vitest'
import { listNameSounds, soundAlike } from './name.sound.ts'

test.each([
  ['রহিমা', 'Rahima', 'Rohima', 'রহিমা বেগম', 'Mst. Rahima Khatun', 'মোছাঃ রহিমা'],
  ['ফাতেমা', 'Fatema', 'Fatima', 'ফাতিমা', 'Phatema'],
  ['আয়েশা', 'Ayesha', 'Aisha', 'Ayasha'],
  ['খাদিজা', 'Khadija', 'Khadiza', 'খাদীজা'],
  ['ইয়াসমিন', 'Yasmin', 'Iasmin', 'ইয়াসমীন'],
  ['শাহিদা', 'Shahida', 'সাহিদা', 'Sahida'],
  ['জোছনা', 'Josna', 'Jochna', 'জোসনা'],
  ['হাসিনা', 'Hasina', 'Hachina', 'হাছিনা'],
  ['নাসরিন', 'Nasrin', 'Nasreen', 'নাছরিন'],
  ['বিউটি', 'Beauty', 'Biuti'],
])('%s and its spellings are one sound', (...spellings) => {
  expect(
    new Set(spellings.map((name) => listNameSounds(name)[0])).size,
    JSON.stringify(spellings.map(listNameSounds)),
  ).toBe(1)
})

test.each([
  ['রহিমা', 'করিমা'],
  ['Fatema', 'Fahmida'],
  ['Rina', 'Mina'],
  ['সালমা', 'সাবিনা'],
])('%s is not %s', (one, other) => {
  expect(soundAlike(one, other)).toBe(false)
})

test('another telling word in both names speaks against it, a common one does not', () => {
  expect(soundAlike('রহিমা বেগম', 'Rahima Khatun')).toBe(true)
  expect(soundAlike('Rahima Parvin', 'রহিমা')).toBe(true)
  expect(soundAlike('Rahima Parvin', 'Rahima Nasrin')).toBe(false)
})

test('a name of common words alone is compared by them, and nothing sounds like nobody', () => {
  expect(soundAlike('Khatun', 'খাতুন')).toBe(true)
  expect(soundAlike('', '')).toBe(false)
})
