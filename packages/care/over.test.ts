import { describe, expect, it } from 'vitest'
import { findOver } from './over.ts'
import type { OutcomeKind, State } from './record.ts'

const woman = (state: State, at?: number, carer?: number) => ({
  state,
  ...(at === undefined ? {} : { outcome: { kind: 'loss' as OutcomeKind, day: 1, at } }),
  ...(carer === undefined ? {} : { carer }),
})
const find = (kind: string, ...women: ReturnType<typeof woman>[]) => findOver({ kind, opened: 100, women })

describe('what news of her has overtaken', () => {
  it('is everything after her death, and after a loss only the day at the health centre', () => {
    for (const kind of ['question', 'complaint', 'appointment', 'referral', 'danger']) {
      expect(find(kind, woman('died', 200))).toBe('died')
      expect(find(kind, woman('pregnant'))).toBe(undefined)
      expect(find(kind, woman('born', 200))).toBe(undefined)
      expect(find(kind, woman('lost', 200))).toBe(kind === 'appointment' ? 'calledOff' : undefined)
    }
    expect(find('appointment', woman('wrongEntry', 200))).toBe('calledOff')
    expect(find('danger', woman('wrongEntry', 200))).toBe(undefined)
  })

  it('is nothing where another woman may be meant, or nobody is known', () => {
    expect(find('danger', woman('died', 200), woman('pregnant'))).toBe(undefined)
    expect(find('appointment', woman('lost', 200), woman('pregnant'))).toBe(undefined)
    expect(find('appointment', woman('lost', 200), woman('died', 300))).toBe('calledOff')
    expect(find('danger', woman('died', 200), woman('wrongEntry', 300))).toBe('died')
    expect(find('danger')).toBe(undefined)
  })

  it('is nothing that was asked for afterwards, by whoever looks after her child for example', () => {
    expect(find('question', woman('died', 99))).toBe(undefined)
    expect(find('appointment', woman('lost', 99))).toBe(undefined)
    // One of two babies has died since: the record of it is younger than the question.
    expect(find('question', woman('died', 200, 90))).toBe(undefined)
    expect(find('question', woman('died', 90, 200))).toBe(undefined)
    expect(find('question', woman('died', 200, 300))).toBe('died')
  })
})
