import { readYaml } from '@dhatri/flow/yaml'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { insertScalar, replaceScalar } from './scalar.ts'

const file = `# A comment that stays.
flow: test   # and one behind
steps:
  - say: one
    bn: এক
    en: "One: two"   # quoted
    voice:
      bn: >-   # folded
        এক লাইন,
        আরেক লাইন।

      en: 'It''s one'
  - menu: two
    bn: |-
      {lmp}
      ঠিক?
    en: plain words that
      go on
    options:
      - {bn: হ্যাঁ, en: "Yes"}
      - is: no
        bn: না
`
/** The place of a text: of its words behind a name, searched from a line on. */
const at = (name: string, from = 0) => {
  const lines = file.split('\n')
  const line = lines.findIndex((text, index) => index >= from && new RegExp(`(^|[ {])${name}: `).test(text))
  return {
    line: line + 1,
    column: lines[line]!.search(new RegExp(`(^|[ {])${name}: `)) + name.length + 4 - (/^\w/.test(lines[line]!) ? 1 : 0),
  }
}
const changedLines = (content: string | undefined) => {
  const before = file.split('\n')
  return (content ?? '').split('\n').filter((line) => !before.includes(line))
}

describe('a text written anew', () => {
  it.each([
    ['plain', at('bn'), 'দুই', ['    bn: দুই']],
    ['plain that needs quotes now', at('bn'), 'দুই: তিন', ['    bn: "দুই: তিন"']],
    ['plain that an older YAML would not read as text', at('bn'), 'no', ['    bn: "no"']],
    ['quoted', at('en'), 'Say "two"', ['    en: "Say \\"two\\""   # quoted']],
    ['single quotes', at('en', 7), "It's two", ["      en: 'It''s two'"]],
    ['folded, its comment and the empty line below kept', at('bn', 6), 'দুই লাইন।', ['        দুই লাইন।']],
    ['literal', at('bn', 12), '{lmp}।\nঠিক তো?', ['      {lmp}।', '      ঠিক তো?']],
    ['plain over several lines', at('en', 15), 'Short', ['    en: Short']],
    ['inside brackets', at('bn', 18), 'জি, হ্যাঁ', ['      - {bn: "জি, হ্যাঁ", en: "Yes"}']],
    ['inside brackets, quotes kept', at('en', 18), 'Sure', ['      - {bn: হ্যাঁ, en: "Sure"}']],
  ])('%s', (_, spot, text, lines) => {
    expect(changedLines(replaceScalar(file, spot, text))).toEqual(lines)
  })

  it('becomes literal where a folded text gets lines of its own', () => {
    expect(changedLines(replaceScalar(file, at('bn', 6), 'এক\nদুই'))).toEqual([
      '      bn: |-   # folded',
      '        এক',
      '        দুই',
    ])
  })

  it('is folded before column 110, between words', () => {
    const long = Array.from({ length: 40 }, () => 'কথা').join(' ')
    const lines = changedLines(replaceScalar(file, at('bn', 6), long))
    expect(lines.length).toBeGreaterThan(1)
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(110)
  })

  it('is refused where there is no text', () => {
    expect(replaceScalar(file, { line: 1, column: 1 }, 'x')).toBeUndefined()
    expect(replaceScalar(file, { line: 99, column: 1 }, 'x')).toBeUndefined()
  })
})

describe('a text in a new language', () => {
  const after = ['bn', 'en']
  it.each([
    ['below the last language', at('bn'), ['    xx: one, two']],
    ['inside brackets, quoted', at('bn', 18), ['      - {bn: হ্যাঁ, en: "Yes", xx: "one, two"}']],
    ['below a text of several lines', at('bn', 12), ['    xx: one, two']],
    ['at the end of the file', at('bn', 20), ['        xx: one, two']],
  ])('%s', (_, spot, lines) => {
    expect(changedLines(insertScalar(file, spot, { key: 'xx', after, text: 'one, two' }))).toEqual(lines)
  })

  it('is folded below a folded one', () => {
    const content = insertScalar(file, at('bn', 6), { key: 'xx', after: ['bn'], text: 'one' })
    expect(content).toContain('        আরেক লাইন।\n      xx: >-\n        one\n\n      en:')
  })
})

describe('whatever the words', () => {
  const words = fc
    .string({ unit: fc.constantFrom(...'abকি। :#-?{}[],\'"&*!|>%@`~.0123x=+\n\\'), minLength: 1, maxLength: 40 })
    .map((text) =>
      text
        .replace(/ +/g, ' ')
        .replace(/ ?\n ?/g, '\n')
        .trim(),
    )
    .filter((text) => text !== '')
  const scalarsOf = (content: string): string[] => {
    const reading = readYaml('test.yaml', content)
    if (!reading.ok) return [JSON.stringify(reading.findings)]
    const found: string[] = []
    const walk = (node: (typeof reading)['node']): void => {
      if (node.kind === 'scalar') found.push(node.text.trim())
      if (node.kind === 'list') for (const item of node.items) walk(item)
      if (node.kind === 'map') for (const entry of node.entries) walk(entry.node)
    }
    walk(reading.node)
    return found
  }
  const spots = [
    at('bn'),
    at('en'),
    at('bn', 6),
    at('en', 7),
    at('bn', 12),
    at('en', 15),
    at('bn', 18),
    at('en', 18),
    at('bn', 20),
  ]

  it('the file reads the same but for the one text', () => {
    const before = scalarsOf(file)
    const places = spots.map((spot) => scalarsOf(replaceScalar(file, spot, 'MARK') ?? '').indexOf('MARK'))
    fc.assert(
      fc.property(words, fc.nat(spots.length - 1), (text, which) => {
        const after = scalarsOf(replaceScalar(file, spots[which]!, text) ?? '')
        expect(after).toEqual(before.map((old, index) => (index === places[which] ? text : old)))
      }),
      { numRuns: 250, seed: 5 },
    )
  })
})
