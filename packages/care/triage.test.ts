import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { loadTriage } from './triage.load.ts'
import { judgeSigns, PATIENTS, type Patient, URGENCIES } from './triage.ts'

const read = (name: string): string => readFileSync(new URL(`../../flows/${name}`, import.meta.url), 'utf8')
const text = read('triage/rules.yaml')
const loaded = loadTriage(text)
if (!loaded.ok) throw new Error(JSON.stringify(loaded.faults))
const { triage } = loaded
const signsOf = (patient: Patient) => [...new Set(triage[patient].flatMap(({ all }) => all))]

const named = (sign: string) => `has${sign[0]?.toUpperCase()}${sign.slice(1)}`

/** Signs as the bits of a number. */
const setOf = (signs: string[], bits: number) => signs.filter((_, at) => (bits >> at) & 1)

test.each(
  PATIENTS,
)('%s: over every set of signs the urgency is the highest of its rules, and no further sign lowers it', (patient) => {
  const signs = signsOf(patient)
  const rank = new Uint8Array(2 ** signs.length)
  for (let bits = 0; bits < rank.length; bits++) {
    const seen = setOf(signs, bits)
    const { urgency, rules } = judgeSigns(triage, patient, seen)
    rank[bits] = URGENCIES.indexOf(urgency)
    // It always says why: a rule, and a sign that was seen.
    if ((urgency === 'home') !== (rules.length === 0)) expect([seen, rules]).toBe('a reason')
    if (rules.some(({ all }) => !all.every((sign) => seen.includes(sign)))) expect([seen, rules]).toBe('seen signs')
    for (let at = 0; at < signs.length; at++) {
      const fewer = bits & ~(1 << at)
      if ((rank[fewer] ?? 0) > (rank[bits] ?? 0)) expect([seen, signs[at]]).toBe('monotone')
    }
  }
  console.log(`triage: ${rank.length} sets of signs, ${patient}`)
  expect(rank[0]).toBe(0)
})

describe('the sources, sign by sign', () => {
  test('every danger sign of WHO ANC.DT01 and every one of the seven of the newborn is referred now', () => {
    const urgent = 'bleeding blue convulsion fever headache vision labour ill vomiting pain unconscious'.split(' ')
    for (const sign of urgent.map(named)) expect(judgeSigns(triage, 'before', [sign]).urgency, sign).toBe('now')
    const seven = 'feeding convulsion breathing temperature limp cord jaundice'.split(' ')
    for (const sign of seven.map(named)) expect(judgeSigns(triage, 'newborn', [sign]).urgency, sign).toBe('now')
  })
  test('each rule has a source and a number of its own', () => {
    const rules = Object.values(triage).flat()
    expect(new Set(rules.map(({ rule }) => rule)).size).toBe(rules.length)
    expect(rules.every(({ source }) => source.length > 5)).toBe(true)
  })
})

test('the options a worker can choose are exactly the signs of the rules, and all pages but the last are referred now', () => {
  type Step = { menu?: string; options?: { is: string }[] }
  for (const patient of PATIENTS) {
    const { steps } = parse(read(`check${patient}.yaml`)) as { steps: Step[] }
    const pages = steps.flatMap(({ menu, options = [] }) =>
      menu === undefined ? [] : [options.map(({ is }) => is).filter((is) => is !== 'none')],
    )
    expect(pages.flat().sort()).toEqual(signsOf(patient).sort())
    for (const sign of pages.slice(0, -1).flat())
      expect(judgeSigns(triage, patient, [sign]).urgency, `${patient} ${sign}`).toBe('now')
  }
})

test.each([
  ['a rule without a source', text.replace('source: "ANC.DT01: convulsing"', 'source: ""'), 'rule.source'],
  ['a number used twice', text.replace('rule: 2,', 'rule: 1,'), 'rule.number'],
  ['no signs', text.replace('all: [hasBleeding]', 'all: []'), 'rule.signs'],
  ['an urgency that is none', text.replace('urgency: now', 'urgency: soon'), 'rule.urgency'],
  ['nobody', text.replace('\nnewborn:', '\nnobody:'), 'rules.missing'],
  ['broken YAML', `${text}\n[`, 'yaml'],
])('%s is refused', (_, broken, rule) => {
  const again = loadTriage(broken)
  expect(again.ok ? [] : again.faults.map((fault) => fault.rule)).toContain(rule)
})
