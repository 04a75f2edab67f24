/** The rules are data too: each has its sentence in Bangla, and each is shown to work by a planted defect. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { readYaml } from '../yaml.ts'

const flow = fileURLToPath(new URL('..', import.meta.url))
const reading = readYaml(
  'rules.yaml',
  readFileSync(new URL('../../../flows/words/rules.yaml', import.meta.url), 'utf8'),
)
const rules = reading.ok && reading.node.kind === 'map' ? reading.node.entries : []
const names = rules.map(({ key }) => key)

/** Rules that no text file of this size, and no type there is, can break: their own tests show them. */
const SHOWN_ELSEWHERE = ['answer.key', 'yaml.size']

test('every rule has a sentence in Bangla', () => {
  expect(names.length).toBeGreaterThan(130)
  for (const { key, node } of rules)
    expect(node.kind === 'scalar' ? node.text : '', key).toMatch(/[\u0980-\u09ff].*।|#/u)
})

test('every rule is planted, and every planted rule is on the list', () => {
  const lists = readdirSync(new URL('.', import.meta.url)).filter((name) => name.endsWith('.txt'))
  const planted = lists.flatMap((name) =>
    readFileSync(new URL(name, import.meta.url), 'utf8')
      .trimEnd()
      .split(/\n(?! )/)
      .map((block) => /^ {2}(\S+) /.exec(block.split('\n').at(-1) ?? '')?.[1] ?? ''),
  )
  // What lies beside the flows is planted where it is read: packages/cli/data.test.ts.
  const own = names.filter((name) => !name.startsWith('data.'))
  expect([...new Set([...planted, ...SHOWN_ELSEWHERE])].sort()).toEqual(own.sort())
})

test('no rule is written in the code that is not on the list', () => {
  const files = readdirSync(flow, { recursive: true, encoding: 'utf8' }).filter(
    (name) => name.endsWith('.ts') && !/\.test\.ts$|fixture|planted|explore/.test(name),
  )
  const families = new Set(names.map((name) => name.split('.')[0]))
  const noted = files.flatMap((name) =>
    Array.from(
      readFileSync(join(flow, name), 'utf8').matchAll(
        /\b(?:fail|warn|failName|refuse|Refusal)\((?:[^'()]|\([^'()]*\))*'([a-z]+\.[a-zA-Z]+)'/g,
      ),
      ([, rule = '']) => rule,
    ),
  )
  expect(noted.length).toBeGreaterThan(80)
  expect(noted.filter((rule) => families.has(rule.split('.')[0]) && !names.includes(rule))).toEqual([])
  expect(noted.filter((rule) => !families.has(rule.split('.')[0]))).toEqual([])
})
