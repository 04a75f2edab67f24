import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { begin, enter, loadFixture } from '../fixture.ts'
import type { Machine } from '../machine.ts'
import { play, take } from '../take.ts'
import type { Entry } from './entry.ts'
import { judgeEntry, judgeOutcome } from './judge.ts'
import { afterOutcome, copyOf } from './space.ts'

const library = loadFixture(readFileSync(new URL('../../../flows/engine.yaml', import.meta.url), 'utf8'))

/** Where a conversation stands after these entries. */
function stand(channel: 'ussd' | 'voice', ...inputs: string[]): Machine {
  const machine = play(library, enter(begin(library, { channel }), inputs))
  if (machine === undefined) throw new Error('no such flow')
  return machine
}

const ENTRIES: [string, Machine, Entry, string][] = [
  ['danger', stand('ussd', '1'), { text: '99', as: 'key', key: 'danger' }, 'key.danger'],
  ['home', stand('ussd', '1'), { text: '00', as: 'key', key: 'home' }, 'key.home'],
  ['a person', stand('voice', '1'), { text: '0', as: 'key', key: 'person' }, 'key.person'],
  ['back', stand('ussd', '1'), { text: '0', as: 'key', key: 'back' }, 'key.back'],
  ['back a page', stand('ussd', '1', '2', '1', '9'), { text: '0', as: 'key', key: 'back' }, 'key.back'],
  ['more', stand('ussd', '1', '2', '1'), { text: '9', as: 'key', key: 'more' }, 'key.more'],
  ['repeat', stand('voice', '1', '7'), { text: '*', as: 'key', key: 'repeat' }, 'key.repeat'],
  ['silence', stand('voice', '1'), { text: '', as: 'key', key: 'silence' }, 'answer.taken'],
  ['a mistake', stand('ussd', '1'), { text: '7', as: 'wrong' }, 'answer.taken'],
  ['the third mistake', stand('ussd', '1', '7', '7'), { text: '7', as: 'wrong' }, 'refusal.wayOut'],
  ['the third mistake on a call', stand('voice', '1', '7', '7'), { text: '7', as: 'wrong' }, 'refusal.wayOut'],
  ['an option', stand('ussd'), { text: '1', as: 'option', meaning: 'start 1' }, 'back.lost'],
  ['an answer', stand('ussd', '1', '1'), { text: '5', as: 'answer', meaning: 'lmp m5', value: 'm5' }, 'back.lost'],
  ['a key on a screen that asks nothing', stand('ussd', '2'), { text: '1', as: 'any' }, 'path.stuck'],
]

describe('an entry after which nothing has happened', () => {
  test.each(ENTRIES)('%s', (_, before, entry, rule) => {
    expect(judgeEntry(before, entry, copyOf(before), 2)?.rule).toBe(rule)
  })
})

describe('an entry after which all is as it should be', () => {
  test.each(ENTRIES)('%s', (_, before, entry) => {
    const after = copyOf(before)
    take(after, entry.text)
    expect(judgeEntry(before, entry, after, 2)).toBeUndefined()
  })
})

test('an answer that is refused, or kept as another', () => {
  const before = stand('ussd', '1', '1')
  const entry: Entry = { text: '5', as: 'answer', meaning: 'lmp m5', value: 'm5' }
  const refused = copyOf(before)
  take(refused, '77')
  expect(judgeEntry(before, entry, refused, 1)?.rule).toBe('answer.refused')
  const other = copyOf(before)
  take(other, '6')
  expect(judgeEntry(before, entry, other, 1)).toMatchObject({
    rule: 'answer.kept',
    words: '"lmp" is kept as m6, not m5',
  })
})

test('a deed that changed something is a wall, and no other is', () => {
  const before = stand('ussd', '3', '2')
  expect(before.state).toBe('doing')
  const after = afterOutcome(before, 'found', {})
  expect(judgeOutcome(before, false, after)).toBeUndefined()
  expect(judgeOutcome(before, true, after)?.rule).toBe('back.wall')
  expect(judgeOutcome(before, true, { ...after, history: [] })).toBeUndefined()
  expect(judgeOutcome(before, false, { ...after, history: [] })?.rule).toBe('back.wall')
  expect(judgeOutcome(before, false, afterOutcome(before, 'unheard of', {}))?.rule).toBe('path.lost')
})
