import { expect, it } from 'vitest'
import * as items from './items.ts'

it('keys are as the design writes them', () => {
  expect(items.phoneKey('abc')).toEqual({ pk: 'P#abc', sk: 'PHONE' })
  expect(items.womanKey('w')).toEqual({ pk: 'W#w', sk: 'RECORD' })
  expect(items.whoKey('w')).toEqual({ pk: 'W#w', sk: 'WHO' })
  expect(items.historyKey('w', 1_790_000_000_000, 'x')).toEqual({ pk: 'W#w', sk: 'E#001790000000000#x' })
  expect(items.caseKey('k')).toEqual({ pk: 'K#k', sk: 'RECORD' })
  expect(items.workerKey('HA1')).toEqual({ pk: 'H#HA1', sk: 'RECORD' })
  expect(items.facilityKey('F1')).toEqual({ pk: 'F#F1', sk: 'RECORD' })
  expect(items.referenceKey('at', 'r')).toEqual({ pk: 'G#at#r', sk: 'REF' })
  expect(items.claimKey('at', 'i')).toEqual({ pk: 'I#at#i', sk: 'CLAIM' })
  expect(items.shortIdKey('302614', '123456')).toEqual({ pk: 'S#302614', sk: '123456' })
  expect(items.messageKey('m')).toEqual({ pk: 'M#m', sk: 'RECORD' })
  expect(items.controlKey('tick')).toEqual({ pk: 'C#tick', sk: 'CONTROL' })
  expect(items.correctionKey('message anc.day', 'live')).toEqual({ pk: 'X#corrections', sk: 'live#message anc.day' })
  expect(items.unverifiedKey('u')).toEqual({ pk: 'U#u', sk: 'RECORD' })
})

it('history is in the order of time', () => {
  const keys = [9, 10, 1_790_000_000_000].map((time) => items.historyKey('w', time, 'x').sk)
  expect([...keys].sort()).toEqual(keys)
})
