import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { at, exampleRules, on } from './example.ts'
import { packRecord, unpackRecord } from './pack.ts'
import { tellStory } from './story.ts'

const file = readFileSync(new URL('../../flows/schedules/bd-4@1.yaml', import.meta.url), 'utf8')
const rules = exampleRules({ 'bd-4@1.yaml': file })
const begin = () => tellStory(rules, at('2026-02-12 09:00'))
const by = 'worker'

describe('a woman left alone for some weeks', () => {
  test('gets nothing meanwhile and nothing of it afterwards; each message ends once, as suppressed', () => {
    const story = begin()
    story.when('2026-04-10 09:00')
    story.hear()
    story.take({ kind: 'muted', weeks: 4, by })
    for (const day of ['2026-04-16', '2026-04-22', '2026-04-26', '2026-04-30']) {
      story.when(`${day} 20:00`)
      story.take({ kind: 'tick' })
      expect(story.flights()).toEqual([])
    }
    story.when('2026-05-09 09:00')
    story.take({ kind: 'tick' })
    const heard = story.hear().filter((line) => line.startsWith('anc1'))
    expect(heard).toEqual([
      'anc1.week suppressed',
      'anc1.day suppressed',
      'anc1.asked suppressed',
      'anc1.silent told',
      'anc1.unseen told',
    ])
    expect(story.flights()).toEqual([])
    story.when('2026-06-12 20:00')
    story.take({ kind: 'tick' })
    expect(story.flights().map(({ key }) => key)).toEqual(['anc2.week'])
  })

  test('loses what was on its way, and hears again from now on at 0 weeks', () => {
    const story = begin()
    story.when('2026-04-16 20:00')
    story.take({ kind: 'tick' })
    expect(story.flights()).toHaveLength(1)
    story.take({ kind: 'muted', weeks: 2, by })
    expect(story.flights()).toEqual([])
    story.when('2026-04-20 12:00')
    story.take({ kind: 'muted', weeks: 0, by })
    story.when('2026-04-22 20:00')
    story.take({ kind: 'tick' })
    expect(story.flights().map(({ key }) => key)).toEqual(['anc1.day'])
  })

  test('the same again changes nothing', () => {
    const story = begin()
    story.take({ kind: 'muted', weeks: 2, by })
    const record = story.record()
    expect(story.take({ kind: 'muted', weeks: 2, by })).toEqual([])
    expect(story.record()).toBe(record)
  })
})

describe('a visit that was reported by mistake', () => {
  test('comes off, and no reminder of it is sent a second time', () => {
    const story = begin()
    story.when('2026-04-16 20:00')
    story.deliver()
    const since = at('2026-04-18 12:00')
    story.when('2026-04-18 12:00')
    story.take({ kind: 'visit', didGo: true, day: on('2026-04-18'), by })
    story.when('2026-04-18 18:00')
    story.take({ kind: 'unvisited', contact: 'anc1', since, by })
    expect(story.record().visits).toEqual({})
    expect(story.flights()).toEqual([])
    story.when('2026-04-22 20:00')
    story.take({ kind: 'tick' })
    expect(story.flights().map(({ key }) => key)).toEqual(['anc1.day'])
    expect(story.take({ kind: 'unvisited', contact: 'anc3', since, by })).toEqual([])
  })
})

describe('another phone', () => {
  const phone = 'q'.repeat(26)

  test('is asked for its own consent; taken back, the old one has agreed as before', () => {
    const story = begin()
    const { phone: old, consentAt } = story.record()
    story.when('2026-04-16 20:00')
    story.take({ kind: 'tick' })
    expect(story.flights()).toHaveLength(1)
    story.take({ kind: 'rephoned', phone, by })
    expect(story.record()).toMatchObject({ phone, consent: 'invited' })
    expect(story.flights()).toEqual([])
    story.when('2026-04-16 20:30')
    story.take({ kind: 'tick' })
    expect(story.flights().map(({ key }) => key)).toEqual(['invite'])
    story.take({ kind: 'rephoned', phone: String(old), before: { consent: 'agreed', at: consentAt }, by })
    expect(story.record()).toMatchObject({ phone: old, consent: 'agreed', consentAt })
    expect(story.flights()).toEqual([])
  })

  test('or none: nothing is planned for a phone any more', () => {
    const story = begin()
    story.take({ kind: 'rephoned', by })
    expect(story.record().phone).toBeUndefined()
    story.when('2026-04-20 12:00')
    story.take({ kind: 'tick' })
    expect(story.flights()).toEqual([])
  })
})

test("the child's visits and a check after the birth are kept once, packed, and taken back", () => {
  const story = begin()
  story.when('2026-10-10 12:00')
  story.take({ kind: 'checked', day: on('2026-10-10'), by })
  expect(story.record().visits).toEqual({})
  story.take({ kind: 'born', day: on('2026-10-08'), place: 'cc', by })
  story.take({ kind: 'checked', day: on('2026-10-10'), by })
  story.take({ kind: 'vaccinated', visit: 'birth', day: on('2026-10-09'), by })
  expect(story.take({ kind: 'vaccinated', visit: 'birth', day: on('2026-10-10'), by })).toEqual([])
  const record = story.record()
  expect(record).toMatchObject({ visits: { pnc2: on('2026-10-10') }, child: { birth: on('2026-10-09') } })
  expect(unpackRecord(packRecord(record))).toEqual(record)
  story.take({ kind: 'unvaccinated', visit: 'birth', by })
  expect(story.record().child).toEqual({})
})
