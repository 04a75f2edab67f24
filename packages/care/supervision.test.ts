import { seedChance } from '@dhatri/text/chance'
import { describe, expect, test } from 'vitest'
import { chanceOf, findMarks, type Sample } from './supervision.marks.ts'
import { findForm, reportTeam, type TeamRow } from './supervision.ts'

const today = 20_600
const phone = (n: number) => `p${n}`

/** An honest worker's half year: dates over the last months, one in five rounded by the women themselves. */
function honest(seed: number): Sample[] {
  const chance = seedChance(seed)
  const count = 15 + Math.floor(chance() * 60)
  return Array.from({ length: count }, (_, index) => {
    const told = today - 30 - Math.floor(chance() * 180)
    const lmp = chance() < 0.2 ? roundOff(told) : told
    return {
      ...(chance() < 0.8 ? { lmp } : {}),
      minute: Math.floor(chance() * 180 * 1440),
      ...(chance() < 0.8 ? { phone: phone(chance() < 0.1 ? Math.floor(chance() * 8) : 100 + index) } : {}),
    }
  })
}

/** The nearest day ending in 0 or 5 within two days. */
function roundOff(day: number): number {
  const near = [0, 1, -1, 2, -2].map((by) => day + by)
  return near.find((each) => new Date(each * 86_400_000).getUTCDate() % 5 === 0) ?? day
}

describe('marks of data to look at together', () => {
  test('of a thousand honest workers hardly anybody is named', () => {
    const named = Array.from({ length: 1000 }, (_, seed) => findMarks(honest(seed + 1)))
    const wrong = named.filter((marks) => marks.length > 0)
    console.info(`supervision: ${wrong.length} false alarms among 1,000 honest simulated workers`)
    expect(wrong.length).toBeLessThanOrEqual(3)
  })
  test('dates that are nearly all round are named, and only where there are enough of them', () => {
    const made = (n: number): Sample[] =>
      Array.from({ length: n }, (_, index) => ({
        lmp: Date.UTC(2026, index % 6, 5 * (1 + (index % 5))) / 86_400_000,
        minute: index * 3000,
        phone: phone(index),
      }))
    expect(findMarks(made(30)).map(({ is }) => is)).toContain('dates')
    expect(findMarks(made(12)).map(({ is }) => is)).not.toContain('dates')
  })
  test('one phone for more women than a family has is named; co-wives are not', () => {
    const on = (n: number): Sample[] =>
      Array.from({ length: n }, (_, index) => ({ lmp: today - 40 - index * 11, minute: index * 3000, phone: 'p1' }))
    expect(findMarks(on(4))).toEqual([])
    expect(findMarks(on(6))).toEqual([{ is: 'phone', count: 6 }])
  })
  test('one last period for many, and many within minutes', () => {
    const bulk: Sample[] = Array.from({ length: 9 }, (_, index) => ({
      lmp: 20_500,
      minute: index,
      phone: phone(index),
    }))
    expect(findMarks(bulk).map(({ is }) => is)).toEqual(['same', 'fast'])
    expect(findMarks(bulk.slice(0, 4))).toEqual([])
  })
  test('a registration taken back and sent again counts once', () => {
    const again: Sample[] = Array.from({ length: 9 }, () => ({ lmp: 20_500, minute: 5, phone: 'p1' }))
    expect(findMarks(again)).toEqual([])
  })
  test('the chances are exact', () => {
    expect(chanceOf(10, 10, 0.5)).toBeCloseTo(1 / 1024, 9)
    expect(chanceOf(5, 0, 0.3)).toBe(1)
    expect(chanceOf(3, 1, 0.2)).toBeCloseTo(1 - 0.512, 9)
  })
})

describe("a team's week", () => {
  const row = (code: string, more: Partial<TeamRow> = {}): TeamRow => ({
    code,
    place: '302614',
    tally: {},
    overdue: 0,
    open: 0,
    good: 0,
    bad: {},
    marks: [],
    ...more,
  })
  test('sums places and names people after them, the longest silence first', () => {
    const lines = reportTeam([
      row('A', { tally: { reg: 2, visit: 3, timely: 2 }, overdue: 4, silent: 16 }),
      row('B', { tally: { reg: 1 }, open: 1, silent: 46, marks: [{ is: 'phone', count: 9 }] }),
      row('C', { place: '201376', good: 5, bad: { anc: 1, register: 3 } }),
    ])
    expect(lines).toEqual([
      { is: 'place', place: '201376', tally: { reg: 0, visit: 0, timely: 0, birth: 0 }, overdue: 0, open: 0 },
      { is: 'place', place: '302614', tally: { reg: 3, visit: 3, timely: 2, birth: 0 }, overdue: 4, open: 1 },
      { is: 'silent', code: 'B', days: 46 },
      { is: 'silent', code: 'A', days: 16 },
      { is: 'help', code: 'C', form: 'register' },
      { is: 'mark', code: 'B', mark: 'phone' },
    ])
  })
  test('one refused report is no sign of anything', () => {
    expect(findForm({ good: 1, bad: { anc: 1 } })).toBeUndefined()
    expect(findForm({ good: 20, bad: { anc: 5 } })).toBeUndefined()
    expect(findForm({ good: 4, bad: { anc: 3 } })).toBe('anc')
  })
})
