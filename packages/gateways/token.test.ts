import { describe, expect, test } from 'vitest'
import { account, webhook } from './africastalking/recorded.ts'
import { africastalking } from './africastalking.ts'

const verify = (token: string, tokens: string[], body = 'text='): string => {
  const incoming = { ...webhook('ussd', body), path: { channel: 'ussd', token } }
  const verification = africastalking.verify(incoming, account, tokens)
  return verification.ok ? 'ok' : `${verification.status} ${verification.error}`
}

describe('the secret path', () => {
  test('lets through any of our tokens, so that one can be changed while the other still works', () => {
    expect(verify('new-one', ['old-one', 'new-one'])).toBe('ok')
    expect(verify('old-one', ['old-one', 'new-one'])).toBe('ok')
  })

  test.each([
    ['a wrong token', 'new-ona', ['new-one']],
    ['the beginning of one', 'new-on', ['new-one']],
    ['one with something after it', 'new-one1', ['new-one']],
    ['no token', '', ['new-one']],
    ['no token where an empty one is configured by mistake', '', ['']],
    ['any token where none is configured', 'new-one', []],
    ['another letter of the same bits beyond the end', 'new-one\0', ['new-one']],
  ])('refuses %s', (_what, token, tokens) => {
    expect(verify(token, tokens)).toBe('401 request.unsigned')
  })
})

describe('the bound on the body', () => {
  test('is 16 KB, counted in bytes', () => {
    expect(verify('t', ['t'], 'a'.repeat(16_384))).toBe('ok')
    expect(verify('t', ['t'], 'a'.repeat(16_385))).toBe('413 request.oversized')
    expect(verify('t', ['t'], 'ক'.repeat(5_462))).toBe('413 request.oversized')
  })

  test('is not even told to someone without the token', () => {
    expect(verify('x', ['t'], 'a'.repeat(20_000))).toBe('401 request.unsigned')
  })
})
