import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { at } from './example.ts'
import { findPerson, isOnDuty, rungsOf } from './ladder.person.ts'
import { loadLadder } from './ladder.ts'

const text = readFileSync(new URL('../../flows/ladder.yaml', import.meta.url), 'utf8')

test('the shipped ladder goes from the field worker to the duty desk within a quarter of an hour', () => {
  const loaded = loadLadder(text)
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.faults))
  const { rungs, asks, thenEvery } = loaded.ladder
  expect(rungs.map(({ role }) => role)).toEqual(['chw', 'supervisor', 'desk'])
  expect((rungs[0]?.minutes ?? 0) + (rungs[1]?.minutes ?? 0)).toBeLessThanOrEqual(15)
  expect(rungs.every(({ channels }) => channels.includes('sms') && channels.includes('voice'))).toBe(true)
  expect(asks.map(({ hours, ask }) => `${ask} ${hours}`)).toEqual(['left 2', 'seen 24', 'seen 72'])
  expect(thenEvery).toBe(24)
})

test.each([
  ['an unknown role', text.replace('role: chw', 'role: husband'), 'rung.role'],
  ['no minutes', text.replace('minutes: 5', 'minutes: 0'), 'rung.minutes'],
  ['an unknown channel', text.replace('[sms, voice]', '[sms, pigeon]'), 'rung.channels'],
  ['an unknown cover', text.replace('cover: desk', 'cover: nobody'), 'rung.cover'],
  ['pauses that are none', text.replace('pauses: [5, 15, 30]', 'pauses: []'), 'ladder.times'],
  ['hours that are none', text.replace('role: chw,', 'role: chw, hours: "25-08",'), 'rung.hours'],
  ['a duty desk with hours', text.replace('role: desk,', 'role: desk, hours: "08-21",'), 'ladder.desk'],
  [
    'a place that is none',
    text.replace('areas: {}', 'areas: {"dhaka": [{role: desk, minutes: 5, channels: [sms]}]}'),
    'ladder.area',
  ],
  [
    'a place without a desk',
    text.replace('areas: {}', 'areas: {"30": [{role: chw, minutes: 5, channels: [sms]}]}'),
    'ladder.desk',
  ],
  ['a question that is none', text.replace('ask: left', 'ask: gone'), 'ladder.asks'],
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

test('a place has the ladder of the longest code that fits, every other place the general one', () => {
  const desk = '{role: desk, minutes: 9, channels: [sms]}'
  const own = loadLadder(
    text.replace(
      'areas: {}',
      `areas: {"30": [${desk}], "3026": [{role: chw, minutes: 3, hours: "07-22", channels: [voice]}, ${desk}]}`,
    ),
  )
  if (!own.ok) throw new Error(JSON.stringify(own.faults))
  expect(rungsOf(own.ladder, '302614').map(({ minutes }) => minutes)).toEqual([3, 9])
  expect(rungsOf(own.ladder, '301110').map(({ minutes }) => minutes)).toEqual([9])
  for (const area of ['', '401212']) expect(rungsOf(own.ladder, area)).toBe(own.ladder.rungs)
})

test.each([
  ['2026-06-01 02:00', '08-21', false],
  ['2026-06-01 08:00', '08-21', true],
  ['2026-06-01 21:00', '08-21', false],
  ['2026-06-01 02:00', '20-06', true],
  ['2026-06-01 12:00', '20-06', false],
])('at %s a rung of %s is on duty: %s', (when, hours, isOn) => {
  const loaded = loadLadder(text.replace('role: chw,', `role: chw, hours: "${hours}",`))
  if (!loaded.ok) throw new Error('ladder')
  const [rung] = loaded.ladder.rungs
  expect(rung && isOnDuty(rung, at(when))).toBe(isOn)
})
