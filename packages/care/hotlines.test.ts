import { readFileSync } from 'node:fs'
import { readIso } from '@dhatri/text/day'
import { expect, test } from 'vitest'
import { listUntried, loadHotlines } from './hotlines.ts'

const read = (name: string) => readFileSync(new URL(`../../flows/${name}`, import.meta.url), 'utf8')
const shipped = read('hotlines.yaml')
const today = readIso('2026-06-01') ?? 0

test('what is shipped loads, and nobody has tried any of it yet', () => {
  const { hotlines, faults } = loadHotlines(shipped)
  expect(faults).toEqual([])
  expect(listUntried(hotlines, today).map(({ number }) => number)).toEqual(['16263', '16767', '333', '999'])
})

test('every number that the hand-off names is in the list, in digits and as it is spoken', () => {
  const flow = read('handoff.yaml').split('steps:')[1] ?? ''
  const named = new Set(Array.from(flow.matchAll(/(?:call |দিনরাত )(\d{3,5})/g), ([, number]) => number))
  expect(named).toEqual(new Set(loadHotlines(shipped).hotlines.map(({ number }) => number)))
})

test('a trial counts for ninety days, only with a name, and not before it was', () => {
  const tried = (day: string, by = 'Anna') =>
    loadHotlines(shipped.replace(/(number: "999"[\s\S]*tried: )no/, `$1${day}${by && `\n    by: ${by}`}`))
  const left = (day: string) => listUntried(tried(day).hotlines, today).map(({ number }) => number)
  expect(left('2026-03-03')).not.toContain('999')
  expect(left('2026-03-02')).toContain('999')
  expect(left('2026-06-02')).toContain('999')
  expect(tried('2026-05-01', '').faults).toMatchObject([{ rule: 'hotline.by' }])
  expect(tried('yesterday').faults).toMatchObject([{ rule: 'hotline.tried' }])
})

test.each([
  ['number: "333"', 'number: "16263"', 'hotline.twice'],
  ['number: "333"', 'number: "3x"', 'hotline.number'],
  ['source: National Emergency Service 999', 'note: none', 'hotline.source'],
  ['name: {bn: জরুরি সেবা, en: National Emergency Service}', 'name: 999', 'hotline.name'],
])('%s -> %s is %s', (found, put, rule) => {
  expect(loadHotlines(shipped.replace(found, put)).faults).toContainEqual(expect.objectContaining({ rule }))
})
