import { describe, expect, test } from 'vitest'
import { readYaml } from './yaml.ts'

const refuse = (content: string) => {
  const reading = readYaml('flow.yaml', content)
  if (reading.ok) throw new Error('it was read')
  const [{ rule, line, column } = { rule: '', line: 0, column: 0 }] = reading.findings
  return [rule, line, column]
}

test('texts stay what the author typed', () => {
  const reading = readYaml('flow.yaml', 'a: yes\nb: 0123\nc: ~\nd: 2026-01-01\ne: "no"\nf: 1e3\n')
  expect(reading.ok && reading.node.kind === 'map' && reading.node.entries.map(({ node }) => node)).toMatchObject(
    ['yes', '0123', '~', '2026-01-01', 'no', '1e3'].map((text, index) => ({
      kind: 'scalar',
      text,
      line: index + 1,
      column: 4,
    })),
  )
})

test('everything knows where it stands', () => {
  const reading = readYaml('flow.yaml', 'steps:\n  - say: x\n    bn: |-\n      এক\n      দুই\n')
  expect(reading).toMatchObject({
    ok: true,
    node: {
      entries: [
        {
          key: 'steps',
          node: {
            items: [
              {
                line: 2,
                column: 5,
                entries: [{ key: 'say' }, { key: 'bn', line: 3, column: 5, node: { text: 'এক\nদুই' } }],
              },
            ],
          },
        },
      ],
    },
  })
})

describe('refused, with the place', () => {
  test.each([
    ['a tab', 'a: 1\n\tb: 2\n', ['yaml.tab', 2, 1]],
    ['a tab between words', 'a: x\ty\n', ['yaml.tab', 1, 5]],
    ['a colon inside a text', 'bn: শোনো: এটা\n', ['yaml.colon', 1, 5]],
    ['a colon inside a text in brackets', 'a: {bn: x: y}\n', ['yaml.colon', 1, 9]],
    ['a name twice', 'a: 1\nb: 2\na: 3\n', ['yaml.duplicate', 3, 1]],
    ['an anchor', 'a: &x [1]\n', ['yaml.alias', 1, 7]],
    ['an alias', 'a: *x\n', ['yaml.alias', 1, 4]],
    ['a tag', 'a: !!binary aGk=\n', ['yaml.tag', 1, 13]],
    ['a second document', 'a: 1\n---\nb: 2\n', ['yaml.documents', 2, 1]],
    ['a name that objects own', 'constructor: 1\n', ['yaml.key', 1, 1]],
    ['the prototype', 'a: {__proto__: {x: 1}}\n', ['yaml.key', 1, 5]],
    ['a name that is a list', '? [a]\n: b\n', ['yaml.key', 1, 3]],
    ['a quote left open', 'a: "x\nb: y\n', ['yaml.syntax', 1, 4]],
    ['too many characters', `a: ${'x'.repeat(100_001)}`, ['yaml.size', 1, 1]],
  ])('%s', (_, content, place) => {
    expect(refuse(content)).toEqual(place)
  })

  test.each([
    ['[', 50_000],
    ['{', 50_000],
    ['- ', 50_000],
    ['? ', 50_000],
    ['a: ', 30_000],
    [' a:\n', 20_000],
  ])('%j over and over, before the parser can exhaust the stack', (piece, count) => {
    expect(readYaml('flow.yaml', piece.repeat(count)).ok).toBe(false)
  })

  test('steps to the right without end', () => {
    const stairs = Array.from({ length: 400 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n')
    expect(refuse(stairs)[0]).toBe('yaml.depth')
  })

  test('an alias bomb', () => {
    const bomb = 'a: &a [x]\nb: &b [*a,*a]\nc: &c [*b,*b]\nd: [*c,*c]\n'
    expect(refuse(bomb)[0]).toBe('yaml.alias')
  })
})
