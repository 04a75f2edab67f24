import { describe, expect, test } from 'vitest'
import { dammDigit, hasDamm } from './damm.ts'
import { toBengaliDigits } from './digits.ts'
import { makeShortId, readShortId } from './shortid.ts'

describe('the check digit', () => {
  test('is the one of the published example', () => {
    expect(dammDigit('572')).toBe('4')
    expect(hasDamm('5724')).toBe(true)
  })

  test('finds every single wrong digit and every swap of two neighbours', () => {
    for (let serial = 10_000; serial <= 99_999; serial += 7) {
      const id = makeShortId(serial)
      for (let at = 0; at < id.length; at += 1) {
        for (const digit of '0123456789') {
          const slip = id.slice(0, at) + digit + id.slice(at + 1)
          if (slip !== id && hasDamm(slip)) throw new Error(`${slip} passes for ${id}`)
        }
        const swap =
          id.slice(0, at) +
          id
            .slice(at, at + 2)
            .split('')
            .reverse()
            .join('') +
          id.slice(at + 2)
        if (swap !== id && hasDamm(swap)) throw new Error(`${swap} passes for ${id}`)
      }
    }
  })

  test('is asked of digits only', () => {
    for (const text of ['', '0', '57 24', '57২4', 'x']) expect(hasDamm(text)).toBe(false)
  })
})

describe('a short id', () => {
  test('is six digits without a leading zero, and every serial gets its own', () => {
    const ids = new Set(Array.from({ length: 90_000 }, (_, index) => makeShortId(10_000 + index)))
    expect(ids.size).toBe(90_000)
    for (const id of ids) if (!/^[1-9][0-9]{5}$/.test(id)) throw new Error(id)
  })

  test('is read in any digits and with spaces', () => {
    expect(makeShortId(57_248)).toBe('572484')
    expect(readShortId('572484')).toEqual({ ok: true, id: '572484' })
    expect(readShortId(toBengaliDigits(' 572-484 '))).toEqual({ ok: true, id: '572484' })
  })

  test.each([
    ['572485', 'id.mistyped'],
    ['752484', 'id.mistyped'],
    ['57248', 'id.unreadable'],
    ['5724846', 'id.unreadable'],
    ['072484', 'id.unreadable'],
    ['57248a', 'id.unreadable'],
    ['', 'id.unreadable'],
  ])('%j is refused as %s', (text, error) => {
    expect(readShortId(text)).toEqual({ ok: false, error })
  })

  test.each([9_999, 100_000, 10_000.5, Number.NaN])('serial %s is a bug', (serial) => {
    expect(() => makeShortId(serial)).toThrow(RangeError)
  })
})
