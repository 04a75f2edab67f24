import fc from 'fast-check'
import { expect, it } from 'vitest'
import { lowerText, raiseText } from './floip.template.ts'

const pathOf = (name: string) => `results.${name}.value`
const nameOf = (path: string) => /^results\.(\w+)\.value$/.exec(path)?.[1]

it('values and signs', () => {
  expect(lowerText('{name}, {edd|short} me@x.org', pathOf)).toBe(
    '@(results.name.value), @(results.edd.value) me@@x.org',
  )
  expect(raiseText('@(results.name.value), @results.edd.value. me@@x.org', nameOf)).toEqual({
    text: '{name}, {edd}. me@x.org',
    lost: [],
  })
})

it.each([
  ['@contact.name!', '…!', ['@(contact.name)']],
  ['@(YEAR(NOW()) - 1) left', '… left', ['@(YEAR(NOW()) - 1)']],
  ['a {b} c', 'a (b) c', ['{ }']],
  ['write to me@x.org', 'write to me@x.org', []],
  ['@(results.name.value', '…', ['@(results.name.value)']],
  ['at @ noon, 100%', 'at @ noon, 100%', []],
])('%s', (template, text, lost) => {
  const raised = raiseText(template, (path) => (template.endsWith('value') ? undefined : nameOf(path)))
  expect(raised).toEqual({ text, lost })
})

it('any words come back as they were', () => {
  const part = fc.oneof(
    fc.constantFrom('{name}', '{edd}', '@', ' ', 'কথা', 'a', '(', ')', '.', 'me@x', '@@'),
    fc.string({ maxLength: 5 }).filter((text) => !/[{}]/.test(text)),
  )
  fc.assert(
    fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
      const text = parts.join('')
      expect(raiseText(lowerText(text, pathOf), nameOf)).toEqual({ text, lost: [] })
    }),
    { numRuns: 1000 },
  )
})
