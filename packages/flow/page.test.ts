import { readFileSync } from 'node:fs'
import { fitsUssd, SAFE_BUDGET } from '@dhatri/text/ussd'
import { expect, test } from 'vitest'
import { begin, enter, FLOWS, loadFixture, screen } from './fixture.ts'
import { carry, cutScreen } from './page.ts'
import type { View } from './print.ts'
import { NOTHING, type Screen } from './screen.ts'

const engine = readFileSync(new URL('../../flows/engine.yaml', import.meta.url), 'utf8')
const library = loadFixture(engine)
const view: View = { channel: 'ussd', languages: ['bn'], vocabulary: library, places: {} }
const ask = (text: string, kind: Screen['kind'] = 'ask'): Screen => ({
  kind,
  lead: [],
  body: { key: 'flow.step', text: { bn: [text] }, scope: NOTHING },
  options: [],
  page: 0,
  back: '0',
})

test('what is kept of one screen is never shown for another', () => {
  const memory = { texts: new WeakMap(), lists: new WeakMap(), sheets: new WeakMap() }
  const text = { bn: ['ক'.repeat(40)] }
  const name = { bn: [{ name: 'name', style: '' }] }
  const options = [text, name].map((label) => [{ is: 'a', number: 1, key: '', label }])
  const scopes = ['রহিমা', 'Rahima'].map((value) => ({ ...NOTHING, answers: { name: value } }))
  const budgets = [
    SAFE_BUDGET,
    { gsm7: 80, ucs2: 35, charset: 'ucs2' },
    { gsm7: 160, ucs2: 70, charset: 'ascii' },
  ] as const
  const said = [text, name].flatMap((one) => scopes.map((scope) => ({ key: '', text: one, scope })))
  const screens = said.flatMap((body) =>
    [[], ...options].flatMap((list): Screen[] => [
      { kind: 'menu', lead: [], body, options: list, page: 0 },
      { kind: 'menu', lead: [], body, options: list, page: 0, back: '0' },
      { kind: 'ask', lead: [], body, options: list, page: 0, back: '*' },
      { kind: 'menu', lead: said, body, options: list, page: 0, fault: said[0]! },
      { kind: 'say', lead: [body], options: list, page: 0, back: '0' },
      { kind: 'end', lead: [body], options: list, page: 0 },
      { kind: 'end', lead: [body, ...said], options: list, page: 0 },
    ]),
  )
  const cases = screens.flatMap((screen) => budgets.map((budget) => ({ screen, budget })))
  expect(new Set(cases.map(({ screen, budget }) => cutScreen(screen, view, budget).join('|'))).size).toBeGreaterThan(30)
  for (const { screen, budget } of [...cases, ...cases.reverse()]) {
    expect(cutScreen(screen, { ...view, memory }, budget)).toEqual(cutScreen(screen, view, budget))
  }
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

test('turning the pages after a mistake leaves no option out', () => {
  const list = enter(begin(library), ['1', '2', '1', '77'])
  const shown = ['', '9', '99'].flatMap((turns) => screen(library, enter(list, Array.from(turns))).split('\n'))
  const numbers = shown.flatMap((line) => (/^\d+ (?!আরও|পিছনে)/.test(line) ? [Number.parseInt(line, 10)] : []))
  expect(shown[0]).toMatch(/নেই|অক্ষর/)
  expect(new Set(numbers)).toEqual(new Set([1, 2, 3, 4, 5, 6, 7, 8, 10, 11]))
})

test('a text message after a mistake holds the question, and not again what was said before it', () => {
  const menu = '  - menu: more\n    bn: আরও?\n    en: More?\n    options:\n      - {bn: না, en: "No"}\n  - end: done'
  const news = (FLOWS['news.yaml'] ?? '').replace('  - end: done', menu)
  const asking = loadFixture(engine, { 'news.yaml': news })
  const text = begin(asking, { channel: 'sms', flow: 'news' })
  expect(screen(asking, text)).toMatch(/ডিম[\s\S]*আরও\?/)
  expect(screen(asking, enter(text, ['7']))).toMatch(/^নম্বরটি নেই[^\n]*\nআরও\?/)
})
