import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { ANSWER_TYPES } from './answer.ts'
import { FLOWS } from './fixture.ts'
import { loadFlows } from './load.ts'
import { STEP_FIELDS } from './steps.ts'

const guide = readFileSync(new URL('../../flows/README.md', import.meta.url), 'utf8')
const engine = readFileSync(new URL('../../flows/engine.yaml', import.meta.url), 'utf8')
const head = 'flow: news\ntitle: {bn: ক, en: x}\nabout: service\nlanguages: [bn, en]\nchannels: [voice]\n'
const examples = [...guide.matchAll(/```yaml\n([^`]+)```/g)].map(([, block = '']) => block)

/** What the reader does not understand; names of steps, flows and answers that an example leaves out do not count. */
const misread = (content: string) =>
  loadFlows({ ...FLOWS, 'engine.yaml': engine, 'news.yaml': content }, [], [], []).findings.filter(({ rule }) =>
    /^(yaml|file|name|option|answer\.(type|setting)|if\.(mixed|unreadable)|arm|form\.keyword)/.test(rule),
  )

describe('the guide for nurses', () => {
  test.each(examples.map((block) => [block.split('\n')[0], block]))('%s is understood', (_, block) => {
    const lines = block.split('\n')
    const top = lines.filter((line) => /^[a-z]/.test(line)).join('\n')
    const steps = lines.filter((line) => !/^[a-z]/.test(line)).join('\n')
    const flow = `${head}${top}\nsteps:\n${steps.trim() === '' ? '  - end: done' : steps}\n`
    expect(misread(flow)).toEqual([])
  })

  test('has an example of every type, and each is understood', () => {
    const rows = [...guide.matchAll(/`(\w+: \{type: (\w+)[^`]*\})`/g)]
    const named = new Set(rows.map(([, , type = '']) => type))
    const joined = new Set(['id', 'name'])
    for (const type of Object.keys(ANSWER_TYPES)) if (!joined.has(type)) expect(named).toContain(type)
    const declared = rows.map(([, row = '']) => `  ${row}`).join('\n')
    expect(misread(`${head}answers:\n${declared}\nsteps:\n  - end: done\n`)).toEqual([])
  })

  test('names every kind of step', () => {
    for (const kind of Object.keys(STEP_FIELDS)) expect(guide).toContain(`| \`${kind}\` |`)
  })
})
