import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { findPerson } from './ladder.person.ts'
import { loadLadder } from './ladder.ts'

const text = readFileSync(new URL('../../flows/ladder.yaml', import.meta.url), 'utf8')

test('the shipped ladder goes from the field worker to the duty desk within a quarter of an hour', () => {
  const loaded = loadLadder(text)
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.faults))
  const { rungs, asks, thenEvery } = loaded.ladder
  expect(rungs.map(({ role }) => role)).toEqual(['chw', 'supervisor', 'desk'])
  expect((rungs[0]?.minutes ?? 0) + (rungs[1]?.minutes ?? 0)).toBeLessThanOrEqual(15)
  expect(rungs.every(({ channels }) => channels.includes('sms') && channels.includes('voice'))).toBe(true)
  expect([...asks, thenEvery]).toEqual([2, 24, 72, 24])
})

test.each([
  ['an unknown role', text.replace('role: chw', 'role: husband'), 'rung.role'],
  ['no minutes', text.replace('minutes: 5', 'minutes: 0'), 'rung.minutes'],
  ['an unknown channel', text.replace('[sms, voice]', '[sms, pigeon]'), 'rung.channels'],
  ['an unknown cover', text.replace('cover: desk', 'cover: nobody'), 'rung.cover'],
  ['pauses that are none', text.replace('pauses: [5, 15, 30]', 'pauses: []'), 'ladder.times'],
  ['no later question', text.replace('then every: 24', ''), 'ladder.times'],
  ['no duty desk at the end', text.replace('role: desk', 'role: supervisor'), 'ladder.desk'],
  ['broken YAML', `${text}\n[`, 'yaml'],
])('%s is refused', (_, broken, rule) => {
  const loaded = loadLadder(broken)
  expect(loaded.ok ? [] : loaded.faults.map((fault) => fault.rule)).toContain(rule)
})

test('a fault is found by its line', () => {
  const loaded = loadLadder(text.replace('role: chw', 'role: husband'))
  const line = text.split('\n').findIndex((each) => each.includes('role: chw')) + 1
  expect(loaded.ok ? undefined : loaded.faults[0]).toEqual({ line, rule: 'rung.role', words: 'rungs.0.role' })
})

test('a rung without a person goes to its cover', () => {
  const rung = { role: 'chw', minutes: 5, channels: ['sms'], cover: 'supervisor' } as const
  expect(findPerson({ ...rung, channels: ['sms'] }, { chw: 'A', supervisor: 'B' })).toBe('A')
  expect(findPerson({ ...rung, channels: ['sms'] }, { supervisor: 'B' })).toBe('B')
  expect(findPerson({ ...rung, channels: ['sms'] }, { desk: 'C' })).toBeUndefined()
})
