import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { begin, enter, loadFixture, screen } from './fixture.ts'
import { fold } from './turn.ts'

const library = loadFixture(readFileSync(new URL('../../flows/engine.yaml', import.meta.url), 'utf8'))
const text = begin(library, { channel: 'sms', flow: 'register' })

test('a menu goes out with its options as lines and no keys of the engine', () => {
  expect(screen(library, text)).toBe('কার ফোন?\n1 আমার\n2 পরিবারের')
})

test('a list is sent whole', () => {
  expect(screen(library, enter(text, ['2', '1'])).split('\n')).toHaveLength(11)
})

test('an option may be named by number, in any digits, by its name or by what it lists', () => {
  for (const reply of ['2', '২', ' 2. ', 'family', 'Family!', 'shared']) {
    expect(fold(library, enter(text, [reply])).answers, reply).toEqual({ whose: 'family' })
  }
})

test('yes and no are understood as people write them', () => {
  const right = enter(text, ['1', '5', '302614', 'রহিমা'])
  for (const yes of ['হ্যাঁ', 'জি', 'ji', 'YES', '1']) {
    expect(fold(library, enter(right, [yes])).state, yes).toBe('doing')
  }
  expect(fold(library, enter(right, ['না'])).step).toBe('lmp')
})

test('0, 00 and 99 are not keys but wrong answers', () => {
  for (const reply of ['0', '00', '99', '*', '#']) {
    expect(screen(library, enter(text, [reply])), reply).toMatch(/^নম্বরটি নেই। যেমন 1\nকার ফোন\?/)
  }
})

test('what is said without a question goes out with what follows', () => {
  const news = screen(library, begin(library, { channel: 'sms', flow: 'news' }))
  expect(news).toMatch(/^প্রতিদিন ডিম.*\nচেকআপে যান।\nএই ছিল খবর। \[end\]$/)
})

test('words of its own replace the common ones', () => {
  const other = enter(
    begin(library, { channel: 'sms', flow: 'other' }),
    ['3', '572400', '01711000001', '0102', 'জ্বর'],
    [{ is: 'found', facts: { weight: 50 } }],
  )
  expect(screen(library, other)).toBe('জ্বর। ভাষা?\n1 বাংলা\n2 English')
})
