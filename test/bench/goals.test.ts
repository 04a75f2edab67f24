/** The comparing itself: what must turn the bench red does. */
import { describe, expect, it } from 'vitest'
import { exitCodeOf, type Goal, judge, readGoals } from './goals.ts'
import { printTable } from './table.ts'

const most: Goal = { name: 'turn', unit: 'calls', goal: 8, direction: 'atMost', means: 'Calls' }
const least: Goal = { name: 'rate', unit: '×', goal: 0.2, direction: 'atLeast', means: 'Rate' }
const exact: Goal = { name: 'reads', unit: 'calls', goal: 0, direction: 'exactly', means: 'Reads' }
const peer: Goal = { name: 'peer', unit: '×', goal: 1, direction: 'atLeast', needs: 'peers', means: 'A peer' }

const outcomes = (...words: Parameters<typeof judge>) =>
  judge(...words).map(({ name, outcome }) => `${name} ${outcome}`)
const code = (...words: Parameters<typeof judge>) => exitCodeOf(judge(...words))

describe('the comparing', () => {
  it('takes what meets its goal, to the border', () => {
    const figures = [
      { name: 'turn', value: 8 },
      { name: 'rate', value: 0.2 },
      { name: 'reads', value: 0 },
    ]
    expect(outcomes([most, least, exact], figures)).toEqual(['turn met', 'rate met', 'reads met'])
    expect(code([most, least, exact], figures)).toBe(0)
  })

  it.each([
    [most, 8.01],
    [least, 0.19],
    [exact, 1],
    [exact, -1],
    [most, Number.NaN],
    [least, Number.NaN],
    [exact, Number.NaN],
  ])('fails where %o meets %d', (goal, value) => {
    expect(outcomes([goal], [{ name: goal.name, value }])).toEqual([`${goal.name} missed`])
    expect(code([goal], [{ name: goal.name, value }])).toBe(1)
  })

  it('tells a goal that is not reached yet from one that is lost', () => {
    const late: Goal = { ...most, holds: 10 }
    expect(outcomes([late], [{ name: 'turn', value: 8 }])).toEqual(['turn met'])
    expect(outcomes([late], [{ name: 'turn', value: 10 }])).toEqual(['turn behind'])
    expect(outcomes([late], [{ name: 'turn', value: 10.1 }])).toEqual(['turn missed'])
    expect([code([late], [{ name: 'turn', value: 10 }]), code([late], [{ name: 'turn', value: 10.1 }])]).toEqual([0, 1])
  })

  it('fails on a goal without a figure, a figure without a goal, and a figure that comes twice', () => {
    const figure = { name: 'turn', value: 8 }
    expect(outcomes([most, exact], [figure])).toEqual(['turn met', 'reads noFigure'])
    expect(outcomes([most], [figure, { name: 'new', value: 1 }])).toEqual(['turn met', 'new noGoal'])
    expect(outcomes([most], [figure, figure])).toEqual(['turn twice'])
    expect(code([most, exact], [figure])).toBe(1)
    expect(code([most], [figure, { name: 'new', value: 1 }])).toBe(1)
    expect(code([most], [figure, figure])).toBe(1)
  })

  it('lets only that be skipped of which the goal says what it needs', () => {
    expect(code([peer], [{ name: 'peer', skipped: 'not installed' }])).toBe(0)
    expect(outcomes([peer], [{ name: 'peer', skipped: 'not installed' }])).toEqual(['peer skipped'])
    expect(outcomes([most], [{ name: 'turn', skipped: 'not installed' }])).toEqual(['turn missed'])
  })

  it('prints a line each, with why something was skipped', () => {
    const verdicts = judge(
      [most, peer],
      [
        { name: 'turn', value: 9 },
        { name: 'peer', skipped: 'not installed' },
      ],
    )
    expect(printTable(verdicts).map((line) => line.replace(/ {2,}/g, ' | '))).toEqual([
      'figure | value | goal | what it means',
      'turn | 9 calls | <= 8 | MISSED | Calls',
      'peer | – | >= 1 | skipped | not installed',
    ])
  })
})

describe('the goals in the repository', () => {
  it('each have a name of their own, a number and a meaning', () => {
    const goals = readGoals()
    expect(new Set(goals.map(({ name }) => name)).size).toBe(goals.length)
    for (const { name, unit, goal, direction, means } of goals) {
      expect(name).toMatch(/^[a-z]+\.[a-zA-Z0-9]+$/)
      expect(Number.isFinite(goal)).toBe(true)
      expect(['atMost', 'atLeast', 'exactly']).toContain(direction)
      expect(unit).not.toBe('')
      expect(means).toMatch(/^[A-Z].{10,}$/)
    }
  })
})
