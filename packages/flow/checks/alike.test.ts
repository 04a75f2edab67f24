import { expect, test } from 'vitest'
import { lookOf } from './alike.ts'

test.each([
  ['নাম লেখান', 'নাম লীখান।', false],
  ['নাম লিখান', 'নাম লীখান।', true],
  ['২ মাস', '2মাস', true],
  ['শাস', 'ষাস', true],
  ['Sign up', 'sign-up.', true],
  ['News', 'Nеws', true],
  ['month 1', 'month l', true],
  ['1-3', '1-8', false],
  ['10', 'lo', false],
  ['1', '7', false],
  ['হ্যাঁ', 'না', false],
  ['মা', 'মাস', false],
  ['বন্ধ করুন', 'বন্ধ না করুন', false],
  ['Mine', 'Nine', false],
])('"%s" and "%s" look alike: %s', (one, other, isAlike) => {
  expect(lookOf(one) === lookOf(other)).toBe(isAlike)
})
