import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { Audit } from '../audit.ts'
import { ACTIONS, FLOWS, PLACES } from '../fixture.ts'
import { draftFlows } from '../load.ts'
import { weighWays } from './ways.ts'

const engine = readFileSync(new URL('../../../flows/engine.yaml', import.meta.url), 'utf8')
const audit = (changed: Record<string, string> = {}): Audit => {
  const draft = draftFlows({ ...FLOWS, 'engine.yaml': engine, ...changed }, PLACES, ACTIONS, [])
  return { ...draft, messages: [], profiles: [] }
}
const count = (changed?: Record<string, string>) => Object.fromEntries(weighWays(audit(changed), () => 1))

test('the heaviest way passes each step once and goes through the flows that are run', () => {
  const ways = count()
  expect(ways).toMatchObject({ news: 3, danger: 3, person: 1 })
  // whose, lmp, place, if, name, right, save and an end; from home by its menu, and out by nothing more.
  expect(ways['register']).toBe(8)
  expect(ways['home']).toBe(Math.max(ways['register'] ?? 0, ways['other'] ?? 0) + 2)
})

test('a flow that runs itself ends all the same', () => {
  const news = (FLOWS['news.yaml'] ?? '').replace('  - end: done', '  - run: home\n  - end: done')
  expect(count({ 'news.yaml': news })['news']).toBeGreaterThan(3)
})

test('a tangle of menus is given up on, not waited for', () => {
  const names = Array.from({ length: 14 }, (_, index) => `m${index}`)
  const options = names.map((name) => `      - {go: ${name}, bn: ক ${name}, en: ${name}}`).join('\n')
  const menus = names.map((name) => `  - menu: ${name}\n    bn: ক\n    en: x\n    options:\n${options}`).join('\n')
  const head = 'flow: news\ntitle: {bn: ক, en: x}\nabout: service\nlanguages: [bn, en]\nchannels: [ussd]\nsteps:\n'
  expect(count({ 'news.yaml': `${head}${menus}\n` })['news']).toBe(14)
})
