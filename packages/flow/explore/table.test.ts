import { expect, test } from 'vitest'
import type { FlowFigures } from './ground.ts'
import { printExploration } from './table.ts'

const home: FlowFigures = {
  flow: 'home',
  channels: ['ussd', 'sms', 'voice'],
  states: 120,
  edges: 900,
  longest: { inputs: 7, keys: 12 },
  ussd: [{ language: 'bn', profile: 'safe', units: 69, limit: 70 }],
  segments: 2,
  seconds: 61.4,
  guarantee: 'exhaustive',
}
const total = { findings: [], states: 130, edges: 950, compared: 40, walked: 500 }

test('one row a flow, in columns, and what they come to', () => {
  const back: FlowFigures = { ...home, flow: 'callback', states: 10, ussd: [], segments: 0, seconds: 8 }
  expect(printExploration({ ...total, flows: [home, back] }, 1.26)).toEqual([
    'flow      states  edges  inputs  keys  USSD worst     SMS  call  guarantee',
    'home      120     900    7       12    bn/safe 69/70  2    61 s  exhaustive',
    'callback  10      900    7       12    -              -    8 s   exhaustive',
    '130 states, 950 edges in 1.3 s: every state of every flow; channels side by side in 40 states, 500 random entries',
  ])
})

test('what was only sampled is said', () => {
  const flows: FlowFigures[] = [home, { ...home, flow: 'large', guarantee: 'sampled' }]
  const lines = printExploration({ ...total, flows }, 1)
  expect(lines[2]).toMatch(/^large .* sampled$/)
  expect(lines.at(-1)).toContain('all flows but 1 whole, the rest by random walks')
})
