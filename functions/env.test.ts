/** What stands in a secret's place is refused however it is written, and what was drawn by chance never is. */
import { seedChance } from '@dhatri/text/chance'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openReader } from './env.ts'

const judge = (value: string, read: 'secret' | 'tokens' = 'secret'): string => {
  const reader = openReader({ KEY: value })
  reader[read]('KEY')
  try {
    reader.close()
    return ''
  } catch (cause) {
    return cause instanceof Error ? cause.message.replace('config.wrong\n', '') : 'unknown'
  }
}

describe('a secret', () => {
  it.each([
    'changeme',
    'change-me-please-now',
    'changemechangemechangeme',
    'changeme123',
    'your-api-key',
    'YOUR_KEY_HERE',
    'your_africas_talking_credentials',
    '<your key>',
    'example',
    'example-key-of-the-gateway',
    'placeholder',
    'dummy',
    'dummy-api-key-0001',
    'test',
    'test123',
    'TESTING',
    'testtesttesttesttesttesttest',
    'test-key-for-the-gateway',
    'none',
    'null',
    'xxx',
    'XXXXXXXXXXXXXXXXXXXXXXXX',
    'todo',
    'TODO: put key here',
    'secret',
    'my-secret-key',
    'my-secret-token',
    'password1',
    'aaaaaaaaaaaaaaaaaaaaaaaa',
    'abababababababababababab',
    '123456789012345678901234',
    'kX7Bq2vMkX7Bq2vMkX7Bq2vM',
    'short',
  ])('%s is none', (value) => {
    expect(judge(value)).toBe('config.placeholder KEY')
    expect(judge(value.padEnd(24, value).replace(/[^A-Za-z0-9_-]/g, '-'), 'tokens')).toBe('config.placeholder KEY')
  })

  it.each([
    'q8ZkX2vB7nM4tR9sW1yD5fGh',
    'key-of-the-gateway',
    'atsk_5e0c6b4e2f9a4d7b8c1a3e5f7a9b0c2d4e6f8a1b3c5d7e9f',
    '550e8400-e29b-41d4-a716-446655440000',
    'correct horse battery staple',
  ])('%s may be one', (value) => {
    expect(judge(value)).toBe('')
  })

  it.each([
    'base64url',
    'base64',
    'hex',
  ] as const)('is never refused where it was drawn by chance and written as %s', (alphabet) => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 18, max: 64 }), (seed, bytes) => {
        const chance = seedChance(seed)
        const text = Buffer.from(Array.from({ length: bytes }, () => Math.floor(chance() * 256))).toString(alphabet)
        const told = alphabet === 'base64' ? '' : judge(text, 'tokens')
        expect([text, judge(text), told]).toEqual([text, '', ''])
      }),
      { seed: 7, numRuns: 3_000 },
    )
  })
})
