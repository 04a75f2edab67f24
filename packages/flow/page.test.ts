import { readFileSync } from 'node:fs'
import { fitsUssd, SAFE_BUDGET } from '@dhatri/text/ussd'
import { expect, test } from 'vitest'
import { loadFixture } from './fixture.ts'
import { carry, cutScreen } from './page.ts'
import type { View } from './print.ts'
import { NOTHING, type Screen } from './screen.ts'

const library = loadFixture(readFileSync(new URL('../../flows/engine.yaml', import.meta.url), 'utf8'))
const view: View = { channel: 'ussd', languages: ['bn'], vocabulary: library, places: {} }
const ask = (text: string, kind: Screen['kind'] = 'ask'): Screen => ({
  kind,
  lead: [],
  body: { key: 'flow.step', text: { bn: [text] }, scope: NOTHING },
  options: [],
  page: 0,
  back: '0',
})

test('the back line stands below what there is room for', () => {
  expect(cutScreen(ask('ক'.repeat(62)), view, SAFE_BUDGET)).toEqual([`${'ক'.repeat(62)}\n0 পিছনে`])
})

test('a question that fits only without it has one page all the same', () => {
  expect(cutScreen(ask('ক'.repeat(63)), view, SAFE_BUDGET)).toEqual(['ক'.repeat(63)])
  expect(cutScreen(ask('ক'.repeat(70)), view, SAFE_BUDGET)).toEqual(['ক'.repeat(70)])
  expect(cutScreen(ask('ক'.repeat(71)), view, SAFE_BUDGET)).toHaveLength(2)
})

test('Latin letters are counted as septets, also where Bangla would have more room', () => {
  const odd = { gsm7: 60, ucs2: 70, charset: 'ucs2' as const }
  expect(cutScreen(ask('x'.repeat(65)), view, odd).length).toBeGreaterThan(1)
  expect(cutScreen(ask('{'.repeat(75)), view, SAFE_BUDGET).every((page) => fitsUssd(page, SAFE_BUDGET))).toBe(true)
  expect(cutScreen(ask('x'.repeat(160)), view, SAFE_BUDGET)).toHaveLength(1)
})

test('letters that a gateway does not carry are shown as question marks', () => {
  expect(carry('রহিমা é', { ...SAFE_BUDGET, charset: 'ascii' })).toBe('????? ?')
  expect(carry('রহিমা é', { ...SAFE_BUDGET, charset: 'gsm7' })).toBe('????? é')
  expect(carry('রহিমা é', SAFE_BUDGET)).toBe('রহিমা é')
})
