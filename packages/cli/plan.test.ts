import { afterEach, describe, expect, it, vi } from 'vitest'
import { type PlanAsked, showPlan } from './plan.ts'

type Line = { at: string; key: string; message: string; to: string; about: string }

const listed = (asked: Omit<PlanAsked, 'isJson'>): Line[] => {
  const log = vi.spyOn(console, 'log').mockImplementation(() => {})
  expect(showPlan({ ...asked, isJson: true })).toBe(0)
  return JSON.parse(String(log.mock.calls.at(-1)?.[0]))
}

describe('dhatri plan', () => {
  afterEach(() => vi.restoreAllMocks())

  it('lists a pregnancy and, from the birth on, fifteen months of the child', () => {
    const lines = listed({ lmp: '2026-01-01', birth: '2026-10-08' })
    const [before, after] = [
      lines.filter(({ at }) => at < '2026-10-08T15'),
      lines.filter(({ at }) => at > '2026-10-08T15'),
    ]
    expect(new Set(before.map(({ about }) => about))).toEqual(new Set(['pregnancy', 'service']))
    expect(new Set(after.map(({ about }) => about))).toEqual(new Set(['mother', 'baby', 'service']))
    expect(after.map(({ key }) => key)).toEqual(
      expect.arrayContaining(['pnc.pnc1.first', 'epi.w6.day', 'epi.m15.asked']),
    )
    expect(lines.map(({ at }) => at)).toEqual(lines.map(({ at }) => at).sort())
  })

  it('lists what comes after a stillbirth, and nothing for her but words of support after an early loss', () => {
    const after = (kind: string, loss = '2026-09-01') =>
      listed({ lmp: '2026-01-01', loss, kind }).filter(({ at }) => at > `${loss}T15`)
    expect(new Set(after('stillbirth').map(({ about }) => about))).toEqual(new Set(['mother', 'service']))
    // In week 34 it may have been one, whatever it was called.
    expect(new Set(after('loss').map(({ about }) => about))).toEqual(new Set(['mother', 'service']))
    expect(after('loss', '2026-05-01').map(({ message }) => message)).toEqual([
      'support.near',
      'support.body',
      // To her worker's supervisor, while nobody has seen her.
      'supervisor.silent',
      'support.heart',
      'support.later',
    ])
  })

  it.each([
    [{ lmp: 'soon' }, 'plan.lmp'],
    [{ lmp: '2026-01-01', birth: '2026-13-01' }, 'plan.birth'],
    [{ lmp: '2026-01-01', schedule: 'foo' }, 'plan.schedule foo: one of bd-4@1'],
    [{ lmp: '2026-01-01', schedule: 'toString' }, 'plan.schedule toString'],
    [{ lmp: '2026-01-01', loss: '2026-09-01', kind: 'sad' }, 'plan.kind'],
  ])('refuses %j', (asked, code) => {
    const error = vi.spyOn(console, 'error').mockImplementation(() => {})
    expect(showPlan({ ...asked, isJson: false })).toBe(2)
    expect(error.mock.calls[0]?.[0]).toContain(code)
  })
})
