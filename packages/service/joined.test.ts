import type { Change, Write } from '@dhatri/store/table'
import { expect, it } from 'vitest'
import { joinUpdates } from './joined.ts'

const phone = { pk: 'P#a', sk: 'PHONE' }
const update = (change: Change): Write => ({ update: phone, change })

it('sums what two updates of one item add, and unites their sets', () => {
  const joined = joinUpdates([
    update({ add: { good: 1, seen: new Set(['a']) } }),
    { put: { pk: 'X', sk: 'Y' } },
    update({ add: { good: 2, bad: 1, seen: new Set(['b']) }, set: { at: { value: 3 } } }),
  ])
  expect(joined).toEqual([
    update({ add: { good: 3, bad: 1, seen: new Set(['a', 'b']) }, set: { at: { value: 3 } } }),
    { put: { pk: 'X', sk: 'Y' } },
  ])
})

it('unites what two updates drop from a set', () => {
  const joined = joinUpdates([update({ drop: { seen: new Set(['a']) } }), update({ drop: { seen: new Set(['b']) } })])
  expect(joined).toEqual([update({ drop: { seen: new Set(['a', 'b']) } })])
})

it('keeps what is set outright over what would be added, and both conditions', () => {
  const joined = joinUpdates([
    { ...update({ add: { good: 1 } }), if: { op: 'present', path: 'a' } },
    { ...update({ set: { good: { value: 0 } }, remove: ['b'] }), if: { op: 'absent', path: 'c' } },
  ])
  const both = {
    op: 'and',
    of: [
      { op: 'present', path: 'a' },
      { op: 'absent', path: 'c' },
    ],
  }
  expect(joined).toEqual([{ ...update({ set: { good: { value: 0 } }, remove: ['b'] }), if: both }])
})

it('leaves updates of other items alone', () => {
  const other: Write = { update: { pk: 'P#b', sk: 'PHONE' }, change: { add: { good: 1 } } }
  expect(joinUpdates([update({ add: { good: 1 } }), other])).toEqual([update({ add: { good: 1 } }), other])
})
