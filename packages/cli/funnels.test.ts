import { countTalks } from '@dhatri/flow/funnel'
import { describe, expect, it } from 'vitest'
import { printFunnel, readTalks } from './funnels.ts'

const talk = {
  id: 'a',
  seconds: 41,
  flow: 'home',
  channel: 'ussd',
  language: 'bn',
  versions: { home: 'h1', register: 'r1' },
  steps: ['home.start', 'register.lmp'],
  wrong: [
    ['register.lmp', 'ক'],
    ['register.lmp', 'ক'],
  ],
  finished: [],
  left: 'register.lmp',
  isResumed: false,
}
const line = JSON.stringify({ code: 'talk.over', talk })

describe('funnels from a log', () => {
  it('finds conversations among other lines, whatever stands before them', () => {
    const lines = ['', '{"code":"job.failed"}', line, `2026-03-02T10:00:00Z INFO ${line}`]
    const { talks, broken } = readTalks(lines)
    expect([talks.length, broken]).toEqual([2, 0])
    expect(countTalks(talks).map(({ flow, started }) => [flow, started])).toEqual([
      ['home', 1],
      ['register', 1],
    ])
  })

  it('counts broken lines and does not trust them', () => {
    const lines = [line.slice(0, -4), JSON.stringify({ code: 'talk.over', talk: { ...talk, steps: [1] } })]
    expect(readTalks(lines)).toEqual({ talks: [], broken: 2 })
  })

  it('prints where they leave and what was not understood', () => {
    const [, register] = countTalks(readTalks([line]).talks)
    expect(register && printFunnel(register)).toBe(
      'register@r1 ussd bn: 1 started, 0 resumed, 0 finished, 2 not understood\n' +
        '  lmp                  reached      1   left      1   not understood: ক ×2',
    )
  })
})
