import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { hour } from './dhaka.ts'
import { at, exampleRules, on, registered } from './example.ts'
import type { About } from './flight.record.ts'
import { applyOutcome, isCarrying, mayHear, outcomes, undoOutcome } from './outcome.ts'
import { policy } from './policy.ts'
import type { OutcomeKind, Record } from './record.ts'

const file = readFileSync(new URL('../../flows/schedules/bd-4@1.yaml', import.meta.url), 'utf8')
const now = at('2026-05-01 12:00')
const woman = registered(at('2026-04-01 12:00'), exampleRules({ 'bd-4@1.yaml': file }))
const after = (...kinds: OutcomeKind[]): Record =>
  kinds.reduce((record, kind) => applyOutcome(record, kind, {}, now) ?? record, woman)

describe('what she may still hear', () => {
  const all: About[] = ['mother', 'pregnancy', 'baby', 'service']
  test.each([
    ['liveBirth', ['mother', 'baby', 'service']],
    ['stillbirth', ['mother', 'service']],
    ['miscarriage', ['mother', 'service']],
    ['ended', ['mother', 'service']],
    ['loss', ['mother', 'service']],
    ['falsePregnancy', ['mother', 'service']],
    ['neonatalDeath', ['mother', 'service']],
    ['maternalDeath', []],
    ['moved', all],
    ['lostToFollowUp', ['mother', 'service']],
    ['wrongEntry', []],
  ] as [OutcomeKind, About[]][])('after %s: %s', (kind, expected) => {
    expect(all.filter((about) => mayHear(after(kind), about))).toEqual(expected)
  })

  test('everything, while nothing has been reported', () => {
    expect(all.every((about) => mayHear(woman, about))).toBe(true)
  })
})

describe('a report only ever rises in rank', () => {
  test.each([
    [['liveBirth', 'moved'], 'born'],
    [['stillbirth', 'liveBirth'], 'lost'],
    [['liveBirth', 'neonatalDeath'], 'lost'],
    [['maternalDeath', 'miscarriage'], 'died'],
    [['wrongEntry', 'maternalDeath'], 'wrongEntry'],
    [['moved', 'liveBirth'], 'born'],
    [['miscarriage', 'stillbirth'], 'lost'],
  ] as [OutcomeKind[], string][])('%s leaves her %s', (kinds, state) => {
    expect(after(...kinds).state).toBe(state)
  })

  test('so the same report twice is no news', () => {
    for (const kind of Object.keys(outcomes) as OutcomeKind[])
      expect(applyOutcome(after(kind), kind, {}, now + hour)).toBeUndefined()
  })

  test('and a death after a birth still silences the baby', () => {
    expect(mayHear(after('liveBirth', 'neonatalDeath'), 'baby')).toBe(false)
  })
})

describe('one of twins', () => {
  const twins = applyOutcome(woman, 'liveBirth', { day: on('2026-05-01'), babies: 2 }, now) ?? woman

  test('dies: the messages about the other go on', () => {
    const one = applyOutcome(twins, 'neonatalDeath', { baby: 2 }, now)
    expect(one).toMatchObject({ state: 'born', outcome: { babies: 2, dead: [2] } })
    expect(mayHear(one ?? twins, 'baby')).toBe(true)
  })

  test('and then the other: nothing about a baby is said any more', () => {
    const one = applyOutcome(twins, 'neonatalDeath', { baby: 2 }, now) ?? twins
    expect(applyOutcome(one, 'neonatalDeath', { baby: 2 }, now)).toBe(one)
    expect(mayHear(applyOutcome(one, 'neonatalDeath', { baby: 1 }, now) ?? one, 'baby')).toBe(false)
  })

  test('dies and nobody says which: nothing about a baby is said any more', () => {
    expect(mayHear(applyOutcome(twins, 'neonatalDeath', {}, now) ?? twins, 'baby')).toBe(false)
  })
})

describe('an undo', () => {
  test('goes back to how she was, within a day', () => {
    expect(undoOutcome(after('miscarriage'), now + 24 * hour, policy.undo)).toEqual(woman)
    expect(undoOutcome(after('miscarriage'), now + 25 * hour, policy.undo)).toBeUndefined()
  })

  test('of a death leaves the birth, and a second undo takes nothing more', () => {
    const born = undoOutcome(after('liveBirth', 'neonatalDeath'), now, policy.undo)
    expect(born).toMatchObject({ state: 'born', outcome: { kind: 'liveBirth' } })
    expect(undoOutcome(born ?? woman, now, policy.undo)).toBeUndefined()
  })

  test('of nothing is nothing', () => {
    expect(undoOutcome(woman, now, policy.undo)).toBeUndefined()
  })
})

test('only a change of place lets the reminders of the pregnancy go on', () => {
  const carrying = (Object.keys(outcomes) as OutcomeKind[]).filter((kind) => isCarrying(after(kind)))
  expect(carrying).toEqual(['moved'])
})
