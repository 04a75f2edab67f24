import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { loadWaits } from './waits.ts'

const shipped = readFileSync(new URL('../../flows/waits.yaml', import.meta.url), 'utf8')
const faultsOf = (text: string) => {
  const loaded = loadWaits(text)
  return loaded.ok ? [] : loaded.faults.map(({ rule, line }) => `${line} ${rule}`)
}

test('what is shipped loads, and every kind ends at the desk', () => {
  expect(faultsOf(shipped)).toEqual([])
})

test.each([
  ['a complaint that would reach a health worker', /(complaint:\n)/, '$1  - {role: chw, hours: 2}\n', 'wait.complaint'],
  ['nobody at the top', /(question:\n.*\n).*\n/, '$1', 'wait.desk'],
  ['a role nobody has', 'role: contact', 'role: doctor', 'wait.role'],
  ['no time', 'hours: 24', 'hours: 0', 'wait.hours'],
  ['no pauses', /pauses:.*/, 'pauses: []', 'wait.pauses'],
])('%s is refused with its line', (_, found, put, rule) => {
  const faults = faultsOf(shipped.replace(found, put))
  expect(faults.some((fault) => fault.endsWith(rule))).toBe(true)
})
