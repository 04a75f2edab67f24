import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { loadPhrases } from './danger.phrases.ts'
import { readDanger } from './danger.ts'
import { readTopic } from './topic.ts'
import { loadTopics } from './topic.words.ts'

const file = (name: string): string => readFileSync(new URL(`../../flows/${name}.yaml`, import.meta.url), 'utf8')
const danger = loadPhrases(file('danger/phrases'))
if (!danger.ok) throw new Error(JSON.stringify(danger.faults))
const { phrases } = danger
const loaded = loadTopics(file('topics/words'), phrases)
if (!loaded.ok) throw new Error(JSON.stringify(loaded.faults))
const { topics } = loaded

/** What answers a text: danger first, as in the service. */
const answerOf = (text: string): string | undefined =>
  readDanger(text, phrases) === undefined ? readTopic(text, topics, phrases)?.topic : 'danger'

const aside = parse(file('topics/sentences')) as {
  asked: { [topic: string]: string[] }
  none: string[]
  hushed: string[]
}

const good = `
words:
  food: {bn: [খাবার*], bn-Latn: [khabar], en: [food*]}
  milk: {bn: [], bn-Latn: [], en: [breast milk]}
hush: {bn: [], bn-Latn: [], en: [died]}
`

test.each([
  ['a danger phrase', good.replace('food*', 'bleed*'), { rule: 'word.taken', words: 'bleed*: bleeding', line: 3 }],
  ['a STOP word', good.replace('khabar', 'bondho'), { rule: 'word.taken', words: 'bondho: stop' }],
  ['a word of HELP', good.replace('khabar', 'info'), { rule: 'word.taken', words: 'info: help' }],
  ['a report', good.replace('khabar', 'reg'), { rule: 'word.taken', words: 'reg: report' }],
  ['a word of two topics', good.replace('breast milk', 'food*'), { rule: 'word.twice', words: 'food*: food', line: 4 }],
  ['a word without letters', good.replace('khabar', '"?"'), { rule: 'word.empty', words: '?', line: 3 }],
  [
    'a missing language',
    good.replace('bn-Latn: [khabar], ', ''),
    { rule: 'list.missing', words: 'words.food.bn-Latn' },
  ],
  ['no words', 'hush: {bn: [], bn-Latn: [], en: []}', { rule: 'words.missing' }],
  ['broken YAML', `${good}\n  x: [`, { rule: 'yaml' }],
])('%s is refused', (_, text, fault) => {
  const read = loadTopics(text, phrases)
  expect(read.ok ? [] : read.faults).toContainEqual(expect.objectContaining(fault))
})

test('the longest phrase names the topic, in any order, and a place alone none', () => {
  expect(readTopic('tika ta bacchar jonno', topics, phrases)?.topic).toBe('babyVaccine')
  expect(readTopic('tika', topics, phrases)?.topic).toBe('vaccine')
  expect(readTopic('', topics, phrases)).toBeUndefined()
  expect(loadTopics(good, phrases).ok).toBe(true)
})

test('sentences kept aside', () => {
  const asked = Object.entries(aside.asked).flatMap(([topic, texts]) => texts.map((text) => ({ topic, text })))
  const found = asked.map((one) => ({ ...one, got: answerOf(one.text) }))
  const hits = found.filter(({ topic, got }) => got === topic)
  const warned = found.filter(({ got }) => got === 'danger')
  const missed = found.filter(({ got }) => got === undefined)
  const other = found.filter(({ topic, got }) => got !== undefined && got !== 'danger' && got !== topic)
  const falsely = aside.none.filter((text) => answerOf(text) !== undefined)
  const told = (some: typeof found) => some.map(({ topic, text, got }) => `${topic}: ${text} (${got ?? 'none'})`)
  console.log(
    `topics: ${hits.length} of ${asked.length} found, ${warned.length} taken for danger, ${other.length} for another, ` +
      `${missed.length} missed; ${falsely.length} of ${aside.none.length} falsely`,
    { missed: told(missed), other: told(other), warned: told(warned), falsely },
  )
  expect(asked.length).toBeGreaterThanOrEqual(60)
  expect(hits.length / asked.length).toBeGreaterThan(0.9)
  expect(falsely).toEqual([])
})

test.each(aside.hushed)('a text that tells of a loss is hushed, or danger: %s', (text) => {
  const isHushed = readTopic(text, topics, phrases)?.isHushed
  expect(isHushed ?? true).toBe(true)
})
