import { describe, expect, it } from 'vitest'
import { readFunnel } from './funnel.ts'

const known = new Map([['register', ['whose', 'lmp']]])
const read = (content: unknown) => readFunnel(JSON.stringify(content), known)
const codes = (content: unknown) => read(content).faults.map(({ code, at }) => `${code} ${at}`.trim())

describe('a count file', () => {
  it('gives the counts of each step', () => {
    const { flows, faults } = read({
      flow: 'register',
      steps: { whose: { reached: 10, left: 2 }, lmp: { reached: 8, left: 0 } },
    })
    expect(faults).toEqual([])
    expect(flows.get('register')?.get('whose')).toEqual({ reached: 10, left: 2 })
  })

  it('adds up several counts of one flow, as they come from several channels', () => {
    const one = { flow: 'register', steps: { whose: { reached: 3, left: 1 } } }
    expect(read([one, one]).flows.get('register')?.get('whose')).toEqual({ reached: 6, left: 2 })
  })

  it('names what cannot be used and uses the rest', () => {
    const { flows, faults } = read({
      flow: 'register',
      steps: { gone: { reached: 1, left: 0 }, lmp: { reached: 8, left: 1 } },
    })
    expect(faults).toEqual([{ code: 'funnel.step', at: 'steps.gone', words: 'register has no step "gone"' }])
    expect(flows.get('register')?.size).toBe(1)
  })

  it('refuses what are no counts', () => {
    const steps = (count: unknown) => ({ flow: 'register', steps: { lmp: count } })
    expect(codes(steps({ reached: 1, left: 2 }))).toEqual(['funnel.count steps.lmp'])
    expect(codes(steps({ reached: 1.5, left: 1 }))).toEqual(['funnel.count steps.lmp'])
    expect(codes(steps({ reached: -1, left: -1 }))).toEqual(['funnel.count steps.lmp'])
    expect(codes(steps(3))).toEqual(['funnel.count steps.lmp'])
    expect(codes({ flow: 'nothing', steps: {} })).toEqual(['funnel.flow flow'])
    expect(codes([{ flow: 'register' }])).toEqual(['funnel.shape [0].'])
    expect(codes(null)).toEqual(['funnel.shape'])
    expect(readFunnel('{', known).faults).toMatchObject([{ code: 'funnel.unreadable' }])
  })
})
