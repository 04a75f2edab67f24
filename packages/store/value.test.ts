import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareBytes, compareStrings } from './order.ts'
import { Sorted } from './sorted.ts'
import { copyValue, weighItem } from './value.ts'

describe('the order of strings', () => {
  it('is that of their UTF-8 bytes', () => {
    const text = fc.string({ unit: 'binary', maxLength: 6 })
    const property = fc.property(text, text, (a, b) => {
      expect(Math.sign(compareStrings(a, b))).toBe(Buffer.compare(Buffer.from(a), Buffer.from(b)))
    })
    void fc.assert(property, {
      numRuns: 500,
      examples: [
        ['\u{ffff}', '😀'],
        ['a', 'ab'],
        ['ক', 'খ'],
      ],
    })
  })

  it('is that of bytes for bytes', () => {
    const property = fc.property(fc.uint8Array(), fc.uint8Array(), (a, b) => {
      expect(Math.sign(compareBytes(a, b))).toBe(Buffer.compare(a, b))
    })
    void fc.assert(property)
  })
})

describe('a sorted list', () => {
  it('holds each value once, in order, whatever is added and removed', () => {
    const steps = fc.array(fc.tuple(fc.boolean(), fc.integer({ min: 0, max: 20 })))
    const property = fc.property(steps, (all) => {
      const sorted = new Sorted<number>((a, b) => a - b)
      const model = new Set<number>()
      for (const [isAdded, value] of all) {
        if (isAdded) sorted.add(value)
        else sorted.remove(value)
        if (isAdded) model.add(value)
        else model.delete(value)
      }
      expect(sorted.values).toEqual([...model].sort((a, b) => a - b))
    })
    void fc.assert(property)
  })
})

describe('a copy', () => {
  it('shares nothing with what it was made from', () => {
    const item = { list: [{ tags: new Set(['a']) }], bytes: Uint8Array.of(1) }
    const copy = copyValue(item)
    item.list[0]?.tags.add('b')
    item.bytes[0] = 9
    expect(copy).toEqual({ list: [{ tags: new Set(['a']) }], bytes: Uint8Array.of(1) })
  })

  it('turns a buffer into plain bytes', () => {
    const { bytes } = copyValue({ bytes: Buffer.from('x') })
    expect(Object.getPrototypeOf(bytes)).toBe(Uint8Array.prototype)
  })
})

describe('the weight of an item', () => {
  it('is names and values in UTF-8, as AWS counts', () => {
    expect(weighItem({ pk: 'P#1', bn: 'আমি', yes: true, none: null })).toBe(2 + 3 + 2 + 9 + 3 + 1 + 4 + 1)
    expect(weighItem({ n: 1234 })).toBe(1 + 3)
    expect(weighItem({ l: ['ab', 'c'], m: { k: 'v' }, s: new Set(['xy']) })).toBe(
      1 + 3 + 2 + 3 + (1 + 3 + 3) + (1 + 3 + 2),
    )
  })
})
