import { hkdfSync } from 'node:crypto'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openKeyring } from './keyring.ts'
import { memoryVault } from './memory.ts'
import { makeSealer, openBytes, pooledBytes, rememberTexts } from './seal.ts'

const root = { hmac: new Uint8Array(32).fill(1), branch: new Uint8Array(32).fill(2) }
const key = new Uint8Array(32).fill(7)

describe('a sealed text', () => {
  it('opens in its place, whatever it says', () => {
    const property = fc.property(fc.string({ unit: 'binary' }), fc.string(), (plain, place) => {
      const sealer = makeSealer(key)
      expect(sealer.open(sealer.seal(plain, place), place)).toBe(plain)
    })
    void fc.assert(property, { examples: [['\ufeffyes', '']] })
  })

  it('is 29 bytes longer than its text, plain bytes, and different every time', () => {
    const sealer = makeSealer(key)
    const [one, two] = [sealer.seal('আমি', 'here'), sealer.seal('আমি', 'here')]
    expect(one).toHaveLength(9 + 29)
    expect(Object.getPrototypeOf(one)).toBe(Uint8Array.prototype)
    expect(one).not.toEqual(two)
  })

  it('does not open in another place or under another key', () => {
    const sealed = makeSealer(key).seal('lmp 2026-01-01', 'W#1|RECORD|box')
    expect(() => makeSealer(key).open(sealed, 'W#2|RECORD|box')).toThrow('seal.broken')
    expect(() => makeSealer(new Uint8Array(32).fill(8)).open(sealed, 'W#1|RECORD|box')).toThrow('seal.broken')
  })

  it('does not open with any one bit flipped, nor cut short', () => {
    const sealer = makeSealer(key)
    const sealed = sealer.seal('yes', 'here')
    for (let bit = 0; bit < sealed.length * 8; bit++) {
      const flipped = Uint8Array.from(sealed)
      flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7))
      expect(() => sealer.open(flipped, 'here')).toThrow('seal.broken')
    }
    for (let length = 0; length < sealed.length; length++) {
      expect(() => sealer.open(sealed.subarray(0, length), 'here')).toThrow('seal.broken')
    }
  })

  it('says nothing about itself when it does not open', () => {
    const sealed = makeSealer(key).seal('secret', 'P#0171')
    expect(() => makeSealer(key).open(sealed, 'P#0172')).toThrow(/^seal\.broken$/)
  })
})

describe('a sealer that remembers', () => {
  function counted() {
    const plain = makeSealer(key)
    let opened = 0
    const open = (sealed: Uint8Array, place: string) => {
      opened += 1
      return plain.open(sealed, place)
    }
    return { sealer: rememberTexts({ seal: plain.seal, open }), other: plain, count: () => opened }
  }

  it('gives what opening gives, whatever it says, and opens nothing twice', () => {
    const property = fc.property(fc.string({ unit: 'binary' }), fc.string(), (text, place) => {
      const { sealer, other, count } = counted()
      const sealed = sealer.seal(text, place)
      expect(sealer.open(Uint8Array.from(sealed), place)).toBe(other.open(sealed, place))
      expect(count()).toBe(0)
      const elsewhere = other.seal(text, place)
      expect([sealer.open(elsewhere, place), sealer.open(elsewhere, place)]).toEqual([text, text].map(whole))
      expect(count()).toBe(1)
    })
    void fc.assert(property, {
      examples: [
        ['\ufeffyes', ''],
        ['\ud800', 'x'],
      ],
      numRuns: 200,
    })
  })

  it('refuses a known text in another place, or with one bit changed', () => {
    const { sealer } = counted()
    const sealed = sealer.seal('fits', 'P#1|u')
    expect(sealer.open(sealed, 'P#1|u')).toBe('fits')
    expect(() => sealer.open(sealed, 'P#1|v')).toThrow('seal.broken')
    for (let byte = 0; byte < sealed.length; byte += 1) {
      const changed = Uint8Array.from(sealed)
      changed[byte] = (changed[byte] ?? 0) ^ 1
      expect(() => sealer.open(changed, 'P#1|u')).toThrow('seal.broken')
    }
  })

  it('lets go of many texts, and opens them again', () => {
    const { sealer, count } = counted()
    const all = Array.from({ length: 500 }, (_, n) => sealer.seal(`${n}`, 'here'))
    expect(all.map((sealed) => sealer.open(sealed, 'here'))).toEqual(all.map((_, n) => `${n}`))
    expect(count()).toBeGreaterThan(400)
  })
})

/** As UTF-8 carries it. */
const whole = (text: string) => Buffer.from(text, 'utf8').toString('utf8')

describe('random bytes from the pool', () => {
  it('are as many as asked for, plain bytes of their own, and never the same', () => {
    const lengths = [0, 12, 32, 4_095, 4_096, 5_000, 12]
    expect(lengths.map((length) => pooledBytes(length).buffer.byteLength)).toEqual(lengths)
    expect(Object.getPrototypeOf(pooledBytes(12))).toBe(Uint8Array.prototype)
    const seen = new Set(Array.from({ length: 5_000 }, () => Buffer.from(pooledBytes(12)).toString('hex')))
    expect(seen.size).toBe(5_000)
  })
})

describe('a pseudonym', () => {
  it('is 26 letters of base32, the same for the same phone, and another under another root', () => {
    const keyring = openKeyring(memoryVault(), root)
    const other = openKeyring(memoryVault(), { ...root, hmac: key })
    const pseudonym = keyring.pseudonym('+8801711000001')
    expect(pseudonym).toMatch(/^[a-z2-7]{26}$/)
    expect(keyring.pseudonym('+8801711000001')).toBe(pseudonym)
    expect(keyring.pseudonym('+8801711000002')).not.toBe(pseudonym)
    expect(other.pseudonym('+8801711000001')).not.toBe(pseudonym)
  })

  it('never changes: this one is written in tables', () => {
    expect(openKeyring(memoryVault(), root).pseudonym('+8801711000001')).toBe('wm7kcascegqot6lrina2tzgbb5')
  })
})

describe('a mark', () => {
  it('is eight bytes, by kind and text', () => {
    const keyring = openKeyring(memoryVault(), root)
    expect(keyring.mark('request', 'r1')).toHaveLength(8)
    expect(keyring.mark('request', 'r1')).toEqual(keyring.mark('request', 'r1'))
    expect(keyring.mark('request', 'r1')).not.toEqual(keyring.mark('inbound', 'r1'))
    expect(keyring.mark('a', 'b|c')).not.toEqual(keyring.mark('a|b', 'c'))
  })
})

describe("a woman's key", () => {
  it('opens what was sealed under it, from any keyring of the same root and vault', async () => {
    const vault = memoryVault()
    const sealed = (await openKeyring(vault, root).newWoman('w1')).seal('Rina', 'W#w1|WHO')
    expect((await openKeyring(vault, root).woman('w1')).open(sealed, 'W#w1|WHO')).toBe('Rina')
  })

  it('is not made twice: twenty registrations at once agree', async () => {
    const keyring = openKeyring(memoryVault(), root)
    const sealers = await Promise.all(Array.from({ length: 20 }, () => keyring.newWoman('w1')))
    const sealed = sealers[0]?.seal('Rina', 'here') ?? new Uint8Array()
    for (const sealer of sealers) expect(sealer.open(sealed, 'here')).toBe('Rina')
  })

  it('forgotten, nothing opens: not her text, nor with a new key', async () => {
    const vault = memoryVault()
    const keyring = openKeyring(vault, root)
    const sealed = (await keyring.newWoman('w1')).seal('Rina', 'here')
    await keyring.forget('w1')
    await expect(keyring.woman('w1')).rejects.toMatchObject({ code: 'key.gone' })
    await expect(openKeyring(vault, root).woman('w1')).rejects.toMatchObject({ code: 'key.gone' })
    const again = await keyring.newWoman('w1')
    expect(() => again.open(sealed, 'here')).toThrow('seal.broken')
  })

  it('of one woman opens nothing of another', async () => {
    const keyring = openKeyring(memoryVault(), root)
    const sealed = (await keyring.newWoman('w1')).seal('Rina', 'here')
    await expect(keyring.newWoman('w2').then((sealer) => sealer.open(sealed, 'here'))).rejects.toThrow('seal.broken')
  })

  it('in the vault is wrapped: without the branch key, or moved to another id, it is nothing', async () => {
    const vault = memoryVault()
    await openKeyring(vault, root).newWoman('w1')
    const wrapped = (await vault.get('W#w1')) ?? new Uint8Array()
    expect(wrapped).toHaveLength(32 + 29)
    await vault.put('W#w2', wrapped)
    await expect(openKeyring(vault, root).woman('w2')).rejects.toMatchObject({ code: 'seal.broken' })
    const stranger = openKeyring(vault, { ...root, branch: key })
    await expect(stranger.woman('w1')).rejects.toMatchObject({ code: 'seal.broken' })
  })
})

describe('a day key', () => {
  it('gives every conversation its own key, the same in every process', async () => {
    const vault = memoryVault()
    const here = await openKeyring(vault, root).day(20_500)
    const there = await openKeyring(vault, root).day(20_500)
    const sealed = here.conversation('phone', 's1').seal('1', 'u')
    expect(there.conversation('phone', 's1').open(sealed, 'u')).toBe('1')
    for (const [phone, session] of [
      ['phone', 's2'],
      ['phones', '1'],
      ['phone|s1', ''],
    ] as const) {
      expect(() => there.conversation(phone, session).open(sealed, 'u')).toThrow('seal.broken')
    }
  })

  it('gives each conversation the key that RFC 5869 derives', async () => {
    const vault = memoryVault()
    const day = await openKeyring(vault, root).day(1)
    const wrapped = (await vault.get('D#0000001')) ?? new Uint8Array()
    const dayKey = openBytes(root.branch, wrapped, 'key|D#0000001')
    const derived = new Uint8Array(hkdfSync('sha256', dayKey, '', 'conversation|1|p|s', 32))
    expect(day.conversation('p', 's').open(makeSealer(derived).seal('1', 'u'), 'u')).toBe('1')
  })

  it('does not mistake where the phone ends and the session begins', async () => {
    const day = await openKeyring(memoryVault(), root).day(1)
    const sealed = day.conversation('a', 'b|c').seal('1', 'u')
    expect(() => day.conversation('a|b', 'c').open(sealed, 'u')).toThrow('seal.broken')
  })

  it('is asked of the vault once', async () => {
    let asked = 0
    const vault = memoryVault({ fault: () => void asked++ })
    const keyring = openKeyring(vault, root)
    await Promise.all([keyring.day(1), keyring.day(1), keyring.day(1)])
    await keyring.day(1)
    expect(asked).toBe(2)
  })

  it('that could not be had is asked for again', async () => {
    let isDown = true
    const keyring = openKeyring(memoryVault({ fault: () => (isDown ? 'unreachable' : undefined) }), root)
    await expect(keyring.day(1)).rejects.toMatchObject({ code: 'store.unreachable' })
    isDown = false
    await expect(keyring.day(1)).resolves.toBeDefined()
  })

  it('swept, opens nothing any more, and other days are untouched', async () => {
    const vault = memoryVault()
    const keyring = openKeyring(vault, root)
    const sealed = (await keyring.day(9)).conversation('p', 's').seal('1', 'u')
    const kept = (await keyring.day(11)).conversation('p', 's').seal('1', 'u')
    await keyring.day(10)
    await keyring.newWoman('w1')
    expect(await keyring.sweepDays(11)).toBe(2)
    expect(await keyring.sweepDays(11)).toBe(0)
    await expect(keyring.day(9)).rejects.toMatchObject({ code: 'key.gone' })
    const stranger = openKeyring(vault, root)
    await expect(stranger.day(9).then((day) => day.conversation('p', 's').open(sealed, 'u'))).rejects.toThrow(
      'seal.broken',
    )
    expect((await stranger.day(11)).conversation('p', 's').open(kept, 'u')).toBe('1')
    await expect(keyring.woman('w1')).resolves.toBeDefined()
  })
})

it('a root key of the wrong length is refused', () => {
  expect(() => openKeyring(memoryVault(), { ...root, branch: new Uint8Array(31) })).toThrow('config.keyLength')
})
