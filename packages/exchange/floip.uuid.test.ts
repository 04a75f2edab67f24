import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { isUuid, uuidOf } from './floip.uuid.ts'

/** RFC 4122, 4.3, by Node's own SHA-1. */
function nameBased(name: string, version: number): string {
  const space = Buffer.from('8f1d7c526a3e4b0e9d5421c7a0f3e6b9', 'hex')
  const hash = createHash('sha1').update(space).update(name).digest().subarray(0, 16)
  hash[6] = ((hash[6] ?? 0) & 0x0f) | (version << 4)
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80
  return hash.toString('hex').replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, '$1-$2-$3-$4-$5')
}

it('is the SHA-1 of the name, whatever its length and letters', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), fc.constantFrom<4 | 5>(4, 5), (name, version) => {
      expect(uuidOf(name, version)).toBe(nameBased(name, version))
      expect(isUuid(uuidOf(name, version))).toBe(true)
    }),
    { numRuns: 300 },
  )
})

it('stays what it is: files that were handed out name our steps by it', () => {
  expect(uuidOf('flow/register/step/whose')).toBe(nameBased('flow/register/step/whose', 5))
  expect(uuidOf('flow/register')).toBe('4c48cf21-cdf4-5c15-86ad-64687dfc4bf2')
})

it('knows what is none', () => {
  expect(['', '1', 'x'.repeat(36), `${uuidOf('a')}0`].filter(isUuid)).toEqual([])
})
