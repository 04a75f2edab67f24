import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { type Baby, findAttendant, findSexes, sumBirth } from './birth.ts'
import { at, exampleRules, on } from './example.ts'
import { packRecord, unpackRecord } from './pack.ts'
import { tellStory } from './story.ts'

const rules = exampleRules({
  'bd-4@1.yaml': readFileSync(new URL('../../flows/schedules/bd-4@1.yaml', import.meta.url), 'utf8'),
})
const alive: Baby = { fate: 'alive', sex: 'f', weight: 28 }
const still: Baby = { fate: 'stillborn' }
const died: Baby = { fate: 'died', sex: 'm' }

test.each([
  [[alive], 'liveBirth', []],
  [[alive, still], 'liveBirth', [2]],
  [[died, alive, alive], 'liveBirth', [1]],
  [[still], 'stillbirth', []],
  [[still, still], 'stillbirth', []],
  [[still, died], 'neonatalDeath', []],
  [[died], 'neonatalDeath', []],
] as [Baby[], string, number[]][])('%j is %s', (each, kind, lost) => {
  expect(sumBirth({ each })).toMatchObject({ kind, lost, babies: each.length })
})

test('nothing is known of babies that nobody told of', () => {
  expect(sumBirth({ babies: 2 })).toEqual({ kind: 'liveBirth', babies: 2, lost: [] })
})

test('attendants and sexes are read from what workers write', () => {
  expect(findAttendant(['uhc', 'nars'])).toBe('nurse')
  expect(findAttendant(['বাড়ি', 'দাই'])).toBe('dai')
  expect(findAttendant(['uhc'])).toBeUndefined()
  expect(findSexes(['chele', 'uhc', 'meye'])).toEqual(['m', 'f'])
})

describe('a birth of which somebody died', () => {
  const tell = () => {
    const woman = tellStory(rules, at('2026-02-12 09:00'))
    woman.take({ kind: 'tick' })
    woman.hear()
    return woman
  }
  const story = { day: on('2026-02-12'), by: 'worker', place: 'uhc', attendant: 'nurse' } as const

  test('of twins one: the other is cared for, the death is reviewed, all of it is kept in under 1 KB', () => {
    const { take, hear, record } = tell()
    take({ kind: 'born', ...story, each: [alive, still], mother: 'ill' })
    expect(hear()).toEqual(['liveBirth', 'tell chw chw.changed', 'tell supervisor supervisor.review'])
    expect(record().outcome).toMatchObject({ babies: 2, dead: [2], sexes: 'f-', weights: [28, 0], mother: 'ill' })
    expect(Buffer.byteLength(packRecord(record()))).toBeLessThan(1024)
    expect(unpackRecord(packRecord(record()))).toEqual(record())
  })

  test('all of them: she is cared for as after a loss', () => {
    const { take, record } = tell()
    take({ kind: 'born', ...story, each: [still, died] })
    expect([record().state, record().outcome?.kind]).toEqual(['lost', 'neonatalDeath'])
  })

  test('the mother: everything stops, and who was born is still known', () => {
    const { take, hear, record } = tell()
    take({ kind: 'born', ...story, each: [alive, alive], mother: 'died' })
    expect(hear()).toContain('tell desk supervisor.review')
    expect(record()).toMatchObject({
      state: 'died',
      outcome: { kind: 'maternalDeath', babies: 2, born: story.day, sexes: 'ff' },
    })
    take({ kind: 'undone', by: 'worker' })
    expect(record()).toMatchObject({ state: 'born', outcome: { kind: 'liveBirth' } })
  })
})
