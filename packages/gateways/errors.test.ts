import { expect, test } from 'vitest'
import { failSend, sendFaults } from './errors.ts'
import { rankReceipt } from './gateway.ts'

test('a refusal that is certain is rejected, any other is unknown', () => {
  expect(failSend('send.throttled')).toEqual({ state: 'rejected', error: 'send.throttled' })
  expect(failSend('send.noAnswer')).toEqual({ state: 'unknown', error: 'send.noAnswer' })
})

test('a fault of the number is certain and never tried again', () => {
  for (const fault of Object.values(sendFaults)) {
    if (fault.isPermanent) expect(fault).toMatchObject({ isCertain: true, isRetryable: false })
    expect(fault.operator).toMatch(/^[A-Z].*\.$/)
  }
})

test('a receipt outranks those it may follow', () => {
  const ranks = (['sent', 'expired', 'delivered'] as const).map(rankReceipt)
  expect(ranks).toEqual([...ranks].sort())
  expect(new Set(ranks).size).toBe(3)
  expect(rankReceipt('undelivered')).toBe(rankReceipt('rejected'))
})
