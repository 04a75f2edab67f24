import { describe, expect, it } from 'vitest'
import { writeChange, writeCondition } from './dynamo.expression.ts'
import type { Condition } from './table.ts'

describe('an expression', () => {
  it('of the dial is the one in the design', () => {
    const expression = writeChange(
      {
        set: {
          u0: { path: 'u', orElse: null },
          u: { value: { s: 's1', a: [] } },
          ul: { path: 'links', orElse: [] },
          ug: { path: 'lang', orElse: 'bn' },
        },
        remove: ['uq'],
      },
      {
        op: 'or',
        of: [
          { op: 'absent', path: 'u' },
          { op: '<>', path: 'u.s', value: 's1' },
        ],
      },
    )
    expect(spell(expression.UpdateExpression, expression.ExpressionAttributeNames)).toBe(
      'SET u0 = if_not_exists(u, :0), u = :1, ul = if_not_exists(links, :2), ug = if_not_exists(lang, :3) REMOVE uq',
    )
    expect(spell(expression.ConditionExpression, expression.ExpressionAttributeNames)).toBe(
      'attribute_not_exists(u) OR u.s <> :4',
    )
    expect(expression.ExpressionAttributeValues).toEqual({
      ':0': { NULL: true },
      ':1': { M: { s: { S: 's1' }, a: { L: [] } } },
      ':2': { L: [] },
      ':3': { S: 'bn' },
      ':4': { S: 's1' },
    })
  })

  it('of a turn with request ids is the one in the design', () => {
    const expression = writeChange(
      { set: { 'u.a': { append: ['1'], to: 'u.a' }, 'u.t': { value: 5 } }, add: { uq: new Set(['r']) } },
      {
        op: 'and',
        of: [
          { op: '=', path: 'u.s', value: 's1' },
          { op: 'not', of: { op: 'contains', path: 'uq', value: 'r' } },
        ],
      },
    )
    const names = expression.ExpressionAttributeNames
    expect(spell(expression.UpdateExpression, names)).toBe('SET u.a = list_append(u.a, :0), u.t = :1 ADD uq :2')
    expect(spell(expression.ConditionExpression, names)).toBe('u.s = :3 AND NOT (contains(uq, :4))')
    expect(expression.ExpressionAttributeValues?.[':2']).toEqual({ SS: ['r'] })
  })

  it('of what only removes asks for an item that is there', () => {
    const expression = writeChange(
      { remove: ['a'], drop: { b: new Set(['x']) } },
      { op: 'size', is: '<', path: 'm', value: 3 },
    )
    const names = expression.ExpressionAttributeNames
    expect(spell(expression.UpdateExpression, names)).toBe('REMOVE a DELETE b :0')
    expect(spell(expression.ConditionExpression, names)).toBe('attribute_exists(pk) AND size(m) < :1')
  })

  it('has brackets where parts are joined, and none around one part alone', () => {
    const a: Condition = { op: 'present', path: 'a' }
    const b: Condition = { op: 'present', path: 'b' }
    const both: Condition = { op: 'and', of: [a, b] }
    const text = (condition: Condition) =>
      spell(writeCondition(condition).ConditionExpression, { '#0': 'a', '#1': 'b' })
    expect(text({ op: 'or', of: [both, b] })).toBe(
      '(attribute_exists(a) AND attribute_exists(b)) OR attribute_exists(b)',
    )
    expect(text({ op: 'or', of: [{ op: 'and', of: [a] }] })).toBe('attribute_exists(a)')
    expect(text({ op: 'not', of: { op: 'not', of: both } })).toBe(
      'NOT (NOT (attribute_exists(a) AND attribute_exists(b)))',
    )
  })

  it('of nothing is nothing', () => {
    expect(writeCondition(undefined)).toEqual({})
  })

  it('never writes a name as it is', () => {
    const { ConditionExpression } = writeCondition({ op: 'present', path: 'size' })
    expect(ConditionExpression).toBe('attribute_exists(#0)')
  })
})

function spell(text: string | undefined, names: Record<string, string> | undefined): string | undefined {
  return text?.replace(/#\d+/g, (placeholder) => names?.[placeholder] ?? placeholder)
}
