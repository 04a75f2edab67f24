import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { Library } from '../library.ts'
import { asked, explorePlanted, type Planted, SOUND, stepOf } from './fixture.ts'

const engine = readFileSync(new URL('../../../flows/engine.yaml', import.meta.url), 'utf8')
const explore = (flow: string, planted: Planted = {}) => explorePlanted(engine, asked(flow), planted)

test('a sound service has nothing wrong, and all of it is looked at', () => {
  const { findings, flows, states, edges, compared, walked } = explore(SOUND)
  expect(findings).toEqual([])
  expect(flows.map(({ flow, guarantee }) => `${flow} ${guarantee}`)).toEqual([
    'home exhaustive',
    'danger exhaustive',
    'told exhaustive',
    'person exhaustive',
    'asked exhaustive',
  ])
  expect(states).toBeGreaterThan(100)
  expect(edges).toBeGreaterThan(5 * states)
  expect(compared).toBeGreaterThan(5)
  expect(walked).toBeGreaterThan(300)
})

test('the same flows give the same result', () => {
  expect(explore(SOUND)).toEqual(explore(SOUND))
})

test('the figures are those of the flow', () => {
  const { flows } = explore(SOUND)
  const figures = flows.find(({ flow }) => flow === 'asked')
  // On a call: two wrong keys, everything once more, and silence.
  expect(figures?.longest).toEqual({ inputs: 4, keys: 4 })
  expect(figures?.ussd.map(({ language, profile }) => `${language} ${profile}`)).toEqual([
    'bn safe',
    'en safe',
    'en latin',
  ])
  expect(figures?.ussd[1]).toMatchObject({ limit: 160 })
  expect(figures?.segments).toBe(1)
  expect(figures?.seconds).toBeGreaterThan(1)
})

test('steps and options to which nobody comes', () => {
  const flow = SOUND.replace(
    '  - do: save',
    '  - if: privacy is secret\n    go: hidden\n    else: save\n  - end: hidden\n  - do: save',
  )
  const known = { privacy: ['neutral', 'full'] }
  const { findings } = explore(flow, { known })
  expect(findings).toMatchObject([
    { rule: 'step.unvisited', level: 'warning', words: 'no conversation comes to "hidden"' },
  ])
})

test('beyond the bound on states the walks are random, say so, and still find what is far away', () => {
  const deep = `answers:
  visits: {type: number, from: 0, to: 12}
steps:
${[1, 2, 3, 4].map((number) => `  - menu: m${number}\n    bn: ঠিক?\n    en: Right?\n    options:\n      - {bn: হ্যাঁ, en: "Yes"}\n`).join('')}
  - ask: visits
    bn: কতবার?
    en: How many visits?
  - do: save
    action: keep
    with: [visits]
    outcomes: {kept: end, failed: end}
`
  const bounds = { states: 12 }
  const { flows, findings, walked } = explore(deep, { bounds })
  expect(flows.find(({ flow }) => flow === 'asked')?.guarantee).toBe('sampled')
  expect(findings.filter(({ level }) => level === 'error')).toEqual([])
  expect(walked).toBeGreaterThan(1000)
  const plant = (library: Library): void => {
    const step = stepOf(library, 'visits')
    if (step.kind === 'ask') step.takes.push('99')
  }
  expect(explore(deep, { bounds, plant }).findings.map(({ rule }) => rule)).toContain('key.danger')
})
