import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { asked, explorePlanted, type Planted } from './fixture.ts'

const engine = readFileSync(new URL('../../../flows/engine.yaml', import.meta.url), 'utf8')
const explore = (flow: string, planted: Planted = {}) => explorePlanted(engine, asked(flow), planted)
const rulesOf = (flow: string, planted: Planted = {}) =>
  explore(flow, planted).findings.map(({ file, line, rule }) => `${file}:${line} ${rule}`)

describe('the whole of the language', () => {
  test('several choices, recordings, experiments, flows that give, other words for mistakes: nothing is wrong', () => {
    const flow = `facts:
  weight: {type: number, from: 30, to: 98}
answers:
  signs: {type: choices}
  note: {type: recording, at most: 20 seconds, otherwise: skip}
  told: {type: recording, otherwise: text}
  place: {type: place}
  id: {type: id}
gives: [signs, weight]
steps:
  - menu: signs
    bn: কী হয়েছে?
    en: What is it?
    wrong: [{bn: নম্বর দিন, en: Numbers}, {bn: যেমন 1, en: Like 1}]
    silent: [{bn: কিছু শুনিনি, en: We heard nothing}]
    options:
      - {is: fever, bn: জ্বর, en: Fever}
      - {is: fits, bn: খিঁচুনি, en: Fits}
      - {is: none, bn: কিছু না, en: None}
  - if:
      - signs has fever and signs has fits
      - privacy is full
    name: bad
    go: note
    else: try
  - arm: try
    ways: {control: note, short: place}
  - ask: note
    bn: বলুন
    en: Tell us
  - ask: told
    bn: বলুন বা লিখুন
    en: Tell or write
  - ask: place
    bn: কোথায়?
    en: Where?
  - do: look
    action: look
    with: [signs, note, told, place]
    outcomes: {found: known, missing: id}
  - if: look is found or weight < 40
    name: known
    go: id
    else: id
  - ask: id
    bn: নম্বর?
    en: Number?
  - if: weight is known
    go: heavy
    else: save
  - say: heavy
    bn: "{weight} {signs}"
    en: "{weight} {signs}"
  - do: save
    action: keep
    outcomes: {kept: end, failed: end}
`
    const { findings, flows } = explore(flow)
    expect(findings).toEqual([])
    expect(flows.every(({ guarantee }) => guarantee === 'exhaustive')).toBe(true)
  })

  test('words at the end of one flow are shown before the question that follows in another', () => {
    const flow = `steps:
  - run: told
  - menu: more
    bn: আরও?
    en: More?
    options:
      - {bn: না, en: "No"}
`
    expect(rulesOf(flow)).toEqual([])
  })

  test('a way that no draw can come to is a step unvisited', () => {
    const flow = `steps:
  - arm: try
    ways: {control: end, never: never, often: often}
    weights: {control: 1, never: 0, often: 1}
  - end: never
    bn: ক
    en: A
  - end: often
    bn: খ
    en: B
`
    expect(rulesOf(flow)).toEqual(['asked.yaml:10 step.unvisited'])
  })
})
